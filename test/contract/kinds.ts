import { describe, expect } from 'vitest';
import { actions } from '../../src/ui/card.ts';
import { withValues } from '../../src/ui/fill-form.ts';
import { accountPrefix, type Field, type Form } from '../../src/ui/form.ts';
import { readForm } from '../../src/ui/read-form.ts';
import { button, range } from './examples.ts';
import type { Suite } from './suite.ts';

const optional = (id: string) => ({ id, label: id, required: false });
const options = (length: number) => range(length, (at) => ({ value: `v${at}`, label: `Option ${at}` }));

/** Every kind of field; `person` is somebody of the platform. */
const everyKind = (person: string): Field[] => [
  { ...optional('several'), kind: 'choices', options: [...options(3), { value: 'a, b', label: 'A, b' }] },
  { ...optional('many'), kind: 'choices', options: options(30) },
  { ...optional('one'), kind: 'choice', options: options(20) },
  { ...optional('day'), kind: 'date', min: '2026-01-01' },
  { ...optional('time'), kind: 'time' },
  // The time zone of the people of the stand-ins.
  { ...optional('moment'), kind: 'datetime', timezone: 'Europe/Berlin' },
  { ...optional('person'), kind: 'person', options: [{ value: person, label: 'Ben' }] },
  {
    ...optional('place'),
    kind: 'place',
    options: range(250, (at) => ({ value: `p${at}`, label: `HQ › Building ${at % 5} › Room ${at}` })),
  },
  { ...optional('photos'), kind: 'file' },
];

const entered = {
  several: 'v1\na, b',
  many: 'v0\nv29',
  one: 'v19',
  day: '2026-12-04',
  time: '09:05',
  moment: '2026-11-30T14:00',
  place: 'p249',
};
const meant = {
  several: ['v1', 'a, b'],
  many: ['v0', 'v29'],
  one: 'v19',
  day: '2026-12-04',
  time: '09:05',
  moment: '2026-11-30T14:00[Europe/Berlin]',
  place: 'p249',
  photos: null,
};

/** Days, people, places and the like go into a form and come out of it on every platform. */
export function kindContract(suite: Suite): void {
  const { test, post } = suite;
  const formOf = (fields: Field[]): Form => ({
    id: 'test.kinds',
    context: 'c',
    title: 'Every kind',
    submit: 'Send',
    fields,
  });
  const open = async (form: Form) => {
    const posted = await post({ summary: 'New', blocks: [actions(button('File', { opensForm: true }))] });
    suite.at.answer({ kind: 'form', form });
    return suite.at.click(suite.at.users.ada, posted.key, 'File');
  };
  /** Whoever was picked, by the platform's own id. */
  const picked = (typed: string) => ({
    value: typed.startsWith(accountPrefix) ? typed.split(':')[2]! : typed,
  });
  const read = (form: Form) => {
    const event = suite.at.received.at(-1);
    return event?.kind === 'submit' ? readForm(form, event.values, picked) : event;
  };

  describe('kinds of fields', () => {
    test('what is entered in any kind of field arrives as what it is', async () => {
      const { userId } = suite.at.users.ben;
      const form = formOf(everyKind(userId));
      await open(form);
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, { ...entered, person: userId });
      expect(read(form)).toEqual({ values: { ...meant, person: userId } });
    });

    test('left empty, every kind is nothing', async () => {
      const form = formOf(everyKind(suite.at.users.ben.userId));
      await open(form);
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, {});
      const nothing = Object.fromEntries(form.fields.map(({ id }) => [id, null]));
      expect(read(form)).toEqual({ values: nothing });
    });

    test('what stands in any kind of field goes back and forth unchanged', async () => {
      const { userId, workspace } = suite.at.users.ben;
      const person = suite.at.adapter.capabilities.picksPeople
        ? `${accountPrefix}${workspace}:${userId}`
        : userId;
      const form = withValues(formOf(everyKind(userId)), { ...entered, person });
      await open(form);
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, {});
      expect(read(form)).toEqual({ values: { ...meant, person: userId } });
    });

    test('a field that hangs on another is asked once that has its value, and what was typed is kept', async () => {
      const urgency: Field = {
        id: 'urgency',
        label: 'Urgency',
        required: true,
        kind: 'choice',
        options: options(2),
      };
      const hanging = { showWhen: { field: 'urgency', in: ['v1'] } };
      const form = formOf([
        { id: 'what', label: 'What', required: true, kind: 'text' },
        urgency,
        { id: 'why', label: 'Why', required: true, kind: 'text', ...hanging },
      ]);
      expect((await open(form)).form?.fields).toHaveLength(2);
      suite.at.answer((event) => {
        const typed = event.kind === 'submit' ? event.values : {};
        const outcome = readForm(form, typed);
        return 'values' in outcome ? { kind: 'ok' } : { kind: 'form', form: withValues(form, typed) };
      });
      const again = await suite.at.submit(suite.at.users.ada, { what: 'lamp', urgency: 'v1' });
      expect(again.form?.values).toEqual({ what: 'lamp', urgency: 'v1', why: '' });
      expect(again.form?.errors).toEqual({});
      expect((await suite.at.submit(suite.at.users.ada, { why: 'dark' })).form).toBeUndefined();
      expect(read(form)).toEqual({ values: { what: 'lamp', urgency: 'v1', why: 'dark' } });
    });

    test('a control: without its value it is not asked, and is nothing', async () => {
      const form = formOf([
        { id: 'urgency', label: 'Urgency', required: true, kind: 'choice', options: options(2) },
        { id: 'why', label: 'Why', required: true, kind: 'text', showWhen: { field: 'urgency', in: ['v1'] } },
      ]);
      await open(form);
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, { urgency: 'v0' });
      expect(read(form)).toEqual({ values: { urgency: 'v0', why: null } });
    });
  });
}
