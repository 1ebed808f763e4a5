import type { Keyring } from '../../anonymity/keyring.ts';
import { shuffled } from '../../anonymity/shuffle.ts';
import type { Write } from '../../db/commit.ts';
import type { Context, World } from '../../engine/context.ts';
import { type Feature, nothing, notice, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { NewTimer, Timer } from '../../jobs/timers.ts';
import { dueAt } from '../../time/due.ts';
import { ballotsOf, deleteBallots, openBallots } from './ballots.ts';
import { announce } from './cards.ts';
import { count, nextShown, withheld } from './counting.ts';
import { idOf, type Poll, subjectOf } from './poll.ts';
import { rolesOf, whyNot } from './rules.ts';
import { changed, findPoll } from './store.ts';

/** Closes a poll when its time has come: set when it is posted, and again whenever that time is moved. */
export const closingTimer = (poll: Pick<Poll, 'id' | 'closesAt'>, timezone: string): NewTimer[] =>
  poll.closesAt === null
    ? []
    : [{ kind: 'polls.close', subject: subjectOf(poll), ...dueAt(poll.closesAt, timezone) }];

/** It is closed: from here on no ballot enters, and those that are in can be counted. */
function close(world: World, poll: Poll, actorId: string | null): Outcome {
  const at = world.clock.now();
  const timezone = world.office.organisation.timezone;
  return {
    ...changed(world, poll, { state: 'closed', closedAt: at }, { kind: 'pollClosed', actorId }),
    timers: [{ kind: 'polls.count', subject: subjectOf(poll), ...dueAt(at, timezone) }],
  };
}

/** Somebody closes it by hand. One query. */
export async function closeByHand(ctx: Context, which: string | number): Promise<Outcome> {
  const poll = await findPoll(ctx, which);
  if (poll === undefined) return refusal(ctx.t('polls.refused.gone'));
  const why = whyNot(poll, 'close', rolesOf(poll, ctx.person.id, ctx.directory));
  if (why) return refusal(ctx.t(`polls.refused.${why}`));
  return merge(close(ctx, poll, ctx.person.id), notice(ctx.t('polls.did.closed', { title: poll.title })));
}

/** What falls due in a poll's life. */
export const createClosing = (keyring: Keyring): NonNullable<Feature['timers']> => ({
  'polls.close': async (world, timer) => {
    const poll = await findPoll(world, idOf(timer.subject));
    // It was closed before, or its time was moved.
    if (poll?.state !== 'open' || poll.closesAt === null || poll.closesAt > world.clock.now()) return nothing;
    return close(world, poll, null);
  },
  'polls.count': (world, timer) => countVotes(world, keyring, timer),
  'polls.tally': (world, timer) => tally(world, keyring, timer),
  // After the commit that has deleted what it opens; tried again until it is gone.
  'polls.forget': async (_world, timer) => {
    await keyring.destroy(idOf(timer.subject));
    return nothing;
  },
});

/**
 * Counts a closed poll, once. Of an anonymous one nothing is left but the sums: its ballots go in the same commit, and
 * its key after it; what fewer than five said is not shown. Two queries, of an anonymous one three.
 */
async function countVotes(world: World, keyring: Keyring, timer: Timer): Promise<Outcome> {
  const { database, clock } = world;
  const poll = await findPoll(world, idOf(timer.subject));
  if (poll?.state !== 'closed') return nothing;
  const anonymous = poll.secrecy === 'anonymous';
  const ballots = anonymous
    ? (await openBallots(database, keyring, poll)).now
    : (await ballotsOf(database, [poll.id])).get(poll.id)!;
  const counted = { ...count(poll.questions, [...ballots.values()]), voters: poll.voters };
  const result = anonymous ? withheld(counted) : counted;
  const done = { state: 'counted', closedAt: poll.closedAt ?? clock.now(), result } as const;
  const outcome = merge(changed(world, poll, done, { kind: 'pollCounted', actorId: null }), {
    say: announce(world, poll),
  });
  return anonymous ? merge(outcome, await forget(world, poll)) : outcome;
}

/** Its ballots are deleted, and after that the key that opens them. One query. */
async function forget({ database, clock }: World, poll: Poll): Promise<Outcome> {
  return {
    writes: [await deleteBallots(database, poll)],
    timers: [{ kind: 'polls.forget', subject: subjectOf(poll), ...dueAt(clock.now(), 'UTC') }],
  };
}

/** So often are the results of an anonymous poll shown anew while it is open, at most. In milliseconds. */
const tallyMs = 5000;

/** The timer that shows them: one for all ballots of a few seconds. */
export function tallyTimer({ id }: Pick<Poll, 'id'>, now: Date): Write {
  const at = new Date((Math.floor(now.getTime() / tallyMs) + 1) * tallyMs);
  const row = {
    kind: 'polls.tally',
    subject: subjectOf({ id }),
    ...dueAt(at, 'UTC'),
    args: {},
    createdAt: at,
  };
  return {
    kind: 'insert',
    table: 'Timer',
    onConflict: 'nothing',
    rows: [{ id: `tmr_${id}_${at.getTime()}`, ...row }],
  };
}

/**
 * The results of an anonymous poll so far, where its owner wants them shown: five ballots behind, and in steps of five
 * (`nextShown`). Two queries.
 */
async function tally(world: World, keyring: Keyring, timer: Timer): Promise<Outcome> {
  const poll = await findPoll(world, idOf(timer.subject));
  if (poll?.state !== 'open' || poll.secrecy !== 'anonymous' || poll.results === 'afterClose') return nothing;
  const { now, shown, markShown } = await openBallots(world.database, keyring, poll);
  const next = nextShown(shown, now, shuffled);
  if (next === undefined) return nothing;
  const result = count(poll.questions, [...next.choices.values()]);
  const outcome = changed(world, poll, { result }, { kind: 'pollTallied', actorId: null });
  return merge(outcome, { writes: [markShown(next.voters)] });
}
