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
