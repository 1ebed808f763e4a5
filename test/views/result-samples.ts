import type { Survey, SurveyOption, SurveyQuestion } from '../../src/config/survey-types.ts';
import { newId } from '../../src/core/ids.ts';
import type { QuestionResult, RoundResults } from '../../src/features/surveys/results/results.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

const both = (length: number, beginning = '') => ({
  en: longText(length, `${beginning} en `),
  'zh-CN': longText(length, `${beginning}汉`),
});
const options = (count: number): SurveyOption[] =>
  Array.from({ length: count }, (_, at) => ({ value: `${at} ${longText(80)}`, label: both(200, `${at}`) }));
const base = (id: string) => ({ id, text: both(200, id), required: false });

const kinds: SurveyQuestion[] = [
  { ...base('stars'), type: 'stars', limit: 5 },
  { ...base('scale'), type: 'scale', from: 0, to: 10, low: both(200), high: both(200), limit: 9 },
  { ...base('nps'), type: 'nps', limit: 100 },
  { ...base('single'), type: 'single', options: options(20) },
  { ...base('multiple'), type: 'multiple', options: options(20) },
  { ...base('ranking'), type: 'ranking', options: options(10) },
  { ...base('matrix'), type: 'matrix', from: 1, to: 5, rows: options(10) },
  { ...base('text'), type: 'text', maxLength: 3000 },
  { ...base('few'), type: 'stars' },
];

/** The survey with the longest texts, and the most questions, that there can be. */
const rules: Survey = {
  ...{ id: 'long', name: both(200), owner: 'requester@x.example', sections: [{ questions: kinds }] },
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  ...{ rhythm: { every: 'month', workday: 1 }, at: '10:00', openDays: 7, groupBy: 'department' },
  ...{ followUp: true, followUpDays: 5 },
};

const counted = (answers: readonly string[]) => Object.fromEntries(answers.map((answer) => [answer, 12_345]));
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

function resultsOf(question: SurveyQuestion): QuestionResult[] {
  const { id } = question;
  const answered = 98_765;
  const mean = { value: 2.345, margin: 0.123 };
  if (id === 'few') return [{ id, answered: null, counts: null }];
  switch (question.type) {
    case 'matrix':
      return question.rows.map(({ value: row }) => ({
        id,
        row,
        answered,
        counts: counted(numbers(1, 5)),
        mean,
      }));
    case 'text':
      return [{ id, answered, counts: null }];
    case 'stars':
    case 'scale':
      return [{ id, answered, counts: counted(numbers(0, 10)), mean }];
    case 'nps':
      return [{ id, answered, counts: counted(numbers(0, 10)), score: { value: -12.3, margin: 4.5 } }];
    default:
      return [{ id, answered, counts: counted(question.options.map(({ value }) => value)) }];
  }
}

const questions = kinds.flatMap(resultsOf);
const groups = Array.from({ length: 40 }, (_, at) => ({
  ...{ group: longText(200, `${at} `), asked: 12_345, answered: 1234, questions },
}));
const whole: RoundResults = { asked: 123_456, answered: 98_765, questions, groups, groupsWithheld: 12 };
const tooFew: RoundResults = { asked: 12, answered: 4, questions: null, groups: [], groupsWithheld: 3 };

/** Every page of a long report for whoever may read all of it and for others, and follow-ups in every state. */
export async function resultSamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const { prisma } = office.app.database;
  const [requester, reader, boss] = ['requester', 'reader', 'boss'].map((name) => office.as(name));
  const people = await prisma.person.findMany();
  const at = (number: number) => new Date(Date.UTC(2026, number, 1));
  const round = (number: number, results: RoundResults) => ({
    ...{ id: `rnd_long_${number}`, version: 1, surveyId: 'long', number, rules: rules as object },
    ...{ state: 'counted', opensAt: at(number), closesAt: at(number), asked: results.asked },
    ...{ results: results as object, createdAt: at(number), countedAt: at(number) },
  });
  const rounds = [...Array.from({ length: 8 }, (_, nth) => round(nth + 1, whole)), round(9, tooFew)];
  await prisma.surveyRound.createMany({ data: rounds });
  await prisma.surveyInvitation.createMany({
    data: rounds.flatMap(({ id, number }) =>
      people.map((person) => ({
        ...{ id: `${id}/${person.id}`, roundId: id, personId: person.id, state: 'answered' },
        ...{ invitedOn: `20${number + 10}-01-01`, answeredOn: '2026-01-02' },
      })),
    ),
  });
  const written = Array.from({ length: 30 }, () => ({
    ...{ id: newId('txt'), roundId: 'rnd_long_8', questionId: 'text', text: longText(3000) },
  }));
  await prisma.surveyText.createMany({ data: written });
  const followUp = (number: number, kind: 'topic' | 'person', state: 'open' | 'done') => ({
    ...{ id: newId('fup'), version: 1, surveyId: 'long', roundId: `rnd_long_${number}`, kind },
    questionId: kind === 'topic' ? `matrix/${options(1)[0]!.value}` : ['stars', 'scale', 'nps'].join('\n'),
    ...{ personId: kind === 'person' ? reader!.id : null, score: 1.234, comment: longText(1000) },
    ...{ ownerId: requester!.id, dueOn: '2026-01-05', state, createdAt: at(number) },
    outcome: state === 'done' ? longText(1000) : null,
    doneAt: state === 'done' ? at(9) : null,
  });
  const followUps = [7, 8].flatMap((number) =>
    (['topic', 'person'] as const).flatMap((kind) =>
      Array.from({ length: 14 }, (_, nth) => followUp(number, kind, nth % 2 === 0 ? 'open' : 'done')),
    ),
  );
  await prisma.surveyFollowUp.createMany({ data: followUps });
  for (let page = 0; page < 24; page += 1)
    for (const who of [requester!, reader!]) keep(await who.click('surveys.results', `rnd_long_8 ${page}`));
  keep(await reader!.click('surveys.results', 'rnd_long_9 0'));
  keep(await reader!.command('survey results'));
  keep(await requester!.command('follow-ups'));
  const forms = ['surveys.followUpDone', 'surveys.followUpLater', 'surveys.followUpPass'];
  const open = followUps.filter(({ state }) => state === 'open');
  for (const { id } of [open[0]!, open.at(-1)!]) {
    keep(await requester!.click('surveys.followUp', id));
    for (const form of forms) keep(await requester!.click(form, id));
  }
  keep(await requester!.submit('surveys.followUpPass', open[0]!.id, { person: requester!.id }));
  await prisma.occurrence.create({
    data: {
      ...{
        id: newId('occ'),
        version: 1,
        kind: 'surveys.followUp',
        subject: `survey-follow-up:${open[0]!.id}`,
      },
      ...{ personId: requester!.id, state: 'told', toldAt: at(9), dueAt: at(9), createdAt: at(9) },
      ...{ localTime: '2026-01-05T09:00', timezone: 'Asia/Shanghai', args: { dueOn: '2026-01-05' } },
    },
  });
  const args = { owner: boss!.id, dueOn: '2026-01-05' };
  return [
    ...['rnd_long_8', 'rnd_long_9'].map((id) => ({
      ...{ view: 'surveys.summary', subject: `round:${id}`, args: {}, live: false },
    })),
    ...[followUps[0]!, followUps.at(-1)!, open.at(-1)!].map(({ id }) => ({
      ...{ view: 'surveys.followUp', subject: `survey-follow-up:${id}`, args: {}, live: true },
    })),
    ...['opened', 'passed', 'putOff', 'done'].map((key) => ({
      ...{ view: 'surveys.followUpNotice', subject: `survey-follow-up:${followUps.at(-1)!.id}` },
      ...{ args: { ...args, key }, live: false },
    })),
  ];
}
