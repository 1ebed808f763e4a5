import { matchesWhole } from '../core/pattern.ts';
import { type Field, type FieldProblem, type FieldValue, maxTextLength, mostFiles } from './form.ts';
import { readChoice, readChoices, readPlace } from './read-choice.ts';
import { readDay, readTimeOfDay, toWallTime } from './wall-time.ts';

export type Read<Value = FieldValue> = { value: Value } | FieldProblem;

/** Finds somebody by what was typed or picked; see `Field`. */
export type FindPerson = (typed: string) => Read<string>;

const nobody: FindPerson = () => ({ problem: 'notAPerson' });

/**
 * Reads one field as it was typed. Amounts may carry a currency sign, thousands separators and full-width
 * digits, as people paste them (`¥5,000.00`, `５０００元`); an optional field left empty is `null`.
 */
export function readField(field: Field, typed: string, findPerson: FindPerson = nobody): Read {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return field.required ? { problem: 'required' } : { value: null };
  switch (field.kind) {
    case 'text':
      return readText(field, typed.trim());
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
    case 'choice':
      return readChoice(field.options, typed.trim());
    case 'choices':
      return readChoices(field.options, typed);
    case 'date': {
      const day = readDay(text);
      return day === undefined ? { problem: 'notADate' } : (beyond(field, day) ?? { value: day });
    }
    case 'time': {
      const time = readTimeOfDay(text);
      return time === undefined ? { problem: 'notATime' } : { value: time };
    }
    case 'datetime': {
      const wall = toWallTime(text, field.timezone);
      if (wall === undefined) return { problem: 'notADateTime' };
      return beyond(field, wall.slice(0, 10)) ?? { value: `${wall}[${field.timezone}]` };
    }
    case 'person':
      return findPerson(typed.trim());
    case 'place':
      return readPlace(field.options, typed.trim());
    case 'file':
      return readFiles(text.split(/[,\n]/).map((id) => id.trim()));
  }
}

const readFiles = (ids: string[]): Read<string[]> =>
  ids.length > mostFiles
    ? { problem: 'tooManyFiles', max: mostFiles }
    : ids.every((id) => /^fil_\w+$/.test(id))
      ? { value: ids }
      : { problem: 'notAFile' };

function readText(field: Field & { kind: 'text' }, text: string): Read<string> {
  const { maxLength: max = maxTextLength, pattern, patternHint: hint = '' } = field;
  if (text.length > max) return { problem: 'tooLong', max };
  if (pattern !== undefined && !matchesWhole(pattern, text)) return { problem: 'notAsAsked', hint };
  return { value: text };
}

/** A number without its thousands separators. A comma anywhere else stays: `12,5` is not 125. */
const ungrouped = (text: string) =>
  /^[+-]?\d{1,3}([, ]\d{2,3})*[, ]\d{3}(\.\d+)?$/.test(text) ? text.replace(/[, ]/g, '') : text;

function within(limits: { min?: number; max?: number }, value: number): Read<number> {
  if (limits.min !== undefined && value < limits.min) return { problem: 'tooSmall', min: limits.min };
  if (limits.max !== undefined && value > limits.max) return { problem: 'tooLarge', max: limits.max };
  return { value };
}

function beyond(limits: { min?: string; max?: string }, day: string): FieldProblem | undefined {
  if (limits.min !== undefined && day < limits.min) return { problem: 'tooEarly', min: limits.min };
  if (limits.max !== undefined && day > limits.max) return { problem: 'tooLate', max: limits.max };
  return undefined;
}
