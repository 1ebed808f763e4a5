import { describe, expect, it } from 'vitest';
import { readSentForm } from '../../../adapters/adaptive-cards/action-data.ts';
import { renderForm } from '../../../adapters/adaptive-cards/render-form.ts';
import type { Form } from '../../../src/ui/form.ts';
import { renderOfficially } from '../../helpers/teams/official-renderer.ts';

const texts = {
  optional: 'optional',
  person: 'Name',
  place: 'Place',
  time: 'Time',
  files: 'Send them later.',
};
const options = { drawn: 'd1', texts };
const form: Form = {
  id: 'requests.file',
  context: 'req_1',
  title: 'New request',
  intro: 'What do you need? *Anything*.',
  submit: 'Send',
  fields: [
    { kind: 'choice', id: 'kind', label: 'Kind', required: true, options: [{ value: 'r', label: 'Repair' }] },
    { kind: 'text', id: 'text', label: 'What', required: true, multiline: true, value: 'line 1\nline 2' },
    { kind: 'number', id: 'count', label: 'How many', required: false, value: '3' },
    { kind: 'money', id: 'amount', label: 'Amount', required: false, currency: 'CNY', value: '¥5,000' },
  ],
};

describe('a form under the official renderer', () => {
  it('is valid, labelled and filled with what was typed', () => {
    const drawn = renderOfficially(renderForm(form, options));
    expect(drawn.problems).toEqual([]);
    expect(drawn.text).toContain('What do you need? *Anything*.');
    expect(drawn.inputs.map(({ label }) => label)).toEqual([
      'Kind',
      'What',
      'How many (optional)',
      'Amount (CNY, optional)',
    ]);
    expect(drawn.inputs.map(({ value }) => value)).toEqual(['', 'line 1\nline 2', '3', '¥5,000']);
  });

  it('says at the field what is wrong and keeps what cannot be a number', () => {
    const wrong: Form = {
      ...form,
      errors: { count: 'Please write a number.' },
      fields: form.fields.map((field) => (field.id === 'count' ? { ...field, value: 'twelve' } : field)),
    };
    const drawn = renderOfficially(renderForm(wrong, options));
    expect(drawn.problems).toEqual([]);
    expect(drawn.element?.textContent).toMatch(/How many \(optional\)Please write a number\.Amount/);
    expect(drawn.inputs[2]?.value).toBe('twelve');
  });

  it('comes back with its id, context, drawing and values as text', () => {
    const [send] = renderOfficially(renderForm(form, options)).buttons;
    const answer = { ...Object(send?.data), text: 'x', count: 3, msteams: { type: 'task/submit' } };
    expect(readSentForm(answer)).toEqual({
      form: 'requests.file',
      context: 'req_1',
      drawn: 'd1',
      values: { text: 'x', count: '3' },
    });
    expect(readSentForm({ text: 'x' })).toBeUndefined();
  });

  it.each(['quartermaster', 'msteams', 'x'.repeat(201)])('refuses a field called %s', (id) => {
    const field = { kind: 'text' as const, id, label: 'x', required: true };
    expect(() => renderForm({ ...form, fields: [field] }, options)).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });

  it('shows few plain options side by side and folds the rest', () => {
    const style = (labels: string[]) => {
      const options_ = labels.map((label, index) => ({ value: String(index), label }));
      const field = { kind: 'choice' as const, id: 'k', label: 'K', required: true, options: options_ };
      const input = renderForm({ ...form, intro: '', fields: [field] }, options).body[0];
      return input?.type === 'Input.ChoiceSet' && input.style;
    };
    expect(style(['a', 'b'])).toBe('expanded');
    expect(style(['a', '*b*'])).toBe('compact');
    expect(style(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('compact');
  });
});

describe('kinds of fields', () => {
  const draw = (...fields: Form['fields']) =>
    renderOfficially(renderForm({ ...form, intro: '', fields }, options));
  const base = { id: 'f', label: 'F', required: true };
  const people = (length: number) =>
    Array.from({ length }, (_, at) => ({ value: `per_${at}`, label: `Person ${at} of the office` }));

  it('a list of people or places is searched; one that no card holds is written', () => {
    const listed = renderForm(
      { ...form, fields: [{ ...base, kind: 'person', options: people(100) }] },
      options,
    );
    expect(JSON.stringify(listed)).toContain('"style":"filtered"');
    const many = { ...base, kind: 'person' as const, options: people(2000), value: 'per_7' };
    const drawn = draw(many);
    expect(drawn.problems).toEqual([]);
    // Written as somebody would write it, so that it is read as the same.
    expect(drawn.inputs).toMatchObject([{ id: 'f', value: 'Person 7 of the office' }]);
    expect(draw({ ...base, kind: 'person', value: 'ada@x.example' }).inputs).toMatchObject([
      { value: 'ada@x.example' },
    ]);
  });

  it('what is no day and no time keeps its text', () => {
    for (const field of [
      { ...base, kind: 'date' as const, value: 'soon' },
      { ...base, kind: 'time' as const, value: 'late' },
      { ...base, kind: 'datetime' as const, timezone: 'Asia/Shanghai', value: 'soon' },
    ])
      expect(draw(field)).toMatchObject({ problems: [], inputs: [{ id: 'f', value: field.value }] });
  });

  it('a day without its time, and a time without its day, come back to be completed', () => {
    const [send] = draw({ ...base, kind: 'datetime', timezone: 'Asia/Shanghai' }).buttons;
    const sent = (f: string, time: string) =>
      readSentForm({ ...Object(send?.data), f, 'f.time': time })?.values.f;
    expect(sent('2026-12-04', '15:00')).toBe('2026-12-04T15:00');
    expect(sent('2026-12-04', '')).toBe('2026-12-04T');
    expect(sent('', '')).toBe('');
    const half = draw({ ...base, kind: 'datetime', timezone: 'Asia/Shanghai', value: '2026-12-04T' });
    expect(half.inputs.map(({ value }) => value)).toEqual(['2026-12-04', '']);
  });

  it('files are asked for in words, since no card takes them', () => {
    const drawn = draw({ ...base, kind: 'file', label: 'Photos' });
    expect(drawn.inputs).toEqual([]);
    expect(drawn.text).toContain('Photos');
    expect(drawn.text).toContain('Send them later.');
  });
});
