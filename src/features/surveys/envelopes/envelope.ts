import type { Key } from '../../../anonymity/keyring.ts';
import { pseudonymOf, seal, unseal } from '../../../anonymity/seal.ts';
import type { Json } from '../../../core/json.ts';
import type { Write } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';
import type { EnvelopeContent } from '../answers.ts';
import type { Round } from '../rounds/round.ts';
import { sizeOf } from './size.ts';

type Asked = Pick<Round, 'id' | 'rules'>;

/** What this person has answered so far. Undefined: nothing yet. One query. @throws `invalid` with another key. */
export async function openEnvelope(
  { database }: Pick<World, 'database'>,
  key: Key,
  { id }: Asked,
  personId: string,
): Promise<EnvelopeContent | undefined> {
  const { rows } = await namedQuery<{ sealed: string }>(
    database,
    'SELECT "sealed" FROM "SurveyEnvelope" WHERE "id" = $1',
    [pseudonymOf(key, id, personId)],
  );
  return rows[0] && contentOf(key, rows[0].sealed);
}

/**
 * Keeps what this person has answered in their one envelope of this round. A trigger refuses it once the round is not
 * open any more, which ends as `conflict`.
 */
export function sealEnvelope(key: Key, round: Asked, personId: string, content: EnvelopeContent): Write {
  const row = {
    id: pseudonymOf(key, round.id, personId),
    roundId: round.id,
    sealed: seal(key, content as unknown as Json, sizeOf(round.rules)),
  };
  return { kind: 'insert', table: 'SurveyEnvelope', rows: [row], onConflict: 'replace' };
}

/** All envelopes of a round, by their ids. One query. */
export async function envelopesOf(
  { database }: Pick<World, 'database'>,
  roundId: string,
): Promise<{ id: string; sealed: string }[]> {
  const { rows } = await namedQuery<{ id: string; sealed: string }>(
    database,
    'SELECT "id", "sealed" FROM "SurveyEnvelope" WHERE "roundId" = $1',
    [roundId],
  );
  return rows;
}

export const contentOf = (key: Key, sealed: string): EnvelopeContent =>
  unseal(key, sealed) as unknown as EnvelopeContent;
