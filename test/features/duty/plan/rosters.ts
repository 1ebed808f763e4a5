import type { Roster, RosterLayer } from '../../../../src/config/office-types.ts';
import { type PlanInput, planShifts } from '../../../../src/features/duty/plan/index.ts';
import type { PlannedShift } from '../../../../src/features/duty/shift.ts';
import { bareWeekdays, countryCalendar } from '../../../../src/time/calendar.ts';

const week = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
export const plain = { days: week, calendar: bareWeekdays };
export const china = { days: week, calendar: countryCalendar('CN') };

export const layerOf = (layer: Partial<RosterLayer> = {}): RosterLayer => ({
  id: 'main',
  role: 'primary',
  members: ['a', 'b', 'c'],
  turn: { weeks: 1 },
  at: '09:00',
  pick: 'inOrder',
  on: [],
  ...layer,
});

/** A roster in Shanghai from Monday 5 January 2026, of one layer where none are given. */
export const rosterOf = (roster: Partial<Roster> = {}): Roster => ({
  id: 'desk',
  name: { en: 'Desk', 'zh-CN': '前台' },
  team: 'crew',
  timezone: 'Asia/Shanghai',
  start: '2026-01-05',
  roles: {},
  layers: [layerOf()],
  weights: { weekday: 1, night: 1.5, weekend: 2, holiday: 3 },
  nights: { from: '22:00', to: '06:00' },
  restMinutes: 660,
  notices: { aheadMinutes: 1440 },
  swapApproval: 'none',
  handover: true,
  checklist: [],
  slackTopic: false,
  ...roster,
});

/** Plans with nothing known beforehand. Everybody's id is their e-mail in capitals. */
export function plan(roster: Roster, from: string, until: string, more: Partial<PlanInput> = {}) {
  const emails = roster.layers.flatMap(({ members }) => members);
  return planShifts({
    roster,
    schedule: plain,
    from: new Date(from),
    until: new Date(until),
    members: new Map(emails.map((email) => [email, email.toUpperCase()])),
    leave: [],
    wishes: [],
    before: [],
    fixed: [],
    ...more,
  });
}

/** `2026-01-05T01:00Z A`, and what else there is to say of it. */
export const said = ({ role, startsAt, endsAt, personId, plannedPersonId }: PlannedShift): string =>
  [
    `${startsAt.toISOString().slice(0, 16)} ${endsAt.toISOString().slice(0, 16)}`,
    role === 'primary' ? '' : `${role} `,
    personId ?? 'nobody',
    plannedPersonId === personId ? '' : ` for ${plannedPersonId}`,
  ]
    .join(' ')
    .replace(/ +/g, ' ')
    .trim();
