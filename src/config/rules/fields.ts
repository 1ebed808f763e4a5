import { conditionVariables, isConditionName } from '../condition.ts';
import { type CategoryOutline, type Outline, placesOf } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

type Field = CategoryOutline['fields'][number];

/** Fields that are there twice or cannot be named, options and defaults that do not fit, and what shows them. */
export function checkFields(path: PropertyKey[], { fields }: CategoryOutline, outline: Outline): Fault[] {
  const ids = fields.map((field) => field.id);
  const places = new Set(placesOf(outline).map(({ id }) => id));
  return [
    ...repeats(ids).map((index) => ({
      path: [...path, index, 'id'],
      message: `there are two fields "${ids[index]}"`,
    })),
    ...fields.flatMap((field, index) => [
      ...checkId([...path, index, 'id'], field),
      ...(hasOptions(field) ? checkOptions([...path, index], field) : []),
      ...checkShowWhen([...path, index, 'showWhen'], field, fields.slice(0, index), places),
    ]),
  ];
}

const hasOptions = ({ type }: Field) => type === 'choice' || type === 'choices';

function checkId(path: PropertyKey[], { id, type }: Field): Fault[] {
  if (id === undefined || isFree(id, type)) return [];
  return [{ path, message: `"${id}" has a meaning of its own in conditions; choose another id` }];
}

/** Words that are no identifiers at all are told by the schema. A field of type place may be called that. */
function isFree(id: string, type: string | undefined): boolean {
  if (id === 'place') return type === 'place';
  return !conditionVariables.some((name) => name === id) && (isConditionName(id) || !/^[a-z]\w*$/i.test(id));
}

function valuesOf(field: Field): (string | undefined)[] {
  return field.options.map((option) => {
    const value = typeof option === 'object' && option !== null && 'value' in option ? option.value : option;
    return typeof value === 'string' ? value.trim() : undefined;
  });
}

function checkOptions(path: PropertyKey[], field: Field): Fault[] {
  const values = valuesOf(field);
  const faults: Fault[] = repeats(values).map((index) => ({
    path: [...path, 'options', index],
    message: `"${values[index]}" is there twice`,
  }));
  if (values.length === 0) return faults;
  const many = Array.isArray(field.default);
  for (const [index, chosen] of [field.default].flat().entries())
    if (typeof chosen === 'string' && !values.includes(chosen.trim()))
      faults.push({
        path: [...path, 'default', ...(many ? [index] : [])],
        message: `"${chosen}" is not one of the options`,
      });
  return faults;
}

function checkShowWhen(
  path: PropertyKey[],
  { showWhen }: Field,
  before: Field[],
  places: ReadonlySet<string>,
): Fault[] {
  const [entry, ...more] = Object.entries(showWhen ?? {});
  if (entry === undefined || more.length > 0) return [];
  const [id, wanted] = entry;
  const here = [...path, id];
  const field = before.find((each) => each.id === id);
  if (field === undefined)
    return [{ path: here, atKey: true, message: `there is no field "${id}" before this one` }];
  if (!hasOptions(field) && field.type !== 'place')
    return [{ path: here, atKey: true, message: `must be a field of type choice, choices or place` }];
  const known = field.type === 'place' ? places : new Set(valuesOf(field));
  return [wanted].flat().flatMap((value, index): Fault[] => {
    if (typeof value !== 'string' || known.has(value.trim())) return [];
    const what = field.type === 'place' ? 'a place' : `one of the options of "${id}"`;
    return [
      { path: [...here, ...(Array.isArray(wanted) ? [index] : [])], message: `"${value}" is not ${what}` },
    ];
  });
}
