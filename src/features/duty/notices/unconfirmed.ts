import type { Roster } from '../../../config/office-types.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { expect } from '../../occurrences/index.ts';
import type { Shift } from '../shift.ts';
import { onDutyAt } from '../shift-store.ts';
import { noticeAt } from './expected.ts';
import { confirms } from './turn.ts';
import { dutyTurnsOf, shiftIdOf } from './turn-store.ts';

const timerKind = 'duty.unconfirmed';

/** Who is asked next while nobody has said that they are there. */
type Asked = 'backup' | 'lead';

const timer = ({ notices, timezone }: Roster, { id }: Shift, from: Date, ask: Asked) => ({
  kind: timerKind,
  subject: `shift:${id}`,
  args: { ask },
  ...dueAt(new Date(from.getTime() + (notices.confirmMinutes ?? 0) * 60_000), timezone),
});

/** From when they were told, whoever is on duty has so long to say that they are there. */
export const awaitWord = (roster: Roster, shift: Shift, at: Date): Outcome =>
  confirms(roster, shift) && shift.confirmedAt === null
    ? { timers: [timer(roster, shift, at, 'backup')] }
    : nothing;

/** Whoever backs a role up now, if that is somebody else who is still here. One query. */
export async function backupFor(
  { database, directory, clock }: Pick<World, 'database' | 'directory' | 'clock'>,
  { rosterId, personId }: Shift,
): Promise<string | undefined> {
  const backup = (await onDutyAt(database, rosterId, clock.now())).get('backup')?.personId;
  return backup && backup !== personId && directory.find(backup)?.active ? backup : undefined;
}

/** Nobody has said that they are there: the backup is asked, then the lead is told. Three queries. */
async function ask(world: World, { subject, args }: Timer): Promise<Outcome> {
  const about = (await dutyTurnsOf(world, [shiftIdOf(subject)])).get(shiftIdOf(subject));
  if (about === undefined) return nothing;
  const { roster, turn } = about;
  const { shift } = turn;
  const at = world.clock.now();
  if (shift.personId === null || shift.confirmedAt !== null || shift.endsAt <= at) return nothing;
  const backup = args.ask === 'backup' ? await backupFor(world, shift) : undefined;
  if (backup === undefined)
    return expect(world, [noticeAt(roster, shift, 'unanswered', { to: leadOf(world, roster, shift), at })]);
  const asked = expect(world, [noticeAt(roster, shift, 'standIn', { to: { personId: backup }, at })]);
  return merge(asked, { timers: [timer(roster, shift, at, 'lead')] });
}

/** The lead; where that is whom it is about, or there is none, the team in its channel. */
function leadOf({ directory }: World, { team }: Roster, { personId }: Shift) {
  const { leadId } = directory.team(team);
  return leadId !== undefined && leadId !== personId && directory.find(leadId)?.active
    ? { personId: leadId }
    : { teamId: team };
}

export const unconfirmedTimers = { [timerKind]: ask };
