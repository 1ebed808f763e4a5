import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { daysLater } from '../../time/due.ts';
import { change, type Deed, tell, tellTeam } from './changes.ts';
import { type Found, findRequest, notFound } from './find.ts';
import { ratingAxes } from './request.ts';
import { type Change, decide, type Intent, type Refusal, type RequestState } from './rules.ts';

/** After so many days without an answer, who filed a request is asked once more whether it is done. */
const remindAfterDays = 2;
/** After so many days without an answer, a request that is done is closed, without a rating. */
const closeAfterDays = 7;

/** Does what somebody wants of a request, and tells those who should know; or tells them why not. */
export async function perform(ctx: Context, id: string, intent: Intent): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const changed = decideFor(ctx, found, intent);
  if ('refused' in changed) return refusal(ctx.t(changed.refused, changed.args));
  const { request } = found;
  const { person, now } = ctx;
  // Taken over from nobody is taken.
  const verb = intent.verb === 'takeOver' && request.assigneeId === null ? 'take' : intent.verb;
  const deed = { kind: deedOf[verb], actorId: person.id, at: now, ...dataOf(request, intent) };
  const outcome = merge(change(request, changed, deed), consequences(ctx, request, intent));
  return {
    ...outcome,
    answer: { kind: 'notice', text: ctx.t(`requests.did.${intent.verb}`, { number: request.number }) },
  };
}

/** What would change if this person wanted this now, or why it would not. */
export function decideFor(ctx: Context, { request, roles }: Found, intent: Intent): Change | Refusal {
  const actor = { id: ctx.person.id, roles, at: ctx.now };
  return decide(request, intent, actor, (id) => ctx.directory.nameOf(id));
}

const deedOf: Record<Intent['verb'], string> = {
  take: 'taken',
  takeOver: 'takenOver',
  release: 'released',
  finish: 'done',
  confirm: 'confirmed',
  reopen: 'reopened',
  withdraw: 'withdrawn',
  cancel: 'cancelled',
};

function dataOf(request: RequestState, intent: Intent): Pick<Deed, 'data'> {
  switch (intent.verb) {
    case 'takeOver':
      return request.assigneeId ? { data: { personId: request.assigneeId } } : {};
    case 'finish':
      return { data: { text: intent.note } };
    case 'confirm': {
      const text = ratingText(request, intent);
      return text ? { data: { text } } : {};
    }
    case 'reopen':
    case 'cancel':
      return { data: { text: intent.reason } };
    default:
      return {};
  }
}

/** The rating in a few words; without the figure where somebody confirms their own work, which nobody rates. */
function ratingText(request: RequestState, { ratings, comment }: Intent & { verb: 'confirm' }): string {
  const own = request.assigneeId === request.requesterId;
  const given = ratingAxes.flatMap((axis) => ratings[axis] ?? []).map((rating) => `${rating}/5`);
  return [...(own ? [] : given), comment].filter(Boolean).join(' · ');
}

/** Who is told what, and what falls due later. */
function consequences(ctx: Context, request: RequestState, intent: Intent): Outcome {
  const by = ctx.person.name;
  const toRequester = (key: string, words?: string) =>
    request.requesterId === ctx.person.id
      ? []
      : [tell(ctx, request, request.requesterId, key, { by, ...(words ? { words } : {}) })];
  const toAssignee = (key: string, words?: string) =>
    request.assigneeId === null || request.assigneeId === ctx.person.id
      ? []
      : [tell(ctx, request, request.assigneeId, key, { by, ...(words ? { words } : {}) })];
  const { subject } = request;
  const lapse = { writes: [{ kind: 'lapse' as const, subject }] };
  switch (intent.verb) {
    case 'take':
      return { say: toRequester('taken') };
    case 'takeOver':
      return { say: [...toRequester('taken'), ...toAssignee('takenOver')] };
    case 'release':
      return { say: [tellTeam(ctx, request, 'released', { by })] };
    case 'finish': {
      const { timezone } = ctx.directory.find(request.requesterId) ?? ctx.office.organisation;
      return {
        say: [
          {
            to: { kind: 'person', personId: request.requesterId },
            view: 'requests.finished',
            subject,
            live: 'copy',
            version: request.version + 1,
            args: { doneAt: ctx.now.toISOString() },
          },
        ],
        timers: [
          { kind: 'requests.remind', subject, ...daysLater(ctx.now, remindAfterDays, timezone) },
          { kind: 'requests.close', subject, ...daysLater(ctx.now, closeAfterDays, timezone) },
        ],
      };
    }
    case 'confirm':
      return {
        ...lapse,
        say: toAssignee('confirmed', ratingText(request, intent)),
      };
    case 'reopen':
      return { ...lapse, say: toAssignee('reopened', intent.reason) };
    case 'withdraw':
      return { ...lapse, say: toAssignee('withdrawn') };
    case 'cancel':
      return {
        ...lapse,
        say: [...toRequester('cancelled', intent.reason), ...toAssignee('cancelled', intent.reason)],
      };
  }
}
