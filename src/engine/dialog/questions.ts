import { narrow } from '../../core/full-width.ts';
import { asTyped, type Field, type FieldProblem, type Form, type Values } from '../../ui/form.ts';
import type { Read } from '../../ui/read-field.ts';
import { askedFields } from '../../ui/show-when.ts';

/**
 * Where a dialog stands: `field` is the one being asked; one past the last: everything is there, to be sent. What was
 * left out is `''`.
 */
export interface DialogState {
  field: number;
  values: Values;
}

export type Step =
  /** `answered`: the field whose answer was taken just now. */
  | { kind: 'ask'; state: DialogState; problem?: FieldProblem; answered?: Field }
  | { kind: 'send'; state: DialogState }
  | { kind: 'cancel' };

/** Makes sense of what was typed into a field, or stands in it. */
export type ReadAnswer = (field: Field, typed: string) => Read;

const back = ['back', '返回', '上一步'];
const skip = ['skip', '-', '跳过'];
const cancel = ['cancel', 'stop', 'quit', '取消', '算了', '不用了'];
const agree = [
  ...['yes', 'y', 'ok', 'okay', 'sure', 'send', 'submit', 'confirm'],
  ...['是', '是的', '对', '好', '好的', '可以', '确认', '提交', '发送'],
];

/** Begins with the first field that needs an answer; what is known already is not asked again. */
export function begin(form: Form, read: ReadAnswer, known: Values = {}): DialogState {
  const values: Values = {};
  for (const field of form.fields) {
    const fits = (value: string | undefined) => value && 'value' in read(field, value);
    const value = [known[field.id], field.value].find(fits);
    if (value !== undefined) values[field.id] = value;
  }
  return { field: nextOpen(form, values, 0), values };
}

/** One answer, as typed: the next question, the same again with what is wrong, or the end. */
export function answer(form: Form, state: DialogState, typed: string, read: ReadAnswer): Step {
  const word = narrow(typed)
    .trim()
    .toLowerCase()
    .replace(/[.!。]+$/, '');
  if (cancel.includes(word)) return { kind: 'cancel' };
  const asked = askedFields(form.fields, state.values);
  const at = (field: Field | undefined) => (field ? form.fields.indexOf(field) : undefined);
  if (back.includes(word)) {
    const before = asked.findLast((field) => at(field)! < state.field);
    return { kind: 'ask', state: { ...state, field: at(before) ?? 0 } };
  }
  const field = form.fields[state.field];
  if (field === undefined) {
    if (agree.includes(word)) return { kind: 'send', state };
    // The answers are numbered there: a number goes back to one of them.
    return { kind: 'ask', state: { ...state, field: at(asked[Number(word) - 1]) ?? state.field } };
  }
  const answered = (value: string) => {
    const values = { ...state.values, [field.id]: value };
    return { field: nextOpen(form, values, state.field + 1), values };
  };
  if (skip.includes(word)) {
    const kept = state.values[field.id] ?? '';
    return field.required && kept === ''
      ? { kind: 'ask', state, problem: { problem: 'required' } }
      : { kind: 'ask', state: answered(kept) };
  }
  const given = read(field, typed);
  if ('problem' in given) return { kind: 'ask', state, problem: given };
  const asWritten = field.kind === 'text' || field.kind === 'number' || field.kind === 'money';
  const stored = asWritten ? typed.trim() : asTyped(given.value);
  return { kind: 'ask', state: answered(stored), answered: field };
}

/** The next field from there on that is asked, by what was said, and has no answer yet. */
function nextOpen(form: Form, values: Values, from: number): number {
  const open = askedFields(form.fields, values).find(
    (field) => form.fields.indexOf(field) >= from && values[field.id] === undefined,
  );
  return open === undefined ? form.fields.length : form.fields.indexOf(open);
}
