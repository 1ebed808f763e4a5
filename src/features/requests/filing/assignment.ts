import type { Category } from '../../../config/office.ts';
import { placesAround } from '../../../config/places.ts';
import type { World } from '../../../engine/context.ts';
import { absencesAt } from '../../delegations/index.ts';
import { mainRole, onDutyAt, rostersOf } from '../../duty/index.ts';
import { unfinishedStages } from '../stages.ts';

/**
 * Who is responsible for a new request of this kind at once; null: the team, until somebody takes it. Those who are
 * away are passed over. At most one query, which takes the next turn where members are assigned in turn: two that are
 * filed at once, in whichever process, get two turns. A turn that is not used after all is passed over.
 */
export async function assigneeFor(
  world: World,
  category: Category,
  placeId: string | null,
): Promise<string | null> {
  const { directory, office, database } = world;
  const { assign } = category;
  const at = world.clock.now();
  if (assign === undefined) return null;
  const members = directory.team(category.team).memberIds.filter((id) => directory.find(id)?.active);
  switch (assign.kind) {
    case 'person': {
      const person = directory.byEmail(assign.email);
      const away = (await absencesAt(database, at)).isAway(person?.id ?? '');
      return person?.active && !away ? person.id : null;
    }
    case 'onDuty':
      return (await presentAt(world, assign.roster, assign.role)) ?? null;
    case 'byPlace': {
      const absences = await absencesAt(database, at);
      const here = members.filter((id) => !absences.isAway(id));
      return placeId === null ? null : (nearest(here, placeId) ?? null);
    }
    case 'roundRobin': {
      const { taken, away } = await nextTurn(database, category.id, at);
      const here = members.filter((id) => !away.includes(id));
      return here[(taken - 1) % here.length] ?? null;
    }
    case 'leastLoaded': {
      const { loads, away } = await loadsOf(database, category.team, at);
      const here = members.filter((id) => !away.includes(id));
      const [least] = here.sort((a, b) => (loads[a] ?? 0) - (loads[b] ?? 0));
      return least ?? null;
    }
  }

  /** Whoever looks after the place itself, or else the nearest one that it is in. */
  function nearest(here: readonly string[], place: string): string | undefined {
    const { places } = office.teams[category.team]!;
    for (const around of placesAround(office.places, place)) {
      const found = here.find((id) => places[directory.person(id).email]?.includes(around));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Stands before the roster's id where `whoever is on duty` is chosen instead of a person. */
export const dutyPrefix = 'duty:';

/** The person who was chosen, or whoever is on duty; undefined: nobody is. Two queries for the latter. */
export async function whoIsMeant(world: World, chosen: string): Promise<string | undefined> {
  if (!chosen.startsWith(dutyPrefix)) return chosen;
  const id = chosen.slice(dutyPrefix.length);
  const roster = (await rostersOf(world)).get(id)?.roster;
  return roster && presentAt(world, id, mainRole(roster) ?? '');
}

/** Who is on duty now, and still works here. One query. */
async function presentAt(
  { database, directory, clock }: World,
  roster: string,
  role: string,
): Promise<string | undefined> {
  const personId = (await onDutyAt(database, roster, clock.now())).get(role)?.personId ?? '';
  return directory.find(personId)?.active ? personId : undefined;
}

const awayAt = (at: string) => `ARRAY(SELECT "personId" FROM "Delegation"
  WHERE "endedAt" IS NULL AND "fromAt" <= ${at} AND "untilAt" > ${at})`;

type Queried = World['database'];

async function nextTurn({ pool }: Queried, id: string, at: Date): Promise<{ taken: number; away: string[] }> {
  const { rows } = await pool.query<{ taken: number; away: string[] }>({
    name: 'requests_next_turn',
    text: `INSERT INTO "Turn" AS t ("id", "taken") VALUES ($1, 1)
      ON CONFLICT ("id") DO UPDATE SET "taken" = t."taken" + 1 RETURNING "taken", ${awayAt('$2::timestamptz')} AS "away"`,
    values: [id, at],
  });
  return rows[0]!;
}

/** How many requests of this team, that are not over, each of its people has. */
async function loadsOf(
  { pool }: Queried,
  teamId: string,
  at: Date,
): Promise<{ loads: Record<string, number>; away: string[] }> {
  const { rows } = await pool.query<{ loads: Record<string, number> | null; away: string[] }>({
    name: 'requests_loads',
    text: `SELECT (SELECT jsonb_object_agg(l."assigneeId", l."count") FROM (
        SELECT "assigneeId", count(*) FROM "Request"
        WHERE "teamId" = $1 AND "stage" = ANY ($2) AND "assigneeId" IS NOT NULL GROUP BY 1) l) AS "loads",
      ${awayAt('$3::timestamptz')} AS "away"`,
    values: [teamId, unfinishedStages, at],
  });
  return { loads: rows[0]!.loads ?? {}, away: rows[0]!.away };
}
