import { scheduleOf } from '../../../directory/schedules.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { dueAt } from '../../../time/due.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { NewOccurrence, Occurrence, OccurrenceKind } from '../../occurrences/index.ts';
import { titleOf } from '../filing/catalogue.ts';
import type { RequestState } from '../request.ts';
import { maySee, responsibleFor, rolesOf } from '../roles.ts';
import { idOf, loadRequests } from '../store.ts';
import { type ClockName, type Moment, runs } from './targets.ts';

/** What is said about a clock: the message keys are `requests.notice.<key>`. */
export const sentenceKeys = {
  respond: { warning: 'respondWarning', missed: 'respondMissed', level: 'respondEscalated' },
  resolve: { warning: 'resolveWarning', missed: 'resolveMissed', level: 'resolveEscalated' },
} as const satisfies Record<ClockName, Record<Moment['what'], string>>;

/** What a sentence about a clock is made of, in the reader's language and zone. */
export function sentenceArgs(world: World, request: RequestState, by: Date, reader: Reader) {
  const responsible = responsibleFor(request, world);
  return {
    title: titleOf(world, request, reader.locale),
    by:
      responsible.kind === 'person'
        ? world.directory.nameOf(responsible.personId)
        : world.directory.team(responsible.teamId).name[reader.locale],
    due: formatDateTime(by, reader),
  };
}

/** Which clock it is about, what it has come to, and when its time is up. */
type TargetArgs = { name: ClockName; what: Moment['what']; by: string };

const kind = 'requests.target';

/** What a clock brings to a person: it falls due for them, and can wait until they are to be disturbed. */
export function targetOccurrence(
  { office }: Pick<World, 'office'>,
  request: RequestState,
  personId: string,
  { at, by, ...what }: { name: ClockName; what: Moment['what']; by: Date; at: Date },
): NewOccurrence {
  const args = { ...what, by: by.toISOString() };
  const due = dueAt(at, scheduleOf(office, request.teamId).timezone);
  return { kind, subject: request.subject, to: { personId }, args, ...due };
}

/** Whether this is still so, and theirs. */
function holds(world: World, { args, personId, state }: Occurrence, request: RequestState): boolean {
  const { name, what, by } = args as unknown as TargetArgs;
  if (state === 'done') return true;
  if (!runs(name, request) || request[`${name}By`]?.toISOString() !== by) return false;
  if (what === 'level') return true;
  const responsible = responsibleFor(request, world);
  const theirs = responsible.kind === 'person' && responsible.personId === personId;
  // After that the time is up, and that is told by itself.
  return theirs && (what === 'missed' || world.clock.now() < new Date(by));
}

/**
 * Warnings of a target, to persons. There is no "done" besides doing it; and a request is given to others by assigning
 * it, which asks who may see it.
 */
export const requestOccurrences: OccurrenceKind<RequestState>[] = [
  {
    kind,
    whenLate: 'tell',
    graceMinutes: 15,
    canWait: true,
    small: true,
    answers: ['snooze'],
    /** One query. */
    async load(world, occurrences) {
      const ids = [...new Set(occurrences.map(({ subject }) => idOf(subject)))];
      const requests = await loadRequests(world.database, ids);
      return new Map(
        occurrences.flatMap((one) => {
          const request = requests.get(idOf(one.subject));
          return request && holds(world, one, request) ? [[one.id, request] as const] : [];
        }),
      );
    },
    describe({ occurrence, state: request, reader, world }) {
      const { name, what, by } = occurrence.args as unknown as TargetArgs;
      const args = sentenceArgs(world, request, new Date(by), reader);
      const seen = reader.id !== undefined && maySee(rolesOf(request, reader.id, world.directory));
      const show = {
        label: t(reader.locale, 'requests.button.show'),
        action: 'requests.show',
        value: request.id,
      };
      return {
        line: t(reader.locale, `requests.notice.${sentenceKeys[name][what]}`, args),
        buttons: seen ? [show] : [],
      };
    },
  },
];
