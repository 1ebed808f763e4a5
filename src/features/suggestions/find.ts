import { narrow } from '../../core/full-width.ts';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import type { Authors } from './authors.ts';
import { type Roles, rolesOf } from './people.ts';
import { findByNumber, loadSuggestion } from './store.ts';
import type { Suggestion } from './suggestion.ts';

export interface Found {
  readonly suggestion: Suggestion;
  /** What whoever asks is to it. */
  readonly roles: Roles;
}

/** The suggestion, where this person may see it: one that is hidden is there for moderators alone. One query. */
export async function findSuggestion(ctx: Context, authors: Authors, id: string): Promise<Found | undefined> {
  return visible(ctx, authors, await loadSuggestion(ctx.database, id));
}

/** The same by its number as typed: `12`, `#12`, `12 号`. */
export async function findTyped(ctx: Context, authors: Authors, typed: string): Promise<Found | undefined> {
  const number = /\d{1,9}/.exec(narrow(typed))?.[0];
  if (number === undefined) return undefined;
  return visible(ctx, authors, await findByNumber(ctx.database, Number(number)));
}

async function visible(ctx: Context, authors: Authors, suggestion: Suggestion | undefined) {
  if (suggestion === undefined) return undefined;
  const author = await authors.isAuthor(suggestion, ctx.person.id);
  const roles = rolesOf(ctx, suggestion, ctx.person.id, author);
  return suggestion.hidden && !roles.moderator ? undefined : { suggestion, roles };
}

export const gone = (ctx: Context): Outcome => refusal(ctx.t('suggestions.refused.gone'));
