import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { Office, Roster } from '../src/config/office.ts';
import { systemClock } from '../src/core/clock.ts';
import { QuartermasterError } from '../src/core/errors.ts';
import { scheduleOf } from '../src/directory/schedules.ts';
import { ledgerOf, planShifts, type QualityReason, qualityOf } from '../src/features/duty/plan/index.ts';
import type { PlannedShift } from '../src/features/duty/shift.ts';
import { dueAt } from '../src/time/due.ts';
import { aligned, csvLine } from './table.ts';

interface Tools {
  out(text: string): void;
  office(file?: string): Promise<Office>;
}

interface SimulateOptions {
  /** A day of the first week, ISO; without it, today. */
  readonly from?: string;
  readonly weeks: string;
  readonly csv?: boolean;
}

/** The administrator's commands about rosters. */
export function addRosterCommands(program: Command, { out, office }: Tools): void {
  program
    .command('roster')
    .description('looks at duty rosters')
    .command('simulate')
    .description('print who would be on duty for a year, what everybody would carry, and how good that is')
    .argument('<roster>', 'a roster’s id in the office file')
    .option('--file <file>', 'another office file than OFFICE_CONFIG names')
    .option('--from <date>', 'a day of the first week, e.g. 2027-01-01; default: today')
    .option('--weeks <number>', 'how many weeks', '52')
    .option('--csv', 'one line for each shift, for a spreadsheet')
    .action(async (id: string, options: SimulateOptions & { file?: string }) =>
      out(simulateRoster(await office(options.file), id, options, systemClock.now()).join('\n')),
    );
}

/**
 * A roster as it comes out of the office file alone, as if it began on the first day: nobody is away, and nobody has
 * carried anything. Lines of text.
 * @throws 'config' for a roster, a date or a number of weeks that cannot be.
 */
export function simulateRoster(office: Office, id: string, options: SimulateOptions, now: Date): string[] {
  const roster = office.rosters[id];
  const known = Object.keys(office.rosters).join(', ') || 'there are none';
  if (roster === undefined) throw new QuartermasterError('config', `there is no roster ${id}: ${known}`);
  const weeks = Number(options.weeks);
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 520)
    throw new QuartermasterError('config', `--weeks is a number from 1 to 520, not ${options.weeks}`);
  const starts = weekStarts(roster, options.from, weeks, now);
  const schedule = scheduleOf(office, roster.team);
  const [from, until] = [starts[0]!, starts.at(-1)!];
  const members = new Map(office.people.map(({ email }) => [email, email]));
  const planned = { roster, schedule, from, until, members };
  const shifts = planShifts({ ...planned, leave: [], wishes: [], before: [], fixed: [] });
  const nameOf = (email: string | null) =>
    office.people.find((person) => person.email === email)?.name ?? '—';
  if (options.csv) return csvOf(roster, shifts, nameOf);
  const quality = qualityOf({ ...planned, shifts });
  return [
    ...aligned(weekRows(roster, starts, shifts, nameOf)),
    '',
    ...aligned(balanceRows(roster, ledgerOf(roster, schedule, shifts), nameOf)),
    '',
    `Quality: ${quality.score} of 100`,
    ...quality.reasons.map((reason) => reasonLine(reason, roster, nameOf)),
  ];
}

/** The rosters that are planned further than their calendar goes: a sentence for each. */
export function rosterCalendarWarnings(office: Office, now: Date): string[] {
  return Object.values(office.rosters).flatMap(({ id, team, timezone }) => {
    const { validThrough } = scheduleOf(office, team).calendar;
    const yearLater = dueAt(new Date(now.getTime() + 52 * 7 * 86_400_000), timezone).localTime.slice(0, 10);
    if (validThrough === undefined || validThrough >= yearLater) return [];
    return [
      `the holidays after ${validThrough} are not known, and roster ${id} takes them for ordinary days.`,
    ];
  });
}

type NameOf = (email: string | null) => string;

/** When each week begins, and when the last one ends: on the weekday and at the time at which the turns began. */
function weekStarts(
  { start, timezone, layers }: Roster,
  from: string | undefined,
  weeks: number,
  now: Date,
): Date[] {
  const wanted = from ?? dueAt(now, timezone).localTime.slice(0, 10);
  const begun = Temporal.PlainDate.from(start);
  let first: Temporal.PlainDate;
  try {
    const days = begun.until(Temporal.PlainDate.from(wanted)).days;
    first = begun.add({ weeks: Math.max(0, Math.floor(days / 7)) });
  } catch (cause) {
    throw new QuartermasterError('config', `--from is a date such as 2027-01-01, not ${from}`, { cause });
  }
  return Array.from({ length: weeks + 1 }, (_, week) => {
    const begins = first.add({ weeks: week }).toPlainDateTime(layers[0]!.at).toZonedDateTime(timezone);
    return new Date(begins.epochMilliseconds);
  });
}

/** One row a week, one column a role: whoever has it when the week begins, and then from when on somebody else. */
function weekRows(
  roster: Roster,
  starts: readonly Date[],
  shifts: readonly PlannedShift[],
  nameOf: NameOf,
): string[][] {
  const roles = [...new Set(roster.layers.map(({ role }) => role))];
  const head = ['Week from', ...roles.map((role) => roster.roles[role]?.en ?? role)];
  const rows = starts.slice(0, -1).map((start, week) => {
    const cells = roles.map((role) => {
      const own = shifts.filter((shift) => shift.role === role);
      return cellOf(roster, own, start, starts[week + 1]!, nameOf);
    });
    return [shownAt(start, roster).slice(0, 10), ...cells];
  });
  return [head, ...rows];
}

function cellOf(
  roster: Roster,
  shifts: readonly PlannedShift[],
  start: Date,
  end: Date,
  nameOf: NameOf,
): string {
  const usual = shownAt(start, roster).slice(11);
  let last: PlannedShift | undefined;
  const parts: string[] = [];
  for (const shift of shifts.filter(({ startsAt, endsAt }) => startsAt < end && endsAt > start)) {
    const goesOn = last !== undefined && last.personId === shift.personId && +last.endsAt === +shift.startsAt;
    last = shift;
    if (goesOn) continue;
    const [date = '', time] = shownAt(shift.startsAt, roster).split('T');
    const when = [weekdayName(date), time === usual ? [] : time].flat().join(' ');
    parts.push(shift.startsAt <= start ? nameOf(shift.personId) : `${when} ${nameOf(shift.personId)}`);
  }
  return parts.join(', ') || '—';
}

function balanceRows(roster: Roster, ledger: ReturnType<typeof ledgerOf>, nameOf: NameOf): string[][] {
  const members = [...new Set(roster.layers.flatMap((layer) => layer.members))];
  const shown = (value = 0) => String(Math.round(value * 10) / 10);
  const { weekday, night, weekend, holiday } = roster.weights;
  const rows = members.map((email) => {
    const { points, shifts, hours } = ledger.get(email) ?? {};
    const counted = [hours?.weekday, hours?.night, hours?.weekend, hours?.holiday];
    return [nameOf(email), ...[points, shifts, ...counted].map(shown)];
  });
  const kinds = [`weekday ×${weekday}`, `night ×${night}`, `weekend ×${weekend}`, `holiday ×${holiday}`];
  return [['', 'points', 'shifts', ...kinds.map((kind) => `h ${kind}`)], ...rows];
}

function reasonLine(reason: QualityReason, roster: Roster, nameOf: NameOf): string {
  const at = (iso: string) => shownAt(new Date(iso), roster).replace('T', ' ');
  const hours = (value: number) => `${Math.round(value * 10) / 10} hours`;
  switch (reason.kind) {
    case 'gap':
    case 'overlap': {
      const [first] = reason.data.times;
      const what =
        reason.kind === 'gap' ? 'nobody is on duty' : 'somebody is on duty twice, or two in one role';
      return `  −${reason.lost}: ${what} for ${hours(reason.data.hours)}, first as ${first!.role} at ${at(first!.from)}`;
    }
    case 'imbalance': {
      const { most, least } = reason.data;
      const carried = [most, least].map(
        ({ personId, points }) => `${nameOf(personId)} ${Math.round(points)}`,
      );
      return `  −${reason.lost}: ${carried[0]} points, ${carried[1]}`;
    }
    case 'rest': {
      const { turns, first } = reason.data;
      const who = `${nameOf(first.personId)} at ${at(first.at)}`;
      return `  −${reason.lost}: ${turns} turns with less than ${hours(roster.restMinutes / 60)} of rest before, first ${who}`;
    }
    case 'calendarEnds':
      return `  The holidays after ${reason.data.date} are not known: those days count as ordinary ones.`;
  }
}

function csvOf(roster: Roster, shifts: readonly PlannedShift[], nameOf: NameOf): string[] {
  const rows = shifts.map(({ startsAt, endsAt, role, personId, points }) => [
    ...[startsAt, endsAt].map((at) => shownAt(at, roster).replace('T', ' ')),
    ...[role, nameOf(personId), personId ?? '', String(Math.round(points * 100) / 100)],
  ]);
  return [['from', 'until', 'role', 'name', 'e-mail', 'points'], ...rows].map(csvLine);
}

/** `2026-11-27T16:00`, in the roster's zone. */
const shownAt = (at: Date, { timezone }: Roster): string => dueAt(at, timezone).localTime;

const weekdayName = (date: string): string =>
  new Date(`${date}T00:00Z`).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
