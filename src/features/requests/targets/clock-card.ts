import { scheduleOf } from '../../../directory/schedules.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import { type MessageKey, t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { type Block, type Card, type Fact, facts, text } from '../../../ui/card.ts';
import type { RequestState, Stage } from '../request.ts';
import { type ClockSpan, clockSpans } from './clock-spans.ts';
import { type ClockName, clockNames, clockStateIn } from './targets.ts';

/** Has there been a target for it? */
export const hasClock = (request: RequestState): boolean =>
  clockNames.some((name) => request[`${name}By`] !== null || request[`${name}LeftMinutes`] !== null);

/** What a request's card says of its clocks. */
export function clockBlock(request: RequestState, reader: Reader, world: World): Block[] {
  const shown = clockFacts(request, reader, world);
  return shown.length > 0 ? [facts(...shown)] : [];
}

/** When it is due, that it is late, or since when and why its clocks stand still. */
function clockFacts(request: RequestState, reader: Reader, world: World): Fact[] {
  const { locale } = reader;
  const now = world.clock.now();
  const due = clockNames.flatMap((name) => {
    const value = standOf(request, name, now, reader);
    return value === undefined ? [] : { label: t(locale, `requests.clock.${name}`), value };
  });
  if (request.pausedAt === null || due.length === 0) return due;
  const since = formatDateTime(request.pausedAt, reader);
  const why = whyOf(request.stage, request.holdReason ?? undefined, reader);
  return [
    ...due,
    { label: t(locale, 'requests.clock.stopped'), value: t(locale, 'requests.clock.since', { since, why }) },
  ];
}

function standOf(request: RequestState, name: ClockName, now: Date, reader: Reader): string | undefined {
  const { locale } = reader;
  const by = request[`${name}By`];
  const left = request[`${name}LeftMinutes`];
  const missedAt = request[`${name}MissedAt`];
  const ended =
    clockStateIn(request.stage) === 'over' || (name === 'respond' && request.respondedAt !== null);
  if (ended)
    return missedAt
      ? t(locale, 'requests.clock.missed', { due: formatDateTime(missedAt, reader) })
      : undefined;
  if (by !== null) {
    const shown = formatDateTime(by, reader);
    return by <= now ? t(locale, 'requests.clock.overdue', { due: shown }) : shown;
  }
  if (left === null) return undefined;
  const duration = durationOf(Math.abs(left), reader);
  return t(locale, left < 0 ? 'requests.clock.late' : 'requests.clock.left', { duration });
}

/** Why the clocks stand still. */
function whyOf(stage: Stage, reason: string | undefined, { locale }: Reader): string {
  const why = t(locale, `requests.clock.why.${stage}` as MessageKey);
  return reason ? t(locale, 'requests.clock.because', { why, reason }) : why;
}

function durationOf(minutes: number, { locale }: Reader): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return hours > 0
    ? t(locale, 'requests.duration.hours', { hours, minutes: rest })
    : t(locale, 'requests.duration.minutes', { minutes: rest });
}

/** Every time that the clocks of a request ran or stood still, and who caused it. */
export function clockCard(
  request: RequestState,
  entries: readonly HistoryEntry[],
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const schedule = scheduleOf(world.office, request.teamId);
  const spans = clockSpans(entries, world.clock.now(), schedule);
  const title = t(locale, 'requests.clock.title', { number: request.number });
  const { validThrough } = schedule.calendar;
  const latest = [request.respondBy, request.resolveBy].some(
    (by) => by !== null && validThrough !== undefined && by.toISOString().slice(0, 10) > validThrough,
  );
  const blocks: Block[] = [
    ...clockBlock(request, reader, world),
    spans.length > 0
      ? { kind: 'list', items: spans.map((span) => itemOf(span, reader, world)) }
      : text(t(locale, 'requests.clock.none')),
    ...(latest ? [text(t(locale, 'requests.clock.beyond', { date: validThrough! }), 'subtle')] : []),
  ];
  return { title, summary: title, blocks };
}

function itemOf(span: ClockSpan, reader: Reader, world: World) {
  const { locale } = reader;
  const duration = durationOf(span.workingMinutes, reader);
  return {
    text:
      span.state === 'running'
        ? t(locale, 'requests.clock.ran', { duration })
        : t(locale, 'requests.clock.stood', { duration, why: whyOf(span.stage, span.reason, reader) }),
    detail: t(locale, 'requests.clock.span', {
      from: formatDateTime(span.from, reader),
      until: span.until ? formatDateTime(span.until, reader) : t(locale, 'requests.clock.now'),
      name: span.causedById ? world.directory.nameOf(span.causedById) : t(locale, 'product.name'),
    }),
  };
}
