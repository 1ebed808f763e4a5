import { Keyring } from '../../src/anonymity/keyring.ts';
import type { Survey, SurveyOption, SurveyQuestion } from '../../src/config/survey-types.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { Form } from '../../src/ui/form.ts';
import { openRound } from '../features/surveys/open-round.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

const both = (length: number, beginning = '') => ({
  en: longText(length, `${beginning} en `),
  'zh-CN': longText(length, `${beginning}汉`),
});
const options = (count: number): SurveyOption[] =>
  Array.from({ length: count }, (_, at) => ({ value: `o${at}`.padEnd(100, 'x'), label: both(200, `${at}`) }));
const base = (id: string) => ({ id, text: both(200, id), hint: both(200), required: false });

const kinds: SurveyQuestion[] = [
  { ...base('stars'), type: 'stars' },
  { ...base('scale'), type: 'scale', from: 0, to: 10, low: both(200), high: both(200) },
  { ...base('nps'), type: 'nps' },
  { ...base('single'), type: 'single', options: options(20) },
  { ...base('text'), type: 'text', maxLength: 3000, showWhen: { question: 'stars', in: ['1'] } },
  { ...base('multiple'), type: 'multiple', options: options(20), most: 3 },
  { ...base('ranking'), type: 'ranking', options: options(10) },
  { ...base('matrix'), type: 'matrix', from: 0, to: 10, rows: options(10) },
];
const many = Array.from({ length: 3 }, (_, at): SurveyQuestion => ({ ...kinds[1]!, id: `scale${at}` }));

const rules: Survey = {
  ...{ id: 'answered', name: both(200), intro: both(1000), owner: 'requester@x.example' },
  sections: [
    { title: both(200), questions: kinds },
    { title: both(200), questions: many },
  ],
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  ...{ rhythm: { every: 'once' }, at: '10:00', openDays: 7, followUp: true, followUpDays: 5 },
};

/** What somebody enters in a page: the lowest or the longest of everything. */
const entered = (form: Form) =>
  Object.fromEntries(
    form.fields.map((field) => {
      if (field.kind === 'choice')
        return [field.id, field.options[Number(/:\d$/.exec(field.id)?.[0][1] ?? 0)]!.value];
      if (field.kind === 'choices')
        return [
          field.id,
          field.options
            .slice(0, 3)
            .map(({ value }) => value)
            .join('\n'),
        ];
      return [field.id, longText(3000)];
    }),
  );

/** Every page of a survey with the longest texts, both ways, with its review and what becomes of a lost key. */
export async function answeringSamples(office: TestOffice, keep: (ack: Ack) => Ack, keysDir: string) {
  const { database } = office.app;
  const people = ['requester', 'reader'].map((name) => ({ id: office.as(name).id, group: null }));
  const now = new Date();
  const round = await openRound({ database, keyring: new Keyring(keysDir), now }, 1, rules, people);
  for (const [at, name] of ['requester', 'reader'].entries()) {
    const person = office.as(name);
    const submit = async (form: Form, values: Record<string, string>) =>
      keep(await person.submit(form.id, form.context, values));
    let ack = keep(await person.click('surveys.answer', round.id));
    const way = at === 0 ? 'each' : 'section';
    for (let pages = 0; ack.kind === 'form' && pages < 60; pages += 1) {
      const { form } = ack;
      if (form.context.endsWith(' start')) ack = await submit(form, { way });
      else if (form.context.endsWith(' review')) {
        ack = await submit(form, { named: 'yes', comment: longText(1000), change: '' });
        // Once sent off, it comes back with all that was answered.
        keep(await person.click('surveys.answer', round.id));
      } else {
        if ('q:multiple' in entered(form))
          await submit(form, {
            ...entered(form),
            'q:multiple': options(4)
              .map(({ value }) => value)
              .join('\n'),
          });
        ack = await submit(form, entered(form));
        if (pages === 1) {
          keep(await person.submit(form.id, form.context, { pressed: 'later' }));
          keep(await person.click('surveys.answer', round.id));
        }
      }
    }
  }
  return [{ view: 'surveys.keyLost', subject: `survey-key:${round.id}`, args: {}, live: true }];
}
