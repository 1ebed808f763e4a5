import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { historyOf } from '../../history/history.ts';
import { historyCard } from './cards/history-card.ts';
import { type Found, notFound } from './find.ts';
import { audienceOf, isOfTeam, maySeeNotes } from './roles.ts';
import { clockCard } from './targets/clock-card.ts';

/** Sends somebody a live card of their own. */
export async function showRequest(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const { subject, version, number } = found.request;
  const args = { audience: audienceOf(found.roles), personId: ctx.person.id };
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
  // Where others would read the answer, what the team wrote for itself is left out.
  const alone = ctx.event.personal || ctx.event.can.replyPrivately;
  const notes = alone && maySeeNotes(found.roles);
  return { answer: { kind: 'card', card: historyCard(found.request, entries, { notes }, ctx, ctx) } };
}

/** Answers one of the team with every time that the clocks ran or stood still. */
export async function showClock(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const { request, roles } = found;
  if (!isOfTeam(roles) && !roles.admin) return refusal(ctx.t('requests.refused.notMember'));
  const entries = await historyOf(ctx.database, request.subject);
  return { answer: { kind: 'card', card: clockCard(request, entries, ctx, ctx) } };
}
