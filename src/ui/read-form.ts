import { asTyped, type FieldProblem, type FieldValue, type Form, type Values } from './form.ts';
import { type FindPerson, readField } from './read-field.ts';
import { shownFields } from './show-when.ts';

export type ReadForm =
  | { values: Record<string, FieldValue> }
  | {
      problems: Record<string, FieldProblem>;
      /** Fields that what was typed brings up, and that the person was never shown. */
      unasked: string[];
    };

/** Reads a whole form: either every value, or every problem. A field that is not asked is `null`, whatever it held. */
export function readForm(form: Form, typed: Values, findPerson?: FindPerson): ReadForm {
  const problems: Record<string, FieldProblem> = {};
  const read: Record<string, FieldValue> = {};
  const unasked: string[] = [];
  shownFields(form.fields, (field) => {
    const given = typed[field.id];
    if (given === undefined && field.showWhen !== undefined) {
      unasked.push(field.id);
      return '';
    }
    const one = readField(field, given ?? '', findPerson);
    if ('problem' in one) problems[field.id] = one;
    else read[field.id] = one.value;
    return asTyped(read[field.id] ?? null);
  });
  if (unasked.length > 0 || Object.keys(problems).length > 0) return { problems, unasked };
  return { values: Object.fromEntries(form.fields.map(({ id }) => [id, read[id] ?? null])) };
}
