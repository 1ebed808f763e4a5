import type { Field, Values } from './form.ts';

/**
 * The fields that are asked, given what stands in them; the web page runs this too. A field whose condition hangs on
 * one that is not asked is not asked either.
 * @param textOf what stands in a field, as text: the values of a `choices` field one a line.
 */
export function shownFields<Asked extends Pick<Field, 'id' | 'showWhen'>>(
  fields: readonly Asked[],
  textOf: (field: Asked) => string,
): Asked[] {
  const values = new Map<string, string[]>();
  return fields.filter((field) => {
    const { showWhen } = field;
    const shown = !showWhen || showWhen.in.some((value) => values.get(showWhen.field)?.includes(value));
    if (shown) values.set(field.id, textOf(field).split('\n'));
    return shown;
  });
}

/** The fields on whose values others hang. */
export function decidingFields(fields: readonly Pick<Field, 'showWhen'>[]): ReadonlySet<string> {
  return new Set(fields.flatMap(({ showWhen }) => (showWhen ? [showWhen.field] : [])));
}

/** The fields that are asked as a form opens, or comes back. */
export const fieldsToDraw = (fields: readonly Field[]): Field[] =>
  shownFields(fields, ({ value }) => value ?? '');

/** The same, by what was typed. */
export const askedFields = (fields: readonly Field[], typed: Values): Field[] =>
  shownFields(fields, ({ id }) => typed[id] ?? '');
