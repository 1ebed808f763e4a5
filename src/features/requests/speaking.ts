import type { Say } from '../../delivery/outbox.ts';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { change, type Deed } from './changes.ts';
import type { Found } from './find.ts';
import type { Change } from './intents.ts';
import type { RequestState } from './request.ts';
import { responsibleFor } from './roles.ts';
import { decide } from './rules.ts';
import { hearersOf } from './telling.ts';
import { isThanks } from './thanks.ts';

/**
 * How something is said: by the team or an approver (`commented`), by the requester (`answered`; `woke`: what waited
 * for it goes on), as a question of an approver (`asked`) or of the team (`askedRequester`).
 */
export type SaidKind = 'commented' | 'answered' | 'woke' | 'asked' | 'askedRequester';

/** The main card below which something was said, so that it is not repeated there. */
export interface HeardBelow {
  mainCardId: string;
  echoed: boolean;
}

/**
 * Takes what somebody said about a request to everyone who should hear it: into its threads in the team's
 * channels, to the requester and those who hear what they hear, to who does it, and to the approvers who are waiting
 * for an answer.
 */
export function sayTo(
  ctx: Context,
  request: RequestState,
  kind: SaidKind,
  words: string,
  heardBelow?: HeardBelow,
): Say[] {
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
  const listeners = new Set(hearersOf(request, ctx));
  if (request.assigneeId && ctx.directory.find(request.assigneeId)?.active) listeners.add(request.assigneeId);
  if (kind === 'answered' || kind === 'woke')
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
  return say;
}

/** The same with its entry in the history. `changed` is what it means for the request. */
export function spread(
  ctx: Context,
  request: RequestState,
  kind: SaidKind,
  words: string,
  heardBelow?: HeardBelow,
  changed: Change = {},
): Outcome {
  const deed: Deed = { kind, actorId: ctx.person.id, at: ctx.now, data: { text: words } };
  return merge(change(ctx, request, changed, deed), { say: sayTo(ctx, request, kind, words, heardBelow) });
}

/** Somebody says something about a request: it is passed on, and may wake what waited for it. */
export function speak(
  ctx: Context,
  { request, roles }: Found,
  words: string,
  heardBelow?: HeardBelow,
): Outcome {
  const actor = { id: ctx.person.id, roles, at: ctx.now };
  const decided = decide(request, { verb: 'comment', words }, actor, ctx.directory);
  if ('refused' in decided) return refusal(ctx.t(decided.refused, decided.args));
  const woken = request.stage === 'waiting' && decided.stage !== undefined;
  const kind = woken ? 'woke' : roles.requester ? 'answered' : 'commented';
  const outcome = spread(ctx, request, kind, words, heardBelow, decided);
  const done = request.stage === 'done' || request.stage === 'closed';
  // Whether that means that it is not solved, only they can say.
  const offer = done && roles.requester && request.mergedIntoId === null && !isThanks(words);
  return offer
    ? merge(outcome, { say: [{ to: ctx.inPrivate, view: 'requests.offerReopen', subject: request.subject }] })
    : outcome;
}

/**
 * Somebody of the team notes something down for the team alone. It goes to no channel, where others read along, and
 * stands on no live card: whoever has the request is told in private, and the others find it in the history.
 */
export function noteDown(ctx: Context, { request, roles }: Found, words: string): Outcome {
  const { person } = ctx;
  const decided = decide(
    request,
    { verb: 'note', words },
    { id: person.id, roles, at: ctx.now },
    ctx.directory,
  );
  if ('refused' in decided) return refusal(ctx.t(decided.refused, decided.args));
  const responsible = responsibleFor(request, ctx);
  const to = responsible.kind === 'person' ? responsible.personId : ctx.directory.team(request.teamId).leadId;
  const deed: Deed = {
    kind: 'noted',
    actorId: person.id,
    at: ctx.now,
    data: { text: words, internal: true },
  };
  const args = {
    kind: 'note',
    by: person.name,
    words,
    number: String(request.number),
    requestId: request.id,
    reply: 'note',
  };
  const told = to !== undefined && to !== person.id && to !== request.requesterId;
  const say: Say[] = told
    ? [{ to: { kind: 'person', personId: to }, view: 'requests.said', subject: request.subject, args }]
    : [];
  return merge(change(ctx, request, decided, deed), { say });
}
