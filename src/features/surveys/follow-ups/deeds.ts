import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { formatDay } from '../../../time/format-day.ts';
import { settleAbout } from '../../occurrences/index.ts';
import { change } from './changing.ts';
import { expectDue } from './due-day.ts';
import { subjectOf } from './follow-up.ts';
import { cardFor, noticeTo, ownerOf } from './opening.ts';
import { whyNot } from './rules.ts';
import { type FoundFollowUp, findFollowUps } from './store.ts';

/** A follow-up that this person may do something about, or why not. One query. */
export async function findOwn(ctx: Context, id: string): Promise<FoundFollowUp | Outcome> {
  const found = (await findFollowUps(ctx.database, [id])).get(id);
  const why = whyNot(found?.followUp, {
    id: ctx.person.id,
    ownsSurvey: found !== undefined && ownerOf(ctx, found.round.rules) === ctx.person.id,
    isAdmin: ctx.directory.isAdmin(ctx.person.id),
  });
  if (why === undefined) return found!;
  return refusal(ctx.t(`surveys.followUp.refused.${why}`));
}

/** Whoever wanted to be named hears what becomes of it. */
const personOf = ({ followUp: { personId } }: FoundFollowUp) => (personId === null ? [] : [personId]);

/** What was told of it before is over. One query. */
const settled = (ctx: Context, { followUp }: FoundFollowUp) =>
  settleAbout(
    ctx,
    { kind: 'surveys.followUp', subjects: [subjectOf(followUp)], isOver: () => true },
    ctx.person.id,
  );

/** It is done; the next report says what became of it. */
export async function finish(ctx: Context, found: FoundFollowUp, outcome: string): Promise<Outcome> {
  const done = { state: 'done' as const, outcome, doneAt: ctx.now };
  const changed = change(ctx, found.followUp, done, { kind: 'followUpDone', actorId: ctx.person.id });
  return merge(merge(await settled(ctx, found), changed.outcome), {
    say: personOf(found).map((personId) => noticeTo(changed.followUp, personId, 'done')),
    ...notice(ctx.t('surveys.followUp.said.done')),
  });
}

/** It falls due on another day. @param dueOn ISO. */
export async function putOff(
  ctx: Context,
  found: FoundFollowUp,
  dueOn: string,
  reason: string,
): Promise<Outcome> {
  const deed = { kind: 'followUpPutOff', actorId: ctx.person.id, data: { dueOn, reason } };
  const { followUp, outcome } = change(ctx, found.followUp, { dueOn }, deed);
  return [
    outcome,
    expectDue(ctx, followUp),
    {
      say: personOf(found).map((personId) => noticeTo(followUp, personId, 'putOff')),
      ...notice(ctx.t('surveys.followUp.said.later', { day: formatDay(dueOn, ctx.locale) })),
    },
  ].reduce(merge, await settled(ctx, found));
}

/** Somebody else has it now, and is told; so is whoever wanted to be named. */
export async function passOn(ctx: Context, found: FoundFollowUp, ownerId: string): Promise<Outcome> {
  const deed = { kind: 'followUpPassed', actorId: ctx.person.id, data: { personId: ownerId } };
  const { followUp, outcome } = change(ctx, found.followUp, { ownerId }, deed);
  return [
    outcome,
    expectDue(ctx, followUp),
    {
      say: [
        cardFor(followUp, ownerId),
        ...personOf(found).map((personId) => noticeTo(followUp, personId, 'passed')),
      ],
      ...notice(ctx.t('surveys.followUp.said.passed', { name: ctx.directory.nameOf(ownerId) })),
    },
  ].reduce(merge, await settled(ctx, found));
}
