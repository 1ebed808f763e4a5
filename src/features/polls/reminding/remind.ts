import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Context, World } from '../../../engine/context.ts';
import { nothing, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { historyOf } from '../../../history/history.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { expect } from '../../occurrences/index.ts';
import { findManaged } from '../managed.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { changed, findPoll } from '../store.ts';
import { notVoted } from './not-voted.ts';
import { hoursBetween, invitedTo, mostReminders, reminded, whyNotRemind } from './reminding-rules.ts';
import { pollReminders } from './telling.ts';

/** Reminds these, each at the next moment that suits them; nobody is told who they are. */
function remind(world: World, poll: Poll, personIds: readonly string[], actorId: string | null): Outcome {
  const now = world.clock.now();
  const told = personIds.map((personId) => ({
    ...{ kind: pollReminders.kind, subject: subjectOf(poll), to: { personId } },
    ...dueAt(now, world.directory.person(personId).timezone),
  }));
  return merge(expect(world, told), changed(world, poll, {}, { kind: reminded, actorId }));
}

/** An owner wants those reminded who have not voted: not too often, and not too soon. Three queries. */
export const remindAtClick =
  (keyring: Keyring) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findManaged(ctx, id, 'edit');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    if (invitedTo(poll.audience, ctx.directory).length === 0) return refusal(ctx.t('polls.remind.nobody'));
    const why = whyNotRemind(await historyOf(ctx.database, subjectOf(poll)), ctx.now);
    if (why) return refusal(ctx.t(`polls.remind.${why}`, { most: mostReminders, hours: hoursBetween }));
    const waited = await notVoted(ctx, keyring, poll);
    if (waited === undefined) return refusal(ctx.t('polls.refused.closed'));
    if (waited.length === 0) return notice(ctx.t('polls.remind.allVoted'));
    return merge(remind(ctx, poll, waited, ctx.person.id), notice(ctx.t('polls.remind.done')));
  };

/** Some time before a poll closes. Three queries. */
export const remindInTime =
  (keyring: Keyring) =>
  async (world: World, { subject, args }: Timer): Promise<Outcome> => {
    const poll = await findPoll(world, subject.slice('poll:'.length));
    if (poll?.state !== 'open' || poll.closesAt === null) return nothing;
    // It was moved since, and reminds at another time.
    if (poll.closesAt.toISOString() !== args.closesAt) return nothing;
    if (poll.closesAt <= world.clock.now()) return nothing;
    const soon = whyNotRemind(await historyOf(world.database, subject), world.clock.now()) === 'tooSoon';
    const waited = soon ? [] : ((await notVoted(world, keyring, poll)) ?? []);
    return waited.length === 0 ? nothing : remind(world, poll, waited, null);
  };
