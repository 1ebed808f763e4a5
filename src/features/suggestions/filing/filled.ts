import type { Context } from '../../../engine/context.ts';
import type { FieldValue } from '../../../ui/form.ts';
import { categoryOf } from '../people.ts';
import { longestText, longestTitle } from '../suggestion.ts';

/** By name; anonymously, told like those who support it; or anonymously, and nothing is ever sent. */
export const whos = ['named', 'anonymous', 'unheard'] as const;
export type Who = (typeof whos)[number];

/** What a form says, or begins with. */
export interface Filled {
  readonly title: string;
  readonly text: string;
  readonly category?: string;
  readonly who?: Who;
  /** The message that it is made of. */
  readonly draftId?: string;
}

export function filledFrom(ctx: Context, values: Record<string, FieldValue>, draftId?: string): Filled {
  return {
    title: String(values.title).trim(),
    text: String(values.text).trim(),
    category: categoryOf(ctx, String(values.category ?? '')).id,
    who: whos.find((who) => who === values.who) ?? 'named',
    ...(draftId !== undefined && { draftId }),
  };
}

/** Words as they were said: their first line is the title, where it is short enough for one. */
export function filledOf(words: string): Filled {
  const text = words
    .trim()
    .slice(0, longestText)
    .replace(/\p{Surrogate}$/u, '');
  const [first = ''] = text.split('\n');
  return { title: first.length <= longestTitle ? first : '', text };
}
