import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import type { Poll } from './poll.ts';
import { type PollVerb, rolesOf, whyNot } from './rules.ts';
import { findPoll } from './store.ts';

export type Found = { readonly poll: Poll } | { readonly refused: Outcome };

/** There is no such poll, or not any more. */
export const gone = (ctx: Context): Outcome => refusal(ctx.t('polls.refused.gone'));

/** Why this person may not do that with a poll now, as they are told it; undefined: they may. */
export function refusedFor(ctx: Context, poll: Poll, verb: PollVerb): Outcome | undefined {
  const why = whyNot(poll, verb, rolesOf(poll, ctx.person.id, ctx.directory));
  return why && refusal(ctx.t(`polls.refused.${why}`));
}

/** A poll with which this person may do that now; else what they are told. One query. */
export async function findManaged(ctx: Context, id: string, verb: PollVerb): Promise<Found> {
  const poll = id.startsWith('poll_') ? await findPoll(ctx, id) : undefined;
  if (poll === undefined) return { refused: gone(ctx) };
  const refused = refusedFor(ctx, poll, verb);
  return refused ? { refused } : { poll };
}
