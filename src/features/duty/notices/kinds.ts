import type { Reader, World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { type MessageArgs, t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { type Button, text } from '../../../ui/card.ts';
import {
  type Described,
  expect,
  type NewOccurrence,
  type Occurrence,
  type OccurrenceKind,
} from '../../occurrences/index.ts';
import { begin } from '../checks/beginning.ts';
import { handOver } from '../handovers/beginning.ts';
import { roleName } from '../role-name.ts';
import type { Shift } from '../shift.ts';
import { type Notice, noticeAt, noticeKinds } from './expected.ts';
import { beginsTurn, confirms, type DutyTurn, handsOver, outgoing } from './turn.ts';
import { dutyTurnsOf, shiftIdOf } from './turn-store.ts';
import { awaitWord } from './unconfirmed.ts';

/** What is the same of all notices: the turns that they are about, of which some are left out. Two queries. */
const kindOf = (
  notice: Notice,
  {
    counts = () => true,
    ...rest
  }: Partial<OccurrenceKind<DutyTurn>> & {
    /** Is it still so? */
    counts?: (about: DutyTurn, occurrence: Occurrence, world: World) => boolean;
  },
): OccurrenceKind<DutyTurn> => ({
  kind: noticeKinds[notice],
  whenLate: 'tell',
  graceMinutes: 15,
  canWait: true,
  small: true,
  answers: [],
  async load(world, occurrences) {
    const turns = await dutyTurnsOf(
      world,
      occurrences.map(({ subject }) => shiftIdOf(subject)),
    );
    return new Map(
      occurrences.flatMap((one): [string, DutyTurn][] => {
        const about = turns.get(shiftIdOf(one.subject));
        return about && counts(about, one, world) ? [[one.id, about]] : [];
      }),
    );
  },
  describe: ({ state, reader, world }) => ({ line: line(`duty.notice.${notice}`, state, reader, world) }),
  ...rest,
});

type NoticeKey = Extract<Parameters<typeof t>[1], `duty.notice.${string}`>;

/** Names and times of a turn, as the sentences about it take them. */
function argsOf({ roster, turn }: DutyTurn, reader: Reader, { directory }: World): MessageArgs {
  const { shift, before, next } = turn;
  const nameOf = (one: Shift | undefined) => (one?.personId ? directory.nameOf(one.personId) : '');
  return {
    roster: roster.name[reader.locale],
    as: shift.role === 'primary' ? 'duty' : 'role',
    role: roleName(roster, shift.role, reader.locale),
    name: nameOf(shift),
    before: nameOf(before),
    next: nameOf(next),
    from: formatDateTime(shift.startsAt, reader),
    until: formatDateTime(turn.endsAt, reader),
    nextFrom: next ? formatDateTime(next.startsAt, reader) : '',
    confirmed: shift.confirmedAt ? formatDateTime(shift.confirmedAt, reader) : '',
    by: shift.confirmedById ? directory.nameOf(shift.confirmedById) : '',
  };
}

const line = (key: NoticeKey, about: DutyTurn, reader: Reader, world: World): string =>
  t(reader.locale, key, argsOf(about, reader, world));

const notBegun = ({ turn: { shift } }: DutyTurn, toldAt: Date | null, now: Date) =>
  toldAt !== null || shift.startsAt > now;

/** Is it to be told to this person because the shift is theirs and their turn begins with it? */
const theirTurn = ({ turn }: DutyTurn, { personId }: Occurrence) =>
  turn.shift.personId === personId && beginsTurn(turn);

const isHere = ({ directory }: World, personId: string | null | undefined): personId is string =>
  typeof personId === 'string' && (directory.find(personId)?.active ?? false);

const ahead = kindOf('ahead', {
  graceMinutes: 60,
  // Once it has begun, there is the notice of its beginning.
  counts: (about, one, { clock }) => theirTurn(about, one) && notBegun(about, one.toldAt, clock.now()),
  /** Whoever goes then, and whoever comes after, hear of it as well. */
  told(world, _, { roster, turn }) {
    const at = world.clock.now();
    const { shift, before, next } = turn;
    const going = outgoing(turn);
    const isThere = before !== undefined && before.startsAt <= at && before.endsAt > at;
    const also: NewOccurrence[] = [];
    if (isThere && isHere(world, going))
      also.push(noticeAt(roster, shift, 'ending', { to: { personId: going }, at }));
    if (isHere(world, next?.personId))
      also.push(noticeAt(roster, shift, 'next', { to: { personId: next.personId }, at }));
    return expect(world, also);
  },
});

const start = kindOf('start', {
  canWait: false,
  small: false,
  counts: theirTurn,
  describe: ({ state, reader, world }) => describeStart(state, reader, world),
  told: startTold,
});

const confirmButton = (reader: Reader, { id }: Shift, label: 'duty.confirm' | 'duty.confirmFor'): Button => ({
  label: t(reader.locale, label),
  action: 'duty.confirm',
  value: id,
  style: 'primary',
});

function describeStart(about: DutyTurn, reader: Reader, world: World): Described {
  const { roster, turn } = about;
  const { shift } = turn;
  const now = world.clock.now();
  const say = (key: NoticeKey) => line(key, about, reader, world);
  if (turn.endsAt <= now && shift.confirmedAt === null) return { line: say('duty.notice.startMissed') };
  const to = say(turn.next?.personId == null ? 'duty.notice.start' : 'duty.notice.startNext');
  if (!confirms(roster, shift)) return { line: to };
  if (shift.confirmedAt !== null)
    return { line: to, blocks: [text(to), text(say('duty.notice.confirmed'), 'subtle')] };
  const minutes = roster.notices.confirmMinutes!;
  const please = t(reader.locale, 'duty.notice.pleaseConfirm', { minutes });
  return {
    line: to,
    blocks: [text(to), text(please)],
    buttons: [confirmButton(reader, shift, 'duty.confirm')],
  };
}

/** A turn has begun: word is awaited, the one before hands over, and the checklist is there. One query. */
async function startTold(world: World, _: Occurrence, about: DutyTurn): Promise<Outcome> {
  const { roster, turn } = about;
  const at = world.clock.now();
  if (turn.endsAt <= at) return nothing;
  const going = outgoing(turn);
  const handedOver = handsOver(roster, turn.shift) && isHere(world, going);
  const over = isHere(world, going)
    ? [noticeAt(roster, turn.shift, 'over', { to: { personId: going }, at })]
    : [];
  return [
    awaitWord(roster, turn.shift, at),
    handedOver ? handOver(world, roster, turn) : expect(world, over),
    begin(roster, turn.shift),
  ].reduce(merge);
}

const gap = kindOf('gap', {
  graceMinutes: 60,
  counts: ({ turn }) =>
    turn.shift.personId === null &&
    (turn.before?.personId !== null || turn.before.endsAt < turn.shift.startsAt),
});

const stillNext = (about: DutyTurn, { personId, toldAt }: Occurrence, { clock }: World) =>
  about.turn.next?.personId === personId && notBegun(about, toldAt, clock.now());

const next = kindOf('next', { graceMinutes: 60, counts: stillNext });

const ending = kindOf('ending', {
  graceMinutes: 60,
  counts: (about, { personId, toldAt }, { clock }) =>
    outgoing(about.turn) === personId && notBegun(about, toldAt, clock.now()),
});

const over = kindOf('over', { counts: ({ turn }, { personId }) => outgoing(turn) === personId });

/** While nobody has said that they are there. */
function describeSilence(
  notice: 'standIn' | 'unanswered',
  buttons: (about: DutyTurn, reader: Reader) => Button[],
) {
  return ({ state, reader, world }: { state: DutyTurn; reader: Reader; world: World }): Described => {
    const said = line(`duty.notice.${notice}`, state, reader, world);
    if (state.turn.shift.confirmedAt === null) return { line: said, buttons: buttons(state, reader) };
    const by = line('duty.notice.confirmed', state, reader, world);
    return { line: said, blocks: [text(said), text(by, 'subtle')] };
  };
}

const standIn = kindOf('standIn', {
  canWait: false,
  small: false,
  describe: describeSilence('standIn', ({ turn: { shift } }, reader) => [
    { label: t(reader.locale, 'duty.stepIn'), action: 'duty.stepIn', value: shift.id, style: 'primary' },
    { ...confirmButton(reader, shift, 'duty.confirmFor'), style: undefined },
  ]),
});

const unanswered = kindOf('unanswered', {
  canWait: false,
  small: false,
  describe: describeSilence('unanswered', ({ turn: { shift } }, reader) => [
    confirmButton(reader, shift, 'duty.confirmFor'),
  ]),
});

const replaced = kindOf('replaced', {});

/** What people are told of their shifts. */
export const noticeKindsTold: readonly OccurrenceKind<DutyTurn>[] = [
  ahead,
  start,
  gap,
  next,
  ending,
  over,
  standIn,
  unanswered,
  replaced,
];
