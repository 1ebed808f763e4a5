import { narrow } from '../../core/full-width.ts';
import { type Field, type FieldProblem, type Form, readField, type Values } from '../../ui/form.ts';

/**
 * Where a dialog stands: `field` is the one being asked; one past the last: everything is there, to be sent. What was
 * left out is `''`.
 */
export interface DialogState {
  field: number;
  values: Values;
}

export type Step =
  | { kind: 'ask'; state: DialogState; problem?: FieldProblem }
  | { kind: 'send'; state: DialogState }
  | { kind: 'cancel' };

const back = ['back', '返回', '上一步'];
const skip = ['skip', '-', '跳过'];
const cancel = ['cancel', 'stop', 'quit', '取消', '算了', '不用了'];
const agree = [
  ...['yes', 'y', 'ok', 'okay', 'sure', 'send', 'submit', 'confirm'],
  ...['是', '是的', '对', '好', '好的', '可以', '确认', '提交', '发送'],
];

/** Begins with the first field that needs an answer; what is known already is not asked again. */
export function begin(form: Form, known: Values = {}): DialogState {
  const values: Values = {};
  for (const field of form.fields) {
    const fits = (value: string | undefined) => value && 'value' in readField(field, value);
    const value = [known[field.id], field.value].find(fits);
    if (value !== undefined) values[field.id] = value;
  }
  return { field: nextOpen(form, values, 0), values };
}

/** One answer, as typed: the next question, the same again with what is wrong, or the end. */
export function answer(form: Form, state: DialogState, typed: string): Step {
  const word = narrow(typed)
    .trim()
    .toLowerCase()
    .replace(/[.!。]+$/, '');
  if (cancel.includes(word)) return { kind: 'cancel' };
  if (back.includes(word)) return { kind: 'ask', state: { ...state, field: Math.max(0, state.field - 1) } };
  const field = form.fields[state.field];
  if (field === undefined) {
    if (agree.includes(word)) return { kind: 'send', state };
    // The answers are numbered there: a number goes back to one of them.
    const wanted = Number(word) - 1;
    return { kind: 'ask', state: form.fields[wanted] ? { ...state, field: wanted } : state };
  }
  if (skip.includes(word)) {
    const kept = state.values[field.id] ?? '';
    return field.required && kept === ''
      ? { kind: 'ask', state, problem: { problem: 'required' } }
      : next(form, { ...state, values: { ...state.values, [field.id]: kept } });
  }
  const read = readField(field, typed);
  if ('problem' in read) return { kind: 'ask', state, problem: read };
  const stored = field.kind === 'choice' ? String(read.value) : typed.trim();
  return next(form, { ...state, values: { ...state.values, [field.id]: stored } });
}

function next(form: Form, state: DialogState): Step {
  return { kind: 'ask', state: { ...state, field: nextOpen(form, state.values, state.field + 1) } };
}

function nextOpen(form: Form, values: Values, from: number): number {
  const index = form.fields.findIndex((field, at) => at >= from && values[field.id] === undefined);
  return index === -1 ? form.fields.length : index;
}

/** How a value reads: a choice by its label. */
export function shown(field: Field, value: string | undefined): string {
  if (value === undefined || value === '') return '–';
  return field.kind === 'choice'
    ? (field.options.find((option) => option.value === value)?.label ?? value)
    : value;
}
