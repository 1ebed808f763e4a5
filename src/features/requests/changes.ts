import type { Json } from '../../core/json.ts';
import type { Say } from '../../delivery/outbox.ts';
import type { Context, World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import type { HistoryEntry } from '../../history/history.ts';
import type { Step } from '../approvals/index.ts';
import { titleOf } from './catalogue.ts';
import type { Change, RequestState } from './rules.ts';
import { updateRequest } from './store.ts';

/** Who did what, for the history. `at` is when. */
export interface Deed {
  kind: string;
  actorId: string | null;
  at: Date;
  data?: { [key: string]: Json };
}

export function entryOf(subject: string, version: number, deed: Deed): HistoryEntry {
  const { kind, actorId, at, data = {} } = deed;
  return { subject, version, kind, actorId, platform: null, at, data };
}

/** A request's next version: the change, its entry in the history, and every card drawn again. */
export function change(request: RequestState, changed: Change, deed: Deed): Outcome {
  const version = request.version + 1;
  return {
    writes: updateRequest(request, changed, version, deed.at),
    history: [entryOf(request.subject, version, deed)],
  };
}

/** Tells one person one sentence about a request, in private. Answers below it belong to the request. */
export function tell(
  world: World,
  request: RequestState,
  personId: string,
  key: string,
  args: { by?: string; words?: string } = {},
): Say {
  const locale = world.directory.find(personId)?.locale ?? world.office.organisation.locale;
  return {
    to: { kind: 'person', personId },
    view: 'requests.notice',
    subject: request.subject,
    args: { key, title: titleOf(world, request, locale), ...args },
  };
}

/** Tells the team one sentence, in the request's thread. */
export function tellTeam(world: World, request: RequestState, key: string, args: { by: string }): Say {
  const title = titleOf(world, request, world.office.organisation.locale);
  return {
    to: { kind: 'team', teamId: request.teamId },
    below: request.subject,
    view: 'requests.notice',
    subject: request.subject,
    args: { key, title, ...args },
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
    { ...card, to: { kind: 'team', teamId: request.teamId }, args: { audience: 'team' } },
    { ...card, to: { kind: 'person', personId: request.requesterId }, args: { audience: 'requester' } },
  ];
}

/** Asks for a decision: in the thread, and each approver in person. */
export function askForApproval(request: RequestState, step: Step, version: number): Say[] {
  const card = {
    view: 'approvals.card',
    subject: request.subject,
    live: 'copy',
    version,
    args: { stepId: step.id },
  } as const;
  return [
    // Below the request itself what it says need not be said again.
    {
      ...card,
      args: { stepId: step.id, brief: 'yes' },
      to: { kind: 'team', teamId: request.teamId },
      below: request.subject,
    },
    ...step.approverIds.map((personId): Say => ({ ...card, to: { kind: 'person', personId } })),
  ];
}

export type SaidKind = 'commented' | 'asked' | 'answered';

/**
 * Takes what somebody said about a request to everyone who should hear it: into its threads in the team's
 * channels, to who filed it, to who does it, and to the approvers who are waiting for an answer.
 * @param heardBelow the main card below which it was said, so that it is not repeated there.
 */
export function spread(
  ctx: Context,
  request: RequestState,
  kind: SaidKind,
  words: string,
  heardBelow: { mainCardId: string; echoed: boolean } | undefined,
): Outcome {
  const { person } = ctx;
  const spoken = {
    view: 'requests.said',
    subject: request.subject,
    args: { kind, by: person.name, words, number: String(request.number), requestId: request.id },
  };
  const inPerson = (personId: string): Say => ({
    ...spoken,
    to: { kind: 'person', personId },
    args: { ...spoken.args, reply: 'yes' },
  });
  const listeners = new Set<string>();
  if (kind !== 'answered') listeners.add(request.requesterId);
  if (request.assigneeId) listeners.add(request.assigneeId);
  if (kind === 'answered')
    for (const step of request.steps)
      if (step.state === 'open') for (const id of step.approverIds) listeners.add(id);
  listeners.delete(person.id);
  const except = heardBelow?.echoed ? { except: heardBelow.mainCardId } : {};
  const say: Say[] = [
    { ...spoken, ...except, to: { kind: 'team', teamId: request.teamId }, below: request.subject },
    ...[...listeners].map(inPerson),
  ];
  // Where a platform does not show people their own words, they are shown where they were said.
  if (heardBelow && !heardBelow.echoed && ctx.event.personal)
    say.push({ ...spoken, to: ctx.inPrivate, inThreadOf: heardBelow.mainCardId });
  const deed: Deed = { kind, actorId: person.id, at: ctx.now, data: { text: words } };
  return { ...change(request, {}, deed), say };
}
