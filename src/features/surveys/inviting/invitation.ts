import type { Write } from '../../../db/commit.ts';
import { namedQuery } from '../../../db/named-query.ts';
import type { World } from '../../../engine/context.ts';

/**
 * planned: their hour has not come; whoever leaves before it, or before the round ends, has no row any more. expired: they
 * did not answer, and the round is over. Who declined may still answer, and is not reminded.
 */
export type InvitationState = 'planned' | 'invited' | 'declined' | 'answered' | 'expired';

/** Who was asked in a round, and whether they answered: never what. */
export interface Invitation {
  /** `<round id>/<person id>` */
  readonly id: string;
  readonly roundId: string;
  readonly personId: string;
  /** The group that they are counted in, where the survey tells groups apart. */
  readonly group: string | null;
  readonly state: InvitationState;
  /** The local day on which they are asked, ISO. */
  readonly invitedOn: string;
  /** When they are asked or, once they were, next reminded. Null: not again. */
  readonly nextAt: Date | null;
  /** The day, no more. */
  readonly answeredOn: string | null;
}

export const invitationId = (roundId: string, personId: string) => `${roundId}/${personId}`;

/** What the card of an invitation shows. */
export const invitationSubject = ({ id }: Pick<Invitation, 'id'>) => `round:${id}`;

/** The versions of that card: each state is shown over those before it. */
export const invitationVersions = { planned: 1, invited: 1, declined: 2, answered: 3, expired: 4 } as const;

/** Undefined: they were not asked. One query. */
export async function findInvitation(
  { database }: Pick<World, 'database'>,
  roundId: string,
  personId: string,
): Promise<Invitation | undefined> {
  const id = invitationId(roundId, personId);
  const { rows } = await namedQuery<Invitation>(
    database,
    'SELECT * FROM "SurveyInvitation" WHERE "id" = $1',
    [id],
  );
  return rows[0];
}

/** Somebody has answered: their card says so. @param day ISO, the organisation's. */
export const markAnswered = ({ id }: Pick<Invitation, 'id'>, day: string): Write[] => [
  { kind: 'update', table: 'SurveyInvitation', rows: [{ id, state: 'answered', answeredOn: day }] },
  { kind: 'redraw', subject: invitationSubject({ id }), version: invitationVersions.answered },
];
