import { Temporal } from 'temporal-polyfill';
import type { Office } from '../../../config/office-types.ts';
import type { Write } from '../../../db/commit.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing } from '../../../engine/feature.ts';
import { dayOf } from '../../../time/day-start.ts';
import { type Due, dueAt } from '../../../time/due.ts';
import { isWorkingDay } from '../../../time/working-time.ts';
import { before, digestOf, following, hasNews } from './digest.ts';

const kind = 'suggestions.digest';
const at = '10:00';
/** So many people in one commit. */
const batch = 500;

export const subjectOfDigest = (month: string) => `suggestions-digest:${month}`;
export const monthOf = (subject: string) => subject.slice('suggestions-digest:'.length);

/** The next first workday of a month, at ten in the morning where the organisation is. */
export function nextDigest(office: Office, now: Date): Due & { month: string } {
  const { timezone } = office.organisation;
  for (let month = dayOf(now, timezone).slice(0, 7); ; month = following(month)) {
    const due = firstWorkday(office, month);
    if (due !== undefined && due.dueAt > now) return { ...due, month };
  }
}

/** Undefined: nobody works in that month. */
function firstWorkday(office: Office, month: string): Due | undefined {
  const { timezone } = office.organisation;
  const schedule = scheduleOf(office);
  const first = Temporal.PlainDate.from(`${month}-01`);
  for (let day = first; day.month === first.month; day = day.add({ days: 1 }))
    if (isWorkingDay(day.toString(), schedule)) {
      const meant = day.toPlainDateTime(at).toZonedDateTime(timezone);
      return dueAt(new Date(meant.epochMilliseconds), timezone);
    }
  return undefined;
}

/** The timer of the next digest. Written again, by whatever comes to be told of, it changes nothing. */
export function digestTimer({ office, clock }: Pick<World, 'office' | 'clock'>): Write {
  const now = clock.now();
  const { month, ...due } = nextDigest(office, now);
  const told = before(month);
  const row = {
    ...{ id: `tmr_suggestions_digest_${month}`, kind, subject: subjectOfDigest(told), args: {} },
    ...{ createdAt: now, ...due },
  };
  return { kind: 'insert', table: 'Timer', rows: [row], onConflict: 'nothing' };
}

/** Sends last month's digest to everyone, so many at a time, and plans the next one. */
export const digestTimers: NonNullable<Feature['timers']> = {
  [kind]: async (world, { subject, args }) => {
    const { clock, office, directory } = world;
    const after = typeof args.after === 'string' ? args.after : undefined;
    const writes = after === undefined ? [digestTimer(world)] : [];
    if (office.suggestions.digest === 'none') return { writes };
    if (after === undefined && !hasNews(await digestOf(world, monthOf(subject)))) return { writes };
    const everyone = directory.everyone().map(({ id }) => id);
    const left = everyone.sort().filter((id) => after === undefined || id > after);
    const now = left.slice(0, batch);
    if (now.length === 0) return nothing;
    const next = {
      ...{ kind, subject, args: { after: now.at(-1)! } },
      ...dueAt(clock.now(), office.organisation.timezone),
    };
    return {
      writes,
      say: now.map((personId) => ({
        ...{ to: { kind: 'person', personId } as const, view: 'suggestions.digest', subject, bulk: true },
      })),
      timers: left.length > batch ? [next] : [],
    };
  },
};
