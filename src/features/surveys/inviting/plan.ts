import type { SurveyFatigue } from '../../../config/survey-types.ts';
import { dayOf, dayStart } from '../../../time/day-start.ts';
import type { WorkDays } from '../../../time/intent.ts';
import { isWorkingDay } from '../../../time/working-time.ts';
import { dayAfter, instantOf, workdayFrom } from '../rounds/rhythm.ts';

/** When somebody could be asked: a day that is worked, and its hour where they are. */
interface Slot {
  readonly day: string;
  readonly at: Date;
}

export interface PlanInput {
  readonly people: readonly { readonly id: string; readonly timezone: string }[];
  /** The days, ISO, on which each of them is or was asked by any survey, as far as the cap looks back and ahead. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  readonly fatigue: SurveyFatigue;
  /** The local hour, `10:00`. */
  readonly at: string;
  readonly openDays: number;
  /** Nobody is asked before it. */
  readonly from: Date;
  /** Nobody is asked before this local day, ISO. */
  readonly fromDay?: string | undefined;
  readonly workdays: WorkDays;
}

export interface Plan {
  readonly invitations: readonly {
    readonly personId: string;
    readonly invitedOn: string;
    readonly nextAt: Date;
  }[];
  /** How many are left out. */
  readonly leftOut: number;
  /** The end of the last day, wherever the last of them is. */
  readonly closesAt: Date;
}

/**
 * Who is asked when: each at the hour of their own zone on the first day that is worked, on the next where another
 * survey asks them that day; and not at all where they would be asked more often than the cap allows.
 */
export function planInvitations(input: PlanInput): Plan {
  const { people, asked, fatigue, openDays } = input;
  const zones = [...new Set(people.map(({ timezone }) => timezone))];
  const starts = new Map(zones.map((zone) => [zone, firstSlot(zone, input)]));
  // So many days for whoever is asked last by their clock; nobody has fewer.
  const firstDay =
    [...starts.values()]
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? dayOf(input.from, 'UTC');
  const lastDay = dayAfter(firstDay, openDays - 1);
  const slots = new Map(zones.map((zone) => [zone, slotsOf(zone, starts.get(zone)!, lastDay, input)]));
  const invitations = people.flatMap(({ id, timezone }) => {
    const taken = asked.get(id) ?? [];
    const slot = slots.get(timezone)!.find(({ day }) => !taken.includes(day));
    return slot !== undefined && isWithinCap([...taken, slot.day], slot.day, fatigue)
      ? [{ personId: id, invitedOn: slot.day, nextAt: slot.at }]
      : [];
  });
  const ends = zones.map((zone) => dayStart(lastDay, zone, 1).getTime());
  return {
    invitations,
    leftOut: people.length - invitations.length,
    closesAt: new Date(Math.max(...ends, input.from.getTime())),
  };
}

function firstSlot(zone: string, { at, from, fromDay = '', workdays }: PlanInput): Slot {
  const today = dayOf(from, zone);
  let day = workdayFrom(today > fromDay ? today : fromDay, workdays);
  if (instantOf(day, at, zone) < from) day = workdayFrom(dayAfter(day), workdays);
  return { day, at: instantOf(day, at, zone) };
}

/** The first one, and those after it up to the last day. */
function slotsOf(zone: string, first: Slot, lastDay: string, { at, workdays }: PlanInput): Slot[] {
  const slots = [first];
  for (let day = dayAfter(first.day); day <= lastDay; day = dayAfter(day))
    if (isWorkingDay(day, workdays)) slots.push({ day, at: instantOf(day, at, zone) });
  return slots;
}

/** In any so many days in a row that this day is one of. */
function isWithinCap(all: readonly string[], day: string, { most, days }: SurveyFatigue): boolean {
  const ends = all.filter((each) => each >= day && each < dayAfter(day, days));
  return ends.every((end) => {
    const begin = dayAfter(end, -days);
    return all.filter((each) => each > begin && each <= end).length <= most;
  });
}

/** After so many days those who have not answered are reminded: on day three and on day five. */
const remindedAfter = [2, 4];

/** When somebody who has not answered is next reminded: on days that are worked, at the same hour. Null: not again. */
export function nextReminder(
  invitedOn: string,
  {
    at,
    timezone,
    now,
    closesAt,
    workdays,
  }: { at: string; timezone: string; now: Date; closesAt: Date; workdays: WorkDays },
): Date | null {
  const days = remindedAfter.map((days) => workdayFrom(dayAfter(invitedOn, days), workdays));
  const times = days.map((day) => instantOf(day, at, timezone));
  return times.find((time) => time > now && time < closesAt) ?? null;
}
