import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Context, World } from '../../../engine/context.ts';
import { nothing, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { formatDateTime } from '../../../time/format.ts';
import { findOwn } from '../managing/co-owners.ts';
import { idOf, type Poll, subjectOf } from '../poll.ts';
import { postNew } from '../posting.ts';
import { changed, findPoll } from '../store.ts';
import { draftOf } from '../templates/draft-of.ts';
import { holderOf } from './holder.ts';
import { againTimer, nextOf, planNext } from './next-time.ts';

/**
 * Posts the next poll of a series, which holds it from then on. One whose whole time was slept through is passed
 * over. Without an owner who is still here the series rests. One query, and those of posting.
 */
export const postAgain =
  (keyring: Keyring) =>
  async (world: World, { subject, dueAt, args }: Timer): Promise<Outcome> => {
    const poll = await findPoll(world, idOf(subject));
    const recurs = poll?.recurs;
    if (!poll || !recurs || recurs.paused || recurs.next !== undefined) return nothing;
    const nth = Number(args.nth) + 1;
    const owners = [poll.ownerId, ...poll.coOwnerIds].filter((id) => world.directory.find(id)?.active);
    const [ownerId, ...coOwnerIds] = owners;
    if (ownerId === undefined)
      return changed(
        world,
        poll,
        { recurs: { ...recurs, paused: true } },
        { kind: 'pollRests', actorId: null },
      );
    const closesAt = new Date(dueAt.getTime() + recurs.openMinutes * 60_000);
    if (closesAt <= world.clock.now()) {
      const passed = changed(world, poll, { nth }, { kind: 'pollPassed', actorId: null });
      return merge(passed, { timers: planNext(poll, world, nth) });
    }
    const draft = { ...draftOf(poll), closesAt, coOwnerIds, recurs };
    const { poll: next, outcome } = await postNew(world, keyring, draft, { ownerId, nth });
    const handed = { ...recurs, next: next.id };
    return merge(
      merge(outcome, { timers: planNext(next, world) }),
      changed(world, poll, { recurs: handed }, { kind: 'pollCameAgain', actorId: null }),
    );
  };

/** What owners do with a series: it rests, goes on, or ends. */
export type SeriesVerb = 'pause' | 'resume' | 'stop';

/** Does that with the series of a poll. Three queries at most. */
export const seriesDeed =
  (verb: SeriesVerb) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findOwn(ctx, id);
    if ('refused' in found) return found.refused;
    const poll = await holderOf(ctx, found.poll);
    if (!poll?.recurs) return refusal(ctx.t('polls.series.none'));
    if (poll.recurs.paused === (verb === 'pause')) {
      if (verb !== 'stop') return refusal(ctx.t(`polls.series.already.${verb}`));
    }
    const recurs = verb === 'stop' ? null : { ...poll.recurs, paused: verb === 'pause' };
    const next: Poll = { ...poll, recurs };
    const timers = planNext(next, ctx);
    const time = nextOf(next, ctx);
    const at = time ? formatDateTime(time.dueAt, ctx) : '';
    const said =
      verb === 'resume' && !time
        ? ctx.t('polls.series.over')
        : ctx.t(`polls.series.did.${verb}`, { title: poll.title, at });
    return merge(
      { writes: [{ kind: 'lapse', subject: subjectOf(poll), timerKind: againTimer }] },
      merge(changed(ctx, poll, { recurs }, { kind: 'pollSeries', actorId: ctx.person.id, data: { verb } }), {
        timers,
        ...notice(said),
      }),
    );
  };
