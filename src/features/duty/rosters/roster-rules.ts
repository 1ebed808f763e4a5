import { readOutline } from '../../../config/office-outline.ts';
import type { Roster } from '../../../config/office-types.ts';
import { rosterOf } from '../../../config/roster-assembly.ts';
import { references } from '../../../config/schema/references.ts';
import { rostersSchema } from '../../../config/schema/rosters.ts';
import { QuartermasterError } from '../../../core/errors.ts';
import type { World } from '../../../engine/context.ts';
import type { RosterWishes } from './roster-fields.ts';

/** The free days: weekends and holidays, and not the weekends that are worked. */
const daysOn = { all: [], workdays: ['workdays', 'makeup'], free: ['weekends', 'holidays'] } as const;

/**
 * The rules of a roster that somebody wants, read as those of the office file are.
 * @throws QuartermasterError 'invalid' for what no form lets through.
 */
export function rulesOf(
  { office, directory }: Pick<World, 'office' | 'directory'>,
  id: string,
  teamId: string,
  wishes: RosterWishes,
): Roster {
  const { people, turn, at, pick, start, backup, holidays } = wishes;
  const members = people.map((personId) => directory.person(personId).email);
  // Whoever is the backup this time is in charge the next.
  const nextOnes = [...members.slice(1), ...members.slice(0, 1)];
  const on = daysOn[wishes.days as keyof typeof daysOn];
  const layer = (role: string, those: string[]) => ({ id: role, role, members: those, turn, at, pick, on });
  const holidayLayer = (role: string, those: string[]) => ({
    ...layer(role, those),
    id: `holidays-${role}`,
    turn: '1d',
    on: ['holidays'],
  });
  const roles = [
    { role: 'primary', those: members },
    ...(backup ? [{ role: 'backup', those: nextOnes }] : []),
  ];
  const file = {
    name: wishes.name,
    team: teamId,
    start,
    layers: [
      ...roles.map(({ role, those }) => layer(role, those)),
      ...(holidays ? roles.map(({ role, those }) => holidayLayer(role, those)) : []),
    ],
  };
  const known = references(readOutline({ people: office.people, teams: office.teams }));
  const read = rostersSchema(known).safeParse({ made: file });
  if (!read.success) throw new QuartermasterError('invalid', `these are no rules: ${read.error.message}`);
  return rosterOf(id, read.data.made!, office.organisation.timezone);
}
