import type { World } from '../../../engine/context.ts';
import type { FollowUp } from '../follow-ups/follow-up.ts';
import { openedBefore, openedBy } from '../follow-ups/store.ts';
import { type CountedRound, differencesOf, roundsUpTo, textsOf } from './store.ts';
import { type Trend, trendsOf } from './trend.ts';

/** All that can be said of a counted round. */
export interface Report {
  readonly round: CountedRound;
  /** The counted round before it. */
  readonly before: CountedRound | undefined;
  readonly trends: readonly Trend[];
  /** By question: what was written, where it was kept. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** What it has opened itself, and what became of what was opened before. */
  readonly opened: readonly FollowUp[];
  readonly earlier: readonly FollowUp[];
}

/** The report of a round; undefined where it is not counted. Five queries. */
export async function loadReport(
  world: Pick<World, 'database'>,
  of: { id: string; surveyId: string; number: number },
): Promise<Report | undefined> {
  const { database } = world;
  const [rounds, texts, opened, earlier] = await Promise.all([
    roundsUpTo(world, of),
    textsOf(world, of.id),
    openedBy(database, of.id),
    openedBefore(database, of),
  ]);
  const round = rounds.at(-1);
  if (round?.id !== of.id) return undefined;
  const differences = await differencesOf(
    world,
    rounds.map(({ id }) => id),
  );
  return { round, before: rounds.at(-2), trends: trendsOf(rounds, differences), texts, opened, earlier };
}
