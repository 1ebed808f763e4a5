import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { openFollowUps, ownerOf } from '../follow-ups/opening.ts';
import { subjectOf } from '../rounds/round.ts';
import type { NamedAnswer, PublishedRound, RoundResults } from './results.ts';
import { tellAt, tellTimer } from './telling.ts';

/**
 * What follows from a round that has been counted: follow-ups of what is below its limit and of low answers whose
 * authors asked for it, the results for the survey's owner at once, and for all who were asked at a good hour of
 * theirs. It goes into the commit that writes the results.
 */
export async function publishResults(
  world: World,
  round: PublishedRound,
  results: RoundResults,
  named: readonly NamedAnswer[] = [],
): Promise<Outcome> {
  const { directory, office, clock } = world;
  const now = clock.now();
  const ownerId = ownerOf(world, round.rules);
  const zones = [...new Set(directory.everyone().map(({ timezone }) => timezone))];
  return merge(openFollowUps(world, round, results, named), {
    say:
      ownerId === undefined
        ? []
        : [
            {
              ...{ to: { kind: 'person', personId: ownerId }, view: 'surveys.summary' },
              subject: subjectOf(round),
            },
          ],
    timers: zones.map((timezone) =>
      tellTimer(round.id, '', tellAt(now, timezone, round.rules.at, scheduleOf(office))),
    ),
  });
}
