import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withValues } from '../../src/ui/fill-form.ts';
import { asTyped, type Field, type Form } from '../../src/ui/form.ts';
import { readField } from '../../src/ui/read-field.ts';
import { readForm } from '../../src/ui/read-form.ts';
import { fieldsToDraw } from '../../src/ui/show-when.ts';

const base = { id: 'f', label: 'F', required: false };
const option = (value: string, label = value) => ({ value, label });
const value = (read: unknown) => ({ value: read });
const problem = (name: string, more: object = {}) => ({ problem: name, ...more });

const several: Field = {
  ...base,
  kind: 'choices',
  options: [option('tea', '茶'), option('coffee', 'Coffee'), option('milk, warm'), option('rnd', 'R&D')],
};
const day: Field = { ...base, kind: 'date', min: '2026-11-22', max: '2026-12-31' };
const time: Field = { ...base, kind: 'time' };
const moment: Field = { ...base, kind: 'datetime', timezone: 'Asia/Shanghai', min: '2026-11-22' };
const place: Field = {
  ...base,
  kind: 'place',
  options: [
    option('hq', 'HQ'),
    option('hq-a', 'HQ › Building A'),
    option('hq-a-3f', 'HQ › Building A › 3F'),
    option('hq-b-3f', 'HQ › Building B › 3F'),
    option('hq-b-13f', 'HQ › Building B › 13F'),
    option('sh', '上海 › 三楼'),
  ],
};
const number = (digits: string): Field => ({
  ...base,
  kind: 'text',
  pattern: `[A-Z]{2}-\\d{${digits}}`,
  patternHint: 'Like AB-1234.',
});
const files: Field = { ...base, kind: 'file' };

describe.each<[string, Field, [string, object][]]>([
  [
    'several options',
    several,
    [
      ['tea', value(['tea'])],
      ['coffee\ntea', value(['tea', 'coffee'])],
      ['茶、Coffee', value(['tea', 'coffee'])],
      ['coffee, 1', value(['tea', 'coffee'])],
      ['2 and 1', value(['tea', 'coffee'])],
      ['1 2', value(['tea', 'coffee'])],
      ['１、２', value(['tea', 'coffee'])],
      ['milk, warm', value(['milk, warm'])],
      ['tea, milk, warm', value(['tea', 'milk, warm'])],
      ['R&D和茶', value(['tea', 'rnd'])],
      ['tea, tea', value(['tea'])],
      ['tea, beer', problem('notAnOption')],
      ['milk', problem('notAnOption')],
      ['5', problem('notAnOption')],
      [' \n ', value(null)],
    ],
  ],
  [
    'a day',
    day,
    [
      ['2026-12-04', value('2026-12-04')],
      ['2026/12/4', value('2026-12-04')],
      ['２０２６－１２－０４', value('2026-12-04')],
      ['2026-11-22', value('2026-11-22')],
      ['2026-11-21', problem('tooEarly', { min: '2026-11-22' })],
      ['2027-01-01', problem('tooLate', { max: '2026-12-31' })],
      ['2026-02-30', problem('notADate')],
      ['tomorrow', problem('notADate')],
      ['4.12.2026', problem('notADate')],
      ['', value(null)],
    ],
  ],
  [
    'a time',
    time,
    [
      ['14:30', value('14:30')],
      ['9:05', value('09:05')],
      ['１４：３０', value('14:30')],
      ['14:30:00', value('14:30')],
      ['24:00', problem('notATime')],
      ['9', problem('notATime')],
    ],
  ],
  [
    'a day and a time',
    moment,
    [
      ['2026-11-30T14:00', value('2026-11-30T14:00[Asia/Shanghai]')],
      ['2026-11-30 14:00', value('2026-11-30T14:00[Asia/Shanghai]')],
      // An instant, and another zone's wall time, as it is here.
      ['2026-11-30T06:00:00.000Z', value('2026-11-30T14:00[Asia/Shanghai]')],
      ['2026-11-30T07:00[Europe/Berlin]', value('2026-11-30T14:00[Asia/Shanghai]')],
      ['2026-11-21T23:59', problem('tooEarly', { min: '2026-11-22' })],
      ['2026-11-30', problem('notADateTime')],
      ['2026-11-30T', problem('notADateTime')],
      ['2026-13-30T14:00', problem('notADateTime')],
      ['2026-11-30T07:00[Mars/Olympus]', problem('notADateTime')],
    ],
  ],
  [
    'a time that the clocks skip',
    { ...base, kind: 'datetime', timezone: 'America/New_York' },
    [['2027-03-14T02:30', value('2027-03-14T03:30[America/New_York]')]],
  ],
  [
    'a place',
    place,
    [
      ['hq-a-3f', value('hq-a-3f')],
      ['HQ › Building A › 3F', value('hq-a-3f')],
      ['building a', value('hq-a')],
      ['Building A 3F', value('hq-a-3f')],
      ['A, 3f', value('hq-a-3f')],
      ['13F', value('hq-b-13f')],
      ['三楼', value('sh')],
      ['3F', problem('severalOptions', { options: expect.stringContaining('Building B › 3F') })],
      ['4F', problem('notAnOption')],
      ['›', problem('severalOptions', { options: expect.any(String) })],
    ],
  ],
  [
    'a text of a pattern',
    number('4'),
    [
      ['AB-1234', value('AB-1234')],
      ['AB-12345', problem('notAsAsked', { hint: 'Like AB-1234.' })],
      ['x AB-1234', problem('notAsAsked', { hint: 'Like AB-1234.' })],
    ],
  ],
  [
    'files',
    files,
    [
      ['fil_1a, fil_2b', value(['fil_1a', 'fil_2b'])],
      ['../secret', problem('notAFile')],
      ['no', problem('notAFile')],
    ],
  ],
])('%s', (_, field, cases) => {
  it.each(cases)('%j', (typed, expected) => expect(readField(field, typed)).toEqual(expected));

  it('is read the same again', () => {
    for (const [typed] of cases) {
      const read = readField(field, typed);
      if ('value' in read) expect(readField(field, asTyped(read.value))).toEqual(read);
    }
  });
});

it('a pattern that would keep other engines busy for years takes no time', () => {
  const began = performance.now();
  const field: Field = { ...base, kind: 'text', pattern: '(a+)+b' };
  expect(readField(field, 'a'.repeat(3000))).toEqual(problem('notAsAsked', { hint: '' }));
  expect(performance.now() - began).toBeLessThan(1000);
});

it('whatever options are chosen, they are read back as they were', () => {
  const words = fc.stringMatching(/^[a-z,& 和]{1,8}$/).filter((word) => word.trim() !== '');
  fc.assert(
    fc.property(
      fc.uniqueArray(words, { minLength: 1, maxLength: 8, selector: (w) => w.trim() }),
      fc.nat(),
      (values, seed) => {
        const field: Field = { ...base, kind: 'choices', options: values.map((each) => option(each)) };
        const chosen = values.filter((_, at) => (seed >> at) & 1);
        if (chosen.length > 0) expect(readField(field, asTyped(chosen))).toEqual(value(chosen));
      },
    ),
  );
});

describe('fields that hang on others', () => {
  const form: Form = {
    id: 'x',
    context: '',
    title: 'X',
    submit: 'OK',
    fields: [
      {
        ...base,
        id: 'urgency',
        kind: 'choice',
        required: true,
        options: [option('low', '低'), option('high', '高')],
      },
      { ...base, id: 'why', kind: 'text', required: true, showWhen: { field: 'urgency', in: ['high'] } },
      {
        ...base,
        id: 'who',
        kind: 'choices',
        options: [option('a'), option('b')],
        showWhen: { field: 'why', in: ['x'] },
      },
      { ...base, id: 'b', kind: 'number', required: true, showWhen: { field: 'who', in: ['b', 'c'] } },
    ],
  };
  const asked = (values: Record<string, string>) =>
    fieldsToDraw(withValues(form, values).fields).map(({ id }) => id);

  it('are drawn by what stands in those', () => {
    expect(asked({})).toEqual(['urgency']);
    expect(asked({ urgency: 'low', why: 'x' })).toEqual(['urgency']);
    expect(asked({ urgency: '高' })).toEqual(['urgency', 'why']);
    expect(asked({ urgency: 'high', why: 'x', who: 'a, b' })).toEqual(['urgency', 'why', 'who', 'b']);
  });

  it('are dropped and never required where they are not asked', () => {
    const nothing = { why: null, who: null, b: null };
    expect(readForm(form, { urgency: 'low', why: 'x', b: '3' })).toEqual({
      values: { urgency: 'low', ...nothing },
    });
    expect(readForm(form, { urgency: '低' })).toEqual({ values: { urgency: 'low', ...nothing } });
  });

  it('are asked where they never were, and required once they were', () => {
    expect(readForm(form, { urgency: 'high' })).toEqual({ problems: {}, unasked: ['why'] });
    expect(readForm(form, { urgency: 'high', why: '' })).toEqual({
      problems: { why: problem('required') },
      unasked: [],
    });
    expect(readForm(form, { urgency: 'high', why: 'x', who: '' })).toEqual({
      values: { urgency: 'high', why: 'x', who: null, b: null },
    });
    expect(readForm(form, { urgency: 'high', why: 'x', who: 'b' })).toEqual({ problems: {}, unasked: ['b'] });
  });
});
