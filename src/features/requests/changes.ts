import type { Json } from '../../core/json.ts';
import type { Say } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { HistoryEntry } from '../../history/history.ts';
import { nudgesOver } from '../approvals/index.ts';
import type { Change } from './intents.ts';
import type { ParentRequest, RequestState, Stage } from './request.ts';
import { responsibleFor } from './roles.ts';
import { isOver } from './stages.ts';
import { insertRequest, subjectOf, updateRequest } from './store.ts';
import { clockAfter } from './targets/clock.ts';

/** Who did what, for the history. `at` is when. */
export interface Deed {
  kind: string;
  actorId: string | null;
  at: Date;
  data?: { [key: string]: Json };
}

function entryOf(subject: string, version: number, deed: Deed): HistoryEntry {
  const { kind, actorId, at, data = {} } = deed;
  return { subject, version, kind, actorId, platform: null, at, data };
}

/**
 * A request's next version: the change, its entry in the history, its clocks, and every card drawn again. Where it is
 * a part of another request and comes to another stage or into other hands, that one is drawn again too, and whoever
 * does that is told when the last part is over.
 */
export function change(world: World, request: RequestState, changed: Change, deed: Deed): Outcome {
  const version = request.version + 1;
  const clock = clockAfter(world, request, { ...request, ...changed }, deed.at);
  const stage = changed.stage ?? request.stage;
  const { timezone } = world.office.organisation;
  // By these the history tells when the clocks ran, and who stopped them.
  const data = stage === request.stage ? {} : { data: { ...deed.data, nextStage: stage } };
  const own: Outcome = {
    writes: [...updateRequest(request, { ...changed, ...clock.columns }, version, deed.at), ...clock.writes],
    history: [entryOf(request.subject, version, { ...deed, ...data })],
    timers: [
      ...clock.timers,
      ...(changed.steps ? nudgesOver(request.subject, request.steps, { at: deed.at, timezone }) : []),
    ],
  };
  // What the whole shows of its part.
  const { assigneeId = request.assigneeId, teamId = request.teamId } = changed;
  const seen = stage !== request.stage || assigneeId !== request.assigneeId || teamId !== request.teamId;
  return seen && request.parent ? merge(own, tellParent(world, request, request.parent, stage, deed)) : own;
}

/** A new request, the beginning of its history, and its clocks. The whole that it is a part of is drawn again. */
export function fileNew(world: World, request: RequestState, deed: Deed): Outcome {
  const clock = clockAfter(world, undefined, request, deed.at);
  const own: Outcome = {
    writes: [...insertRequest({ ...request, ...clock.columns }), ...clock.writes],
    history: [entryOf(request.subject, 1, { ...deed, data: { ...deed.data, nextStage: request.stage } })],
    timers: clock.timers,
  };
  return request.parent ? merge(own, tellParent(world, request, request.parent, request.stage, deed)) : own;
}

function tellParent(
  world: World,
  part: RequestState,
  whole: ParentRequest,
  stage: Stage,
  deed: Deed,
): Outcome {
  const subject = subjectOf(whole.id);
  const version = whole.version + 1;
  const last = isOver(stage) && !isOver(part.stage) && whole.openSiblings === 0 && !isOver(whole.stage);
  const responsible = responsibleFor(whole, world);
  const title = `#${whole.number}`;
  const told: Say = {
    to: responsible,
    ...(responsible.kind === 'team' ? { below: subject } : {}),
    view: 'requests.notice',
    subject,
    args: { key: 'partsOver', title },
  };
  return {
    writes: [
      { kind: 'update', table: 'Request', rows: [{ id: whole.id, version }] },
      { kind: 'redraw', subject, version },
    ],
    history: [
      entryOf(subject, version, {
        kind: 'partMoved',
        actorId: deed.actorId,
        at: deed.at,
        data: { number: part.number, stage },
      }),
    ],
    say: last ? [told] : [],
  };
}

/** The cards that a new request is seen by: in its team's channels, and by who filed it. */
export function mainCards(request: RequestState): Say[] {
  const card = {
    view: 'requests.card',
    subject: request.subject,
    live: 'main',
    version: request.version,
  } as const;
  return [
    {
      ...card,
      to: { kind: 'team', teamId: request.teamId },
      args: { audience: 'team', teamId: request.teamId },
    },
    { ...card, to: { kind: 'person', personId: request.requesterId }, args: { audience: 'requester' } },
  ];
}
