import type { Key, Keyring } from '../../../anonymity/keyring.ts';
import { randomIds, shuffled } from '../../../anonymity/shuffle.ts';
import { hasCode } from '../../../core/errors.ts';
import type { Row, Write } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import type { NewTimer, Timer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { tellOfLostKey } from '../answering/lost-key.ts';
import type { EnvelopeContent } from '../answers.ts';
import { contentOf, envelopesOf } from '../envelopes/envelope.ts';
import { publishResults } from '../results/publish.ts';
import type { WrittenText } from '../results/results.ts';
import { type Round, subjectOf } from '../rounds/round.ts';
import { findRound, updateRound } from '../rounds/store.ts';
import { type Counted, countRound, isEnough, type Turnout, withheld } from './count.ts';

/**
 * Ends a round: nobody answers any more. What was answered is counted in the next commit, when no envelope can come
 * any more; in the one after that its key is destroyed.
 */
export function closeRound(world: World, round: Round): Outcome {
  if (round.state !== 'open') return nothing;
  return {
    ...changed(world, round, { state: 'closed' }, 'roundClosed'),
    timers: [next(world, 'surveys.count', round)],
  };
}

/** What follows the end of a round, step by step; each is done again where it was lost. */
export const countingTimers = (keyring: Keyring): NonNullable<Feature['timers']> => ({
  'surveys.count': async (world, timer) => {
    const round = await roundOf(world, timer);
    return round?.state === 'closed' ? count(world, round, await keyring.find(round.id)) : nothing;
  },
  'surveys.destroyKey': async (world, timer) => {
    const round = await roundOf(world, timer);
    if (round?.state === 'counted') await keyring.destroy(round.id);
    return nothing;
  },
});

/** Counts a closed round, and keeps of its answers what came out and nothing else. Two queries. */
async function count(world: World, round: Round, key: Key | undefined): Promise<Outcome> {
  const envelopes = await envelopesOf(world, round.id);
  const turnout = await turnoutOf(world, round.id);
  // Of too few, nothing is opened.
  const { results, texts, named }: Counted =
    key !== undefined && isEnough(turnout)
      ? countRound(round.rules, turnout, opened(key, envelopes))
      : { results: withheld(turnout), texts: [], named: [] };
  const outcome: Outcome = {
    ...changed(world, round, { state: 'counted', results, countedAt: world.clock.now() }, 'roundCounted'),
    timers: [next(world, 'surveys.destroyKey', round)],
  };
  const counted = { ...round, version: round.version + 1, state: 'counted' as const, results };
  const writes: Write[] = [
    { kind: 'delete', table: 'SurveyEnvelope', ids: envelopes.map(({ id }) => id) },
    { kind: 'insert', table: 'SurveyText', rows: textRows(round.id, texts) },
  ];
  const lost = key === undefined ? tellOfLostKey(world, counted) : nothing;
  return [outcome, { writes }, lost, await publishResults(world, counted, results, named)].reduce(merge);
}

/** What can be opened. An envelope that was tampered with counts for nothing. */
const opened = (key: Key, envelopes: readonly { sealed: string }[]): EnvelopeContent[] =>
  envelopes.flatMap(({ sealed }) => {
    try {
      return [contentOf(key, sealed)];
    } catch (error) {
      if (hasCode(error, 'invalid')) return [];
      throw error;
    }
  });

/** Neither their ids nor their order in the table say what was written together, or when. */
function textRows(roundId: string, texts: readonly WrittenText[]): Row[] {
  const ids = randomIds('txt', texts.length);
  return shuffled(texts).map((text, at) => ({ id: ids[at], roundId, ...text }));
}

/** How many were asked and have answered, by group. Whose hour had not come was not asked. One query. */
async function turnoutOf({ database }: World, roundId: string): Promise<Turnout> {
  const { rows } = await namedQuery<{ group: string | null; asked: number; answered: number }>(
    database,
    `SELECT "group", count(*)::int AS "asked", (count(*) FILTER (WHERE "state" = 'answered'))::int AS "answered"
     FROM "SurveyInvitation" WHERE "roundId" = $1 AND "state" <> 'planned' GROUP BY "group"`,
    [roundId],
  );
  return new Map(rows.map(({ group, asked, answered }) => [group, { asked, answered }]));
}

const roundOf = (world: World, { subject }: Timer) =>
  findRound(world, subject.slice(subject.indexOf(':') + 1));

function changed(world: World, round: Round, to: Partial<Round>, kind: string): Outcome {
  const version = round.version + 1;
  const subject = subjectOf(round);
  const entry: HistoryEntry = {
    subject,
    version,
    kind,
    actorId: null,
    platform: null,
    at: world.clock.now(),
    data: {},
  };
  return {
    writes: [updateRound({ ...to, id: round.id, version }), { kind: 'redraw', subject, version }],
    history: [entry],
  };
}

const next = ({ clock, office }: World, kind: string, round: Round): NewTimer => ({
  kind,
  subject: subjectOf(round),
  ...dueAt(clock.now(), office.organisation.timezone),
});
