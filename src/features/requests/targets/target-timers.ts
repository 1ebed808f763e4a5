import type { Say } from '../../../delivery/outbox.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { expect } from '../../occurrences/index.ts';
import { change } from '../changes.ts';
import { categoryOf } from '../filing/catalogue.ts';
import type { Change } from '../intents.ts';
import type { RequestState } from '../request.ts';
import { type Responsible, responsibleFor } from '../roles.ts';
import { idOf, loadRequest } from '../store.ts';
import { timerKindOf } from './clock.ts';
import { sentenceArgs, sentenceKeys, targetOccurrence } from './target-occurrences.ts';
import { type ClockName, clockNames, type Moment, runs, targetOf, toldAt } from './targets.ts';

/**
 * What the clocks of a request bring: a warning, that a target was missed, and who is told after that. Each looks at
 * how things are now: a timer that a change came before says nothing.
 */
export const targetTimers: NonNullable<Feature['timers']> = Object.fromEntries(
  clockNames.map((name) => [timerKindOf(name), (world: World, timer: Timer) => onTime(world, timer, name)]),
);

/** What the history calls each. */
const historyKinds = {
  respond: { warning: 'respondWarned', missed: 'respondMissed', level: 'respondEscalated' },
  resolve: { warning: 'resolveWarned', missed: 'resolveMissed', level: 'resolveEscalated' },
} as const satisfies Record<ClockName, Record<Moment['what'], string>>;

async function onTime(world: World, timer: Timer, name: ClockName): Promise<Outcome> {
  const request = await loadRequest(world.database, idOf(timer.subject));
  const by = request?.[`${name}By`];
  if (!request || !by || !runs(name, request)) return nothing;
  const at = world.clock.now();
  const what = timer.args.what as Moment['what'];
  const kind = historyKinds[name][what];
  const tell = (to: Responsible): Outcome =>
    to.kind === 'person'
      ? expect(world, [targetOccurrence(world, request, to.personId, { name, what, by, at: timer.dueAt })])
      : { say: [teamNotice(world, request, to.teamId, sentenceKeys[name][what], by)] };
  const done = (changed: Change, told: Outcome[], data: { text?: string } = {}) =>
    told.reduce(merge, change(world, request, changed, { kind, actorId: null, at, data }));
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

/** One sentence about a clock, to a team below the request. */
function teamNotice(world: World, request: RequestState, teamId: string, key: string, by: Date): Say {
  const { locale } = world.office.organisation;
  const { timezone } = scheduleOf(world.office, teamId);
  return {
    to: { kind: 'team', teamId },
    below: request.subject,
    view: 'requests.notice',
    subject: request.subject,
    args: { key, ...sentenceArgs(world, request, by, { locale, timezone }) },
  };
}
