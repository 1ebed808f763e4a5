import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { formatDay } from '../../../time/format-day.ts';
import { type Block, text } from '../../../ui/card.ts';
import { type Quality, type QualityReason, qualityOf } from '../plan/index.ts';
import type { PlannedShift } from '../shift.ts';
import type { Material } from './material.ts';
import { planAgain } from './plan-again.ts';

const yearMs = 52 * 7 * 24 * 3600_000;

/** A year of a roster: what is kept and what would come of its rules, and how good that is. Some tens of milliseconds. */
export interface Year {
  readonly shifts: readonly PlannedShift[];
  /** What would be replaced, and by what. */
  readonly remove: readonly PlannedShift[];
  readonly add: readonly PlannedShift[];
  readonly quality: Quality;
}

/** The next 52 weeks of a roster. @param afresh by rules that are not those by which it was planned. */
export function yearOf(material: Material, now: Date, afresh: boolean): Year {
  const { roster, schedule, members } = material;
  const until = new Date(now.getTime() + yearMs);
  const { remove, add } = planAgain(material, { now, until, afresh });
  const gone = new Set<PlannedShift>(remove);
  const shifts = [...material.shifts.filter((shift) => !gone.has(shift)), ...add];
  return { shifts, remove, add, quality: qualityOf({ roster, schedule, shifts, from: now, until, members }) };
}

/** The score, and a line for each reason why it is not 100. */
export function qualityBlocks({ score, reasons }: Quality, reader: Reader, world: NamedPeople): Block[] {
  return [
    text(t(reader.locale, 'duty.quality', { score }), 'strong'),
    reasons.length === 0
      ? text(t(reader.locale, 'duty.quality.perfect'), 'subtle')
      : { kind: 'list', items: reasons.map((reason) => ({ text: reasonText(reason, reader, world) })) },
  ];
}

type NamedPeople = Pick<World, 'directory'>;

/** One reason, in a sentence. */
export function reasonText(reason: QualityReason, reader: Reader, { directory }: NamedPeople): string {
  const { locale } = reader;
  const at = (instant: string) => formatDateTime(new Date(instant), reader);
  const { lost } = reason;
  switch (reason.kind) {
    case 'gap':
    case 'overlap': {
      const { hours, times } = reason.data;
      return t(locale, `duty.quality.${reason.kind}`, { lost, hours, first: at(times[0]!.from) });
    }
    case 'imbalance': {
      const { most, least } = reason.data;
      return t(locale, 'duty.quality.imbalance', {
        lost,
        most: directory.nameOf(most.personId),
        mostPoints: Math.round(most.points),
        least: directory.nameOf(least.personId),
        leastPoints: Math.round(least.points),
      });
    }
    case 'rest': {
      const { turns, first } = reason.data;
      return t(locale, 'duty.quality.rest', {
        lost,
        turns,
        name: directory.nameOf(first.personId),
        first: at(first.at),
      });
    }
    case 'calendarEnds':
      return t(locale, 'duty.quality.calendarEnds', { date: formatDay(reason.data.date, locale) });
  }
}
