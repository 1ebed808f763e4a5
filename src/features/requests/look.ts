import type { Context } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { historyOf } from '../../history/history.ts';
import { audienceOf, type Found, notFound } from './find.ts';
import { historyCard } from './list-cards.ts';

/** Sends somebody a live card of their own. */
export async function showRequest(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const { subject, version, number } = found.request;
  const args = { audience: audienceOf(found.roles) };
  const said = { to: ctx.inPrivate, view: 'requests.card', subject, live: 'copy', version, args } as const;
  // Among people, the card goes to the private chat; there, it is the answer.
  const elsewhere = !ctx.event.personal;
  return {
    say: [said],
    ...(elsewhere ? { answer: { kind: 'notice', text: ctx.t('requests.did.show', { number }) } } : {}),
  };
}

/** Answers with everything that happened. */
export async function showHistory(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const entries = await historyOf(ctx.database, found.request.subject);
  return { answer: { kind: 'card', card: historyCard(found.request, entries, ctx, ctx) } };
}
