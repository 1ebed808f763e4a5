import { asTyped, type FieldProblem, type FieldValue, type Form, pressedId, type Values } from './form.ts';
import { type FindPerson, readField } from './read-field.ts';
import { shownFields } from './show-when.ts';

export type ReadForm =
  | { values: Record<string, FieldValue> }
  | {
      problems: Record<string, FieldProblem>;
      /** Fields that what was typed brings up, and that the person was never shown. */
      unasked: string[];
    };

/**
 * Reads a whole form: either every value, or every problem. A field that is not asked is `null`, whatever it held.
 * Sent off with one of its `buttons`, it may be incomplete.
 */
export function readForm(form: Form, typed: Values, findPerson?: FindPerson): ReadForm {
  const problems: Record<string, FieldProblem> = {};
  const read: Record<string, FieldValue> = {};
  const unasked: string[] = [];
  const pressed = form.buttons?.find(({ value }) => value === typed[pressedId])?.value;
  shownFields(form.fields, (field) => {
    const given = typed[field.id];
    if (given === undefined && field.showWhen !== undefined) {
      unasked.push(field.id);
      return '';
    }
    const one = readField(field, given ?? '', findPerson);
    if ('problem' in one && !(pressed !== undefined && one.problem === 'required')) problems[field.id] = one;
    else if ('value' in one) read[field.id] = one.value;
    return asTyped(read[field.id] ?? null);
  });
  const incomplete = unasked.length > 0 && pressed === undefined;
  if (incomplete || Object.keys(problems).length > 0) return { problems, unasked };
  const values = Object.fromEntries(form.fields.map(({ id }) => [id, read[id] ?? null]));
  return { values: pressed === undefined ? values : { ...values, [pressedId]: pressed } };
}
