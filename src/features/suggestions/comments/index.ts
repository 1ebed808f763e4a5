import type { Context } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome, type SaidInThread } from '../../../engine/feature.ts';
import type { Authors } from '../authors.ts';
import { findSuggestion } from '../find.ts';
import { idOf } from '../suggestion.ts';
import { longestComment } from './comment.ts';
import { openComment } from './form.ts';
import { listComments } from './list.ts';
import { say } from './say.ts';

export const commentActions = (authors: Authors): NonNullable<Feature['actions']> => ({
  'suggestions.comment': (ctx, id) => openComment(ctx, authors, id),
  'suggestions.comments': (ctx, value) => listComments(ctx, authors, value),
});

/** What is said below the main card is a comment by name: everyone there sees who said it. */
export async function saidInThread(
  ctx: Context,
  authors: Authors,
  { subject, text, mainCardId }: SaidInThread,
): Promise<Outcome> {
  const found = text === '' ? undefined : await findSuggestion(ctx, authors, idOf(subject));
  if (found === undefined || found.suggestion.hidden) return nothing;
  const words = text.slice(0, longestComment).replace(/\p{Surrogate}$/u, '');
  const heard = { mainCardId, echoed: ctx.capabilities.echoesMessages };
  return say(ctx, authors, found, { words, voice: 'name', private: false }, heard);
}
