import type { Say } from '../../../delivery/outbox.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { formatDateTime } from '../../../time/format.ts';
import { change } from '../changes.ts';
import { categoryOf, titleOf } from '../filing/catalogue.ts';
import type { Change } from '../intents.ts';
import type { RequestState } from '../request.ts';
import { type Responsible, responsibleFor } from '../roles.ts';
import { idOf, loadRequest } from '../store.ts';
import { timerKindOf } from './clock.ts';
import { type ClockName, clockNames, type Moment, runs, targetOf, toldAt } from './targets.ts';

/**
 * What the clocks of a request bring: a warning, that a target was missed, and who is told after that. Each looks at
 * how things are now: a timer that a change came before says nothing.
 */
export const targetTimers: NonNullable<Feature['timers']> = Object.fromEntries(
  clockNames.map((name) => [timerKindOf(name), (world: World, timer: Timer) => onTime(world, timer, name)]),
);

/** What the history calls each, and the sentence that is said (`requests.notice.*`). */
const words = {
  respond: {
    warning: { kind: 'respondWarned', key: 'respondWarning' },
    missed: { kind: 'respondMissed', key: 'respondMissed' },
    level: { kind: 'respondEscalated', key: 'respondEscalated' },
  },
  resolve: {
    warning: { kind: 'resolveWarned', key: 'resolveWarning' },
    missed: { kind: 'resolveMissed', key: 'resolveMissed' },
    level: { kind: 'resolveEscalated', key: 'resolveEscalated' },
  },
} as const satisfies Record<ClockName, Record<Moment['what'], { kind: string; key: string }>>;

async function onTime(world: World, timer: Timer, name: ClockName): Promise<Outcome> {
  const request = await loadRequest(world.database, idOf(timer.subject));
  const by = request?.[`${name}By`];
  if (!request || !by || !runs(name, request)) return nothing;
  const at = world.clock.now();
  const what = timer.args.what as Moment['what'];
  const { kind, key } = words[name][what];
  const tell = (to: Responsible) => notice(world, request, to, key, by);
  const done = (changed: Change, say: Say[], data: { text?: string } = {}) =>
    merge(change(world, request, changed, { kind, actorId: null, at, data }), { say });
  if (what === 'warning') return by > at ? done({}, [tell(responsibleFor(request, world))]) : nothing;
  if (by > at) return nothing;
  if (what === 'missed') {
    if (request[`${name}MissedAt`] !== null) return nothing;
    return done({ [`${name}MissedAt`]: by }, [tell(responsibleFor(request, world))]);
  }
  const target = targetOf(categoryOf(world, request), request, world.directory);
  const level = target?.escalate[Number(timer.args.level)];
  if (level === undefined) return nothing;
  const told = toldAt(level.to, request, world.directory);
  const text = told.map((id) => world.directory.nameOf(id)).join(', ');
  return done(
    {},
    told.map((personId) => tell({ kind: 'person', personId })),
    { text },
  );
}

/** One sentence about a clock: to a person in their language and zone, to a team below the request. */
function notice(world: World, request: RequestState, to: Responsible, key: string, by: Date): Say {
  const { organisation } = world.office;
  const reader = (to.kind === 'person' && world.directory.find(to.personId)) || organisation;
  const { timezone } = to.kind === 'person' ? reader : scheduleOf(world.office, to.teamId);
  const responsible = responsibleFor(request, world);
  const who =
    responsible.kind === 'person'
      ? world.directory.nameOf(responsible.personId)
      : world.directory.team(responsible.teamId).name[reader.locale];
  return {
    to,
    ...(to.kind === 'team' ? { below: request.subject } : {}),
    view: 'requests.notice',
    subject: request.subject,
    args: {
      key,
      title: titleOf(world, request, reader.locale),
      by: who,
      due: formatDateTime(by, { locale: reader.locale, timezone }),
    },
  };
}
