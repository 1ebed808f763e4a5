/**
 * A form, as plain data. Each platform draws it as its own dialog, and the dialog engine can ask its fields one
 * by one in a chat. Values come back as text, by field id, exactly as typed.
 */
export interface Form {
  /** Which form this is, e.g. `requests.file`; its feature handles the answer. */
  id: string;
  /** Opaque routing data that comes back with the answer, e.g. a request's id. Checked again when it does. */
  context: string;
  title: string;
  intro?: string;
  submit: string;
  fields: Field[];
  /** What is wrong, by field id, in the reader's language; empty on the first showing. */
  errors?: Record<string, string>;
}

export type Field = FieldBase &
  (
    | { kind: 'text'; multiline?: boolean; maxLength?: number }
    | { kind: 'number'; min?: number; max?: number }
    | { kind: 'money'; currency: string; min?: number; max?: number }
    | { kind: 'choice'; options: Option[] }
  );

interface FieldBase {
  id: string;
  label: string;
  hint?: string;
  required: boolean;
  /** What stands in the field when it opens. */
  value?: string;
}

export interface Option {
  value: string;
  label: string;
}

export type Values = Record<string, string>;

/** The longest text one field takes, in characters: Slack's limit for a text input. */
export const maxTextLength = 3000;
/** The longest `context` that every platform carries. */
export const maxContextLength = 1500;

/** What is wrong with one field: the i18n key is `form.<problem>`, its arguments are the other members. */
export type FieldProblem =
  | { problem: 'required' }
  | { problem: 'notANumber' }
  | { problem: 'notAnAmount' }
  | { problem: 'tooSmall'; min: number }
  | { problem: 'tooLarge'; max: number }
  | { problem: 'tooLong'; max: number }
  | { problem: 'notAnOption' };

export type FieldValue = string | number | null;

/**
 * Reads one field as it was typed. Amounts may carry a currency sign, thousands separators and full-width
 * digits, as people paste them (`¥5,000.00`, `５０００元`); an optional field left empty is `null`.
 */
export function readField(field: Field, typed: string): { value: FieldValue } | FieldProblem {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return field.required ? { problem: 'required' } : { value: null };
  switch (field.kind) {
    case 'text': {
      const max = field.maxLength ?? maxTextLength;
      return typed.trim().length > max ? { problem: 'tooLong', max } : { value: typed.trim() };
    }
    case 'choice':
      return readChoice(field.options, text);
    case 'number': {
      const bare = ungrouped(text);
      const number = /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
      return Number.isFinite(number) ? within(field, number) : { problem: 'notANumber' };
    }
    case 'money': {
      const bare = ungrouped(text.replace(/^(?:[A-Z]{3}|\p{Sc})\s*|\s*(?:[A-Z]{3}|\p{Sc}|元)$/gu, ''));
      return /^\d{1,12}(\.\d{1,2})?$/.test(bare)
        ? within({ min: 0, ...field }, Number(bare))
        : { problem: 'notAnAmount' };
    }
  }
}

/** A number without its thousands separators. A comma anywhere else stays: `12,5` is not 125. */
const ungrouped = (text: string) =>
  /^[+-]?\d{1,3}([, ]\d{2,3})*[, ]\d{3}(\.\d+)?$/.test(text) ? text.replace(/[, ]/g, '') : text;

/** An option is chosen by its value, by its label, or in a chat by its position counted from 1. */
function readChoice(options: Option[], text: string): { value: string } | FieldProblem {
  const lower = text.toLowerCase();
  const says = (words: string) => words.normalize('NFKC').toLowerCase() === lower;
  const chosen =
    options.find((option) => option.value === text) ??
    options.find((option) => says(option.value) || says(option.label)) ??
    (/^\d+$/.test(text) ? options[Number(text) - 1] : undefined);
  return chosen ? { value: chosen.value } : { problem: 'notAnOption' };
}

function within(limits: { min?: number; max?: number }, value: number): { value: number } | FieldProblem {
  if (limits.min !== undefined && value < limits.min) return { problem: 'tooSmall', min: limits.min };
  if (limits.max !== undefined && value > limits.max) return { problem: 'tooLarge', max: limits.max };
  return { value };
}

/** Reads a whole form: either every value, or every problem. */
export function readForm(
  form: Form,
  typed: Values,
): { values: Record<string, FieldValue> } | { problems: Record<string, FieldProblem> } {
  const values: Record<string, FieldValue> = {};
  const problems: Record<string, FieldProblem> = {};
  for (const field of form.fields) {
    const read = readField(field, typed[field.id] ?? '');
    if ('problem' in read) problems[field.id] = read;
    else values[field.id] = read.value;
  }
  return Object.keys(problems).length > 0 ? { problems } : { values };
}

/** The same form with what was typed in its fields, so that nothing has to be typed twice. */
export function withValues(form: Form, typed: Values): Form {
  return {
    ...form,
    fields: form.fields.map((field) => ({ ...field, value: typed[field.id] ?? field.value })),
  };
}
