import { type Field, type FieldProblem, type Form, readField, type Values } from '../../ui/form.ts';

/** Where a dialog stands: `field` is the one being asked; one past the last: everything is there, to be sent. */
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
const cancel = ['cancel', 'stop', '取消', '算了'];
const agree = ['yes', 'y', 'ok', 'send', '是', '好', '好的', '确认', '提交'];

/** Begins with the first field that needs an answer; what is known already is not asked again. */
export function begin(form: Form, known: Values = {}): DialogState {
  const values: Values = {};
  for (const field of form.fields) {
    const value = known[field.id] ?? field.value;
    if (value !== undefined && value !== '') values[field.id] = value;
  }
  return { field: nextOpen(form, values, 0), values };
}

/** One answer, as typed: the next question, the same again with what is wrong, or the end. */
export function answer(form: Form, state: DialogState, typed: string): Step {
  const word = typed.normalize('NFKC').trim().toLowerCase();
  if (cancel.includes(word)) return { kind: 'cancel' };
  if (back.includes(word)) return { kind: 'ask', state: { ...state, field: Math.max(0, state.field - 1) } };
  const field = form.fields[state.field];
  if (field === undefined) return agree.includes(word) ? { kind: 'send', state } : { kind: 'ask', state };
  if (skip.includes(word)) {
    const kept = state.values[field.id] !== undefined;
    return field.required && !kept
      ? { kind: 'ask', state, problem: { problem: 'required' } }
      : next(form, state);
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
  if (value === undefined) return '–';
  return field.kind === 'choice'
    ? (field.options.find((option) => option.value === value)?.label ?? value)
    : value;
}
