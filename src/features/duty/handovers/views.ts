import type { DutyCheckItem, Roster } from '../../../config/office-types.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type Button, text } from '../../../ui/card.ts';
import { type DutyCheck, missed } from '../checks/check.ts';
import { checksIn } from '../checks/check-store.ts';
import { found, showFiled } from '../checks/checklist-card.ts';
import type { DutyRequests, OpenRequest } from '../duty-requests.ts';
import { mainRole, roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import { type Handover, idOf, type Side, sideOf, signedAt, subjectOf, unsignedBy } from './handover.ts';
import { handoversOf } from './handover-store.ts';

interface Shown {
  readonly handover: Handover;
  readonly roster: Roster;
  /** What whoever goes has still to do for the team. */
  readonly requests: readonly OpenRequest[];
  readonly checks: readonly DutyCheck[];
  readonly unchecked: readonly DutyCheckItem[];
}

/** So many requests, notes and items are shown: a message has an end. */
const mostShown = 10;

/** The handovers of these subjects with what is handed over. Five queries. */
async function load(
  { openOf }: Pick<DutyRequests, 'openOf'>,
  world: World,
  subjects: string[],
): Promise<Map<string, Versioned<Shown>>> {
  const { database } = world;
  const [handovers, rosters] = await Promise.all([
    handoversOf(database, subjects.map(idOf)),
    rostersOf(world),
  ]);
  const known = handovers.flatMap((handover) => {
    const roster = rosters.get(handover.rosterId)?.roster;
    return roster ? [{ handover, roster }] : [];
  });
  const [requests, checks] = await Promise.all([
    openOf(
      world,
      known.map(({ handover, roster }) => ({ teamId: roster.team, personId: handover.fromPersonId })),
    ),
    checksIn(
      database,
      known.map(({ handover }) => ({ rosterId: handover.rosterId, slot: handover.fromSlot })),
    ),
  ]);
  return new Map(
    known.map(({ handover, roster }) => {
      const { rosterId, fromSlot, role, fromPersonId, version } = handover;
      const own = checks.filter((one) => one.rosterId === rosterId && one.slot === fromSlot);
      const checked = new Set(own.map(({ itemId }) => itemId));
      const state: Shown = {
        ...{ handover, roster, checks: own },
        requests: requests.get(`${roster.team} ${fromPersonId}`) ?? [],
        unchecked: role === mainRole(roster) ? missed(roster, checked) : [],
      };
      return [subjectOf(handover.id), { version, state }];
    }),
  );
}

function requestBlocks({ requests }: Shown, { id, locale }: Reader): Block[] {
  const visible = requests.filter((one) => id !== undefined && one.seenBy(id));
  if (visible.length === 0) return [text(t(locale, 'duty.handover.noRequests'), 'subtle')];
  const items = visible.slice(0, mostShown).map((request) => ({
    text: request.title[locale],
    button: { label: t(locale, 'duty.handover.show'), action: 'requests.show', value: request.id },
  }));
  const count = visible.length - items.length;
  return [
    text(t(locale, 'duty.handover.requests'), 'strong'),
    { kind: 'list', items },
    ...(count > 0 ? [text(t(locale, 'duty.handover.more', { count }), 'subtle')] : []),
  ];
}

function checkBlocks({ roster, checks, unchecked }: Shown, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const wrong = checks
    .filter(({ state }) => state === 'notInOrder')
    .flatMap((check) => {
      const item = roster.checklist.find(({ id }) => id === check.itemId);
      const show = check.requestId === null ? {} : { button: showFiled(check.requestId, locale) };
      return item ? [{ text: item.name[locale], detail: found(check, reader, world), ...show }] : [];
    });
  const left = unchecked.map(({ name }) => ({ text: name[locale] }));
  return [
    ...(left.length > 0
      ? [
          text(t(locale, 'duty.handover.unchecked'), 'strong'),
          { kind: 'list', items: left.slice(0, mostShown) } as const,
        ]
      : []),
    ...(wrong.length > 0
      ? [
          text(t(locale, 'duty.handover.wrong'), 'strong'),
          { kind: 'list', items: wrong.slice(0, mostShown) } as const,
        ]
      : []),
  ];
}

function signature({ handover }: Shown, side: Side, reader: Reader, { directory }: World): Block {
  const at = signedAt(handover, side);
  const name = directory.nameOf(side === 'given' ? handover.fromPersonId : handover.toPersonId);
  const key =
    at === null ? (`duty.handover.${side}.open` as const) : (`duty.handover.${side}.signed` as const);
  return text(t(reader.locale, key, { name, at: at === null ? '' : formatDateTime(at, reader) }));
}

function buttons({ handover, roster, requests }: Shown, reader: Reader, { directory }: World): Button[] {
  const { id, locale } = reader;
  const side = sideOf(handover, id);
  if (side === undefined || id === undefined) return [];
  const value = handover.id;
  const sign: Button = {
    ...{ label: t(locale, `duty.handover.${side}`), action: 'duty.sign', value, style: 'primary' },
  };
  const note = {
    label: t(locale, 'duty.handover.note'),
    action: 'duty.handoverNote',
    value,
    opensForm: true,
  };
  const name = directory.nameOf(handover.toPersonId);
  const { memberIds, leadId } = directory.team(roster.team);
  const canTake = leadId === handover.toPersonId || memberIds.includes(handover.toPersonId);
  const move = { label: t(locale, 'duty.handover.move', { name }), action: 'duty.handRequests', value };
  return [
    ...(signedAt(handover, side) === null ? [sign] : []),
    note,
    ...(side === 'given' && canTake && requests.some((one) => one.seenBy(id)) ? [move] : []),
  ];
}

/** What is handed over, for one of both. */
export const handoverView = (requests: Pick<DutyRequests, 'openOf'>): View<Shown> => ({
  load: (world, subjects) => load(requests, world, subjects),
  draw({ state, reader, world }) {
    const { locale } = reader;
    const { handover, roster } = state;
    const { directory } = world;
    const title = t(locale, 'duty.handover.title', { roster: roster.name[locale] });
    const line = t(locale, 'duty.handover.line', {
      from: directory.nameOf(handover.fromPersonId),
      to: directory.nameOf(handover.toPersonId),
      role: roleName(roster, handover.role, locale),
      at: formatDateTime(handover.at, reader),
    });
    const signed = unsignedBy(handover).length === 0;
    return {
      title,
      summary: line,
      tone: signed ? 'good' : state.unchecked.length > 0 ? 'warning' : 'neutral',
      blocks: [
        text(line),
        ...requestBlocks(state, reader),
        ...checkBlocks(state, reader, world),
        ...handover.notes.slice(-mostShown).map(({ byId, text: said }) => ({
          kind: 'quote' as const,
          text: said,
          by: directory.nameOf(byId),
        })),
        signature(state, 'given', reader, world),
        signature(state, 'taken', reader, world),
        actions(...buttons(state, reader, world)),
      ],
    };
  },
});
