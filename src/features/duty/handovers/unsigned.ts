import type { Roster } from '../../../config/office-types.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { formatList } from '../../../i18n/list.ts';
import { t } from '../../../i18n/translate.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { formatDateTime } from '../../../time/format.ts';
import { expect, type OccurrenceKind } from '../../occurrences/index.ts';
import { rostersOf } from '../rosters.ts';
import { type Handover, idOf, sideOf, signedAt, unsignedBy } from './handover.ts';
import { handoversOf } from './handover-store.ts';

interface Unsigned {
  readonly handover: Handover;
  readonly roster: Roster;
}

async function load(world: World, subjects: readonly string[]): Promise<Unsigned[]> {
  const [handovers, rosters] = await Promise.all([
    handoversOf(world.database, subjects.map(idOf)),
    rostersOf(world),
  ]);
  return handovers.flatMap((handover) => {
    const roster = rosters.get(handover.rosterId)?.roster;
    return roster ? [{ handover, roster }] : [];
  });
}

/** Whoever has not signed is reminded once, and the lead is told. Two queries. */
export async function remindUnsigned(world: World, { subject }: Timer): Promise<Outcome> {
  const [found] = await load(world, [subject]);
  const missing = found === undefined ? [] : unsignedBy(found.handover);
  if (found === undefined || missing.length === 0) return nothing;
  const { handover, roster } = found;
  const { leadId } = world.directory.team(roster.team);
  const { fromPersonId, toPersonId } = handover;
  const told = new Set([fromPersonId, toPersonId, ...(leadId === undefined ? [] : [leadId])]);
  return expect(
    world,
    [...told]
      .filter((personId) => world.directory.find(personId)?.active)
      .map((personId) => ({
        ...{ id: `occ_${handover.id}_${personId}`, kind: 'duty.unsigned', subject, to: { personId } },
        ...dueAt(world.clock.now(), roster.timezone),
      })),
  );
}

/** That a handover is not signed by both. */
export const unsignedKind: OccurrenceKind<Unsigned> = {
  ...{ kind: 'duty.unsigned', whenLate: 'tell', graceMinutes: 60, canWait: true, small: true, answers: [] },
  async load(world, occurrences) {
    const found = await load(world, [...new Set(occurrences.map(({ subject }) => subject))]);
    const open = new Map(
      found.filter(({ handover }) => unsignedBy(handover).length > 0).map((one) => [one.handover.id, one]),
    );
    return new Map(
      occurrences.flatMap((one): [string, Unsigned][] => {
        const about = open.get(idOf(one.subject));
        return about ? [[one.id, about]] : [];
      }),
    );
  },
  describe({ state: { handover, roster }, reader, world }) {
    const { locale, id } = reader;
    const side = sideOf(handover, id);
    const mine = side !== undefined && signedAt(handover, side) === null;
    const names = formatList(
      unsignedBy(handover).map((one) => world.directory.nameOf(one)),
      locale,
    );
    const args = { roster: roster.name[locale], at: formatDateTime(handover.at, reader), names };
    const line = t(locale, mine ? 'duty.handover.signPlease' : 'duty.handover.unsigned', args);
    return {
      line,
      ...(mine
        ? {
            buttons: [{ label: t(locale, `duty.handover.${side}`), action: 'duty.sign', value: handover.id }],
          }
        : {}),
    };
  },
};
