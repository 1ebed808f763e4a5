import { z } from 'zod';
import type { Json } from '../../src/core/json.ts';
import { pressedId, type Values } from '../../src/ui/form.ts';

/**
 * What rides inside our buttons. It sits under a key of its own, because a platform mixes the fields of a form
 * and its own routing into the same object.
 */
export const dataKey = 'quartermaster';

/** `drawn` names one drawing of a card or form, so that a click that is repeated can be told from a second. */
const clickSchema = z.object({ action: z.string(), value: z.string(), drawn: z.string().optional() });
const formSchema = z.object({
  form: z.string(),
  context: z.string(),
  drawn: z.string().optional(),
  /** Which of the form's `buttons` it is. */
  pressed: z.string().optional(),
});
const valueSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export type Click = z.infer<typeof clickSchema>;
export type SentForm = z.infer<typeof formSchema> & { values: Values };

export function packClick(click: Click): { [key: string]: Json } {
  return { [dataKey]: pack(click) };
}

export function packForm(form: z.infer<typeof formSchema>): { [key: string]: Json } {
  return { [dataKey]: pack(form) };
}

/** The button that was clicked; undefined where the data is not ours. */
export function readClick(data: unknown): Click | undefined {
  return z.object({ [dataKey]: clickSchema }).safeParse(data).data?.[dataKey];
}

/** The second input of a field that asks for a day and a time. */
export const timeId = (fieldId: string) => `${fieldId}${timeSuffix}`;
const timeSuffix = '.time';

/** The form that was sent off with what was typed; undefined where the data is not ours. */
export function readSentForm(data: unknown): SentForm | undefined {
  const read = z.looseObject({ [dataKey]: formSchema }).safeParse(data).data;
  const sent = formSchema.safeParse(read?.[dataKey]).data;
  if (read === undefined || sent === undefined) return undefined;
  const values: Values = {};
  for (const [id, typed] of Object.entries(read)) {
    const value = valueSchema.safeParse(typed);
    if (id !== dataKey && value.success) values[id] = value.data;
  }
  return { ...sent, values: { ...withTimes(values), ...(sent.pressed && { [pressedId]: sent.pressed }) } };
}

/** A day and its time as one value: `2026-12-04T15:00`. One without the other stays, to be asked for again. */
function withTimes(values: Values): Values {
  const joined: Values = {};
  for (const [id, value] of Object.entries(values)) {
    const time = values[timeId(id)];
    if (id.endsWith(timeSuffix)) continue;
    joined[id] = time === undefined || (value === '' && time === '') ? value : `${value}T${time}`;
  }
  return joined;
}

function pack(members: Record<string, string | undefined>): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined),
  );
}
