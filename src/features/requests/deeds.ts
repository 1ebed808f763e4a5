import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { plannedCost } from '../budgets/index.ts';
import { change, type Deed } from './changes.ts';
import { consequences } from './consequences.ts';
import { endParts } from './ending-parts.ts';
import { type Found, findRequest, notFound } from './find.ts';
import type { Change, Intent, Refusal, Verb } from './intents.ts';
import { ratingText } from './rating.ts';
import type { RequestState } from './request.ts';
import { decide } from './rules.ts';

/**
 * Does what somebody wants of a request, and tells those who should know; or tells them why not. One query, and one
 * for each level of open parts that end with it.
 */
export async function perform(ctx: Context, id: string, intent: Intent): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  return found === undefined ? notFound(ctx) : performOn(ctx, found, intent);
}

/** The same with a request that has been found already. */
export async function performOn(ctx: Context, found: Found, intent: Intent): Promise<Outcome> {
  const { request } = found;
  const changed = decideFor(ctx, found, intent);
  if ('refused' in changed) return refusal(ctx.t(changed.refused, changed.args));
  // Taken over from nobody is taken.
  const verb = intent.verb === 'takeOver' && request.assigneeId === null ? 'take' : intent.verb;
  const deed = {
    kind: deedOf[verb],
    actorId: ctx.person.id,
    at: ctx.now,
    data: dataOf(ctx, request, intent, changed),
  };
  const outcome = merge(change(ctx, request, changed, deed), consequences(ctx, request, intent, changed));
  const reason = intent.verb === 'cancel' ? intent.reason : undefined;
  return {
    ...merge(outcome, await endParts(ctx, request, changed, { actorId: ctx.person.id, at: ctx.now, reason })),
    answer: { kind: 'notice', text: ctx.t(`requests.did.${intent.verb}`, { number: request.number }) },
  };
}

/** What would change if this person wanted this now, or why it would not. */
export function decideFor(ctx: Context, { request, roles }: Found, intent: Intent): Change | Refusal {
  return decide(request, intent, { id: ctx.person.id, roles, at: ctx.now }, ctx.directory);
}

const deedOf: Record<Verb, string> = {
  take: 'taken',
  takeOver: 'takenOver',
  assign: 'assigned',
  release: 'released',
  begin: 'started',
  askRequester: 'askedRequester',
  hold: 'held',
  resume: 'resumed',
  handOver: 'offered',
  accept: 'accepted',
  decline: 'declined',
  check: 'checked',
  finish: 'done',
  confirm: 'confirmed',
  reopen: 'reopened',
  withdraw: 'withdrawn',
  cancel: 'cancelled',
  edit: 'edited',
  correct: 'corrected',
  watch: 'watched',
  unwatch: 'unwatched',
  addWatcher: 'watcherAdded',
  comment: 'commented',
  note: 'noted',
};

/** What an auditor would ask for besides who and when. `internal`: for the team alone. */
function dataOf(
  { office }: Context,
  request: RequestState,
  intent: Intent,
  changed: Change,
): NonNullable<Deed['data']> {
  switch (intent.verb) {
    case 'takeOver':
      return request.assigneeId ? { personId: request.assigneeId } : {};
    case 'assign':
    case 'addWatcher':
      return { personId: intent.personId };
    case 'askRequester':
      return { text: intent.question };
    case 'hold':
      return { text: intent.reason, until: intent.until.toISOString() };
    case 'handOver':
      return { teamId: intent.teamId, text: intent.reason };
    case 'accept':
      return { teamId: request.teamId };
    case 'decline':
      return { teamId: request.teamId, text: intent.reason };
    case 'check': {
      const { checklist = [] } = changed;
      const turned = (done: boolean) =>
        checklist.flatMap(({ doneById }, at) =>
          (doneById !== null) === done && (request.checklist[at]?.doneById !== null) !== done ? [at] : [],
        );
      return { ticked: turned(true), unticked: turned(false) };
    }
    case 'finish':
      return {
        text: intent.note,
        ...(intent.actualCost === null
          ? {}
          : { cost: intent.actualCost, planned: plannedCost(office, request) }),
      };
    case 'confirm': {
      const text = ratingText(changed);
      return text ? { text } : {};
    }
    case 'reopen':
    case 'cancel':
      return { text: intent.reason };
    case 'edit':
    case 'correct': {
      const ids = new Set([...Object.keys(request.fields), ...Object.keys(intent.fields)]);
      const differ = [...ids].filter(
        (id) => JSON.stringify(request.fields[id] ?? null) !== JSON.stringify(intent.fields[id] ?? null),
      );
      return {
        changes: differ.map((field) => ({
          field,
          from: request.fields[field] ?? null,
          to: intent.fields[field] ?? null,
        })),
      };
    }
    case 'note':
      return { text: intent.words, internal: true };
    default:
      return {};
  }
}
