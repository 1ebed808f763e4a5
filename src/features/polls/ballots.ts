import type { Key, Keyring } from '../../anonymity/keyring.ts';
import { pseudonymOf, seal, unseal } from '../../anonymity/seal.ts';
import type { Json } from '../../core/json.ts';
import type { Database } from '../../db/client.ts';
import type { Write } from '../../db/commit.ts';
import type { World } from '../../engine/context.ts';
import type { Choices, Poll, PollQuestion } from './poll.ts';

/** What somebody has voted, and how often they have cast their ballot so far. */
export interface Ballot {
  readonly voter: string;
  /** Undefined: it was taken back, or never cast. */
  readonly choices: Choices | undefined;
  readonly cast: number;
}

/** As the database has it. */
interface BallotRow {
  pollId: string;
  voter: string;
  choices: Choices | null;
  sealed: string | null;
  counted: string | null;
  cast: number;
}

type Secret = Pick<Poll, 'id' | 'secrecy'>;

/**
 * Under which name somebody votes: their own id, or in an anonymous poll a pseudonym. Undefined: the key of the poll is
 * lost, and nobody can vote in it any more.
 */
export async function voterIn(keyring: Keyring, poll: Secret, personId: string): Promise<string | undefined> {
  if (poll.secrecy !== 'anonymous') return personId;
  const key = await keyring.find(poll.id);
  return key && pseudonymOf(key, poll.id, personId);
}

/** What this voter has voted. One query, and of an anonymous poll its key. */
export async function findBallot(
  { database }: Pick<World, 'database'>,
  keyring: Keyring,
  poll: Secret,
  voter: string,
): Promise<Ballot> {
  const { rows } = await database.pool.query<BallotRow>({
    name: 'poll_ballot',
    text: 'SELECT * FROM "PollBallot" WHERE "id" = $1',
    values: [`${poll.id}/${voter}`],
  });
  const [row] = rows;
  const key = poll.secrecy === 'anonymous' ? await keyring.find(poll.id) : undefined;
  return { voter, choices: row && choicesIn(row, key), cast: row?.cast ?? 0 };
}

const choicesIn = ({ choices, sealed }: Pick<BallotRow, 'choices' | 'sealed'>, key: Key | undefined) => {
  if (sealed !== null) return key && (unseal(key, sealed) as Choices);
  return choices ?? undefined;
};

/**
 * The write that casts a ballot, or takes it back (`undefined`). Where the poll has been closed or edited meanwhile, it
 * is a conflict.
 * @param over the ballot that this one was made of: another that came meanwhile is a conflict as well. Left out: it
 * replaces whatever there is.
 */
export async function cast(
  keyring: Keyring,
  poll: Pick<Poll, 'id' | 'secrecy' | 'edition' | 'questions'>,
  voter: string,
  choices: Choices | undefined,
  over?: Ballot,
): Promise<Write> {
  const key = poll.secrecy === 'anonymous' ? await keyring.find(poll.id) : undefined;
  const sealed = key && choices ? seal(key, choices as Json, sealedSize(poll.questions)) : null;
  return {
    kind: 'insert',
    table: 'PollBallot',
    onConflict: 'replace',
    rows: [
      {
        id: `${poll.id}/${voter}`,
        pollId: poll.id,
        voter,
        edition: poll.edition,
        choices: poll.secrecy === 'anonymous' ? null : (choices ?? null),
        sealed,
        cast: over ? over.cast + 1 : 0,
      },
    ],
  };
}

/** As much as the longest ballot takes, in bytes, so that all of one edition are of one size. */
export function sealedSize(questions: readonly PollQuestion[]): number {
  const longest = Object.fromEntries(questions.map(({ id, options }) => [id, options.map((one) => one.id)]));
  return Math.ceil(JSON.stringify(longest).length / 64) * 64;
}

/** All ballots of a named poll that count, by voter, the first voter first. One query for all of these polls. */
export async function ballotsOf(
  { pool }: Database,
  pollIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Choices>>> {
  const found = new Map<string, Map<string, Choices>>(pollIds.map((id) => [id, new Map()]));
  if (pollIds.length === 0) return found;
  const { rows } = await pool.query<BallotRow>({
    name: 'poll_ballots',
    text: `SELECT "pollId", "voter", "choices" FROM "PollBallot"
      WHERE "pollId" = ANY ($1) AND "choices" IS NOT NULL ORDER BY "voter"`,
    values: [pollIds],
  });
  for (const { pollId, voter, choices } of rows) found.get(pollId)!.set(voter, choices!);
  return found;
}

/** The ballots of an anonymous poll: as they are, and as they were when they were last shown. */
export interface Opened {
  readonly now: ReadonlyMap<string, Choices>;
  readonly shown: ReadonlyMap<string, Choices>;
  /** The write after which the ballots of these voters are shown as they are now. */
  markShown(voters: readonly string[]): Write;
}

/** Opens all ballots of an anonymous poll, for counting. Without its key there are none. One query. */
export async function openBallots(
  { pool }: Database,
  keyring: Keyring,
  poll: Pick<Poll, 'id'>,
): Promise<Opened> {
  const key = await keyring.find(poll.id);
  const { rows } = await pool.query<BallotRow & { id: string }>({
    name: 'poll_ballots_sealed',
    text: 'SELECT "id", "voter", "sealed", "counted" FROM "PollBallot" WHERE "pollId" = $1',
    values: [poll.id],
  });
  const open = (column: 'sealed' | 'counted') =>
    new Map(
      rows.flatMap(({ voter, [column]: sealed }): [string, Choices][] =>
        key && sealed !== null ? [[voter, unseal(key, sealed) as Choices]] : [],
      ),
    );
  return {
    now: open('sealed'),
    shown: open('counted'),
    markShown: (voters) => ({
      kind: 'update',
      table: 'PollBallot',
      rows: rows
        .filter(({ voter }) => voters.includes(voter))
        .map(({ id, sealed }) => ({ id, counted: sealed })),
    }),
  };
}

/** The write that deletes all ballots of a poll into which no more come. One query. */
export async function deleteBallots({ pool }: Database, poll: Pick<Poll, 'id'>): Promise<Write> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'poll_ballot_ids',
    text: 'SELECT "id" FROM "PollBallot" WHERE "pollId" = $1',
    values: [poll.id],
  });
  return { kind: 'delete', table: 'PollBallot', ids: rows.map(({ id }) => id) };
}

/** The pseudonyms, or ids, of all who have voted. One query. */
export async function votersOf({ pool }: Database, poll: Pick<Poll, 'id'>): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ voter: string }>({
    name: 'poll_voters',
    text: `SELECT "voter" FROM "PollBallot" WHERE "pollId" = $1 AND ("choices" IS NOT NULL OR "sealed" IS NOT NULL)`,
    values: [poll.id],
  });
  return new Set(rows.map(({ voter }) => voter));
}
