import type { Say } from '../../delivery/outbox.ts';
import type { Context } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { daysLater, dueAt } from '../../time/due.ts';
import { releaseWrites } from '../budgets/index.ts';
import { mainCards } from './changes.ts';
import type { Change, Intent } from './intents.ts';
import { offer, offerTimer } from './offers.ts';
import { ratingText } from './rating.ts';
import type { RequestState } from './request.ts';
import { sayTo } from './speaking.ts';
import {
  copyFor,
  hearersOf,
  type NoticeArgs,
  tell,
  tellRequester,
  tellResponsible,
  tellTeam,
} from './telling.ts';

/** After so many days without an answer, who filed a request is asked once more whether it is done. */
const remindAfterDays = 2;
/** After so many days without an answer, a request that is done is closed, without a rating. */
const closeAfterDays = 7;

/** Who is told what, and what falls due later. `changed` is what the intent has changed. */
export function consequences(ctx: Context, request: RequestState, intent: Intent, changed: Change): Outcome {
  const after = { ...request, ...changed };
  const told = { say: tellings(ctx, request, after, intent) };
  const { subject } = request;
  const wakes = request.stage === 'onHold' && after.stage !== 'onHold';
  const lapses = { kind: 'lapse', subject, timerKind: 'requests.holdOver' } as const;
  switch (intent.verb) {
    case 'hold': {
      const { timezone } = ctx.office.organisation;
      const timer = { kind: 'requests.holdOver', subject, ...dueAt(intent.until, timezone) };
      return { ...told, writes: [lapses], timers: [timer] };
    }
    case 'handOver':
      return { ...told, timers: [offerTimer(ctx, request, ctx.now, intent.teamId)] };
    case 'finish': {
      const { timezone } = ctx.directory.find(request.requesterId) ?? ctx.office.organisation;
      return {
        ...told,
        writes: [lapses],
        timers: [
          { kind: 'requests.remind', subject, ...daysLater(ctx.now, remindAfterDays, timezone) },
          { kind: 'requests.close', subject, ...daysLater(ctx.now, closeAfterDays, timezone) },
        ],
      };
    }
    case 'confirm':
    case 'reopen':
      return { ...told, writes: [{ kind: 'lapse', subject }] };
    case 'withdraw':
    case 'cancel':
      return { ...told, writes: [{ kind: 'lapse', subject }, ...releaseWrites(request)] };
    case 'edit':
    case 'correct':
      // What is asked anew has not been agreed to any more.
      return {
        ...told,
        writes: [...(wakes ? [lapses] : []), ...(intent.steps ? releaseWrites(request) : [])],
      };
    default:
      return wakes ? { ...told, writes: [lapses] } : told;
  }
}

function tellings(ctx: Context, request: RequestState, after: RequestState, intent: Intent): Say[] {
  const me = ctx.person.id;
  const by = ctx.person.name;
  const requester = (key: string, args: NoticeArgs = {}) =>
    tellRequester(ctx, request, me, key, { by, ...args });
  const responsible = (key: string, args: NoticeArgs = {}) =>
    tellResponsible(ctx, request, me, key, { by, ...args });
  const person = (id: string | null, key: string, args: NoticeArgs = {}) =>
    id === null || id === me || !ctx.directory.find(id)?.active
      ? []
      : [tell(ctx, request, id, key, { by, ...args })];
  switch (intent.verb) {
    case 'take':
      return requester('taken');
    case 'takeOver':
      return [...requester('taken'), ...person(request.assigneeId, 'takenOver')];
    case 'assign': {
      const name = ctx.directory.nameOf(intent.personId);
      return [
        ...person(intent.personId, 'assignedYou'),
        ...person(request.assigneeId, 'assignedOther', { name }),
        ...requester('taken', { by: name }).filter(({ to }) => !isPerson(to, intent.personId)),
      ];
    }
    case 'release':
      return [tellTeam(ctx, request, 'released', { by })];
    case 'askRequester':
      return sayTo(ctx, request, 'askedRequester', intent.question);
    case 'begin':
      return requester('started');
    case 'hold':
      return requester('held', { words: intent.reason, at: intent.until.toISOString() });
    case 'resume':
      return requester('resumed');
    case 'handOver':
      return [offer(after), ...person(request.assigneeId, 'offered', { teamId: intent.teamId })];
    case 'accept':
      return [
        ...mainCards(after)
          .slice(0, 1)
          .map((say) => ({ ...say, version: request.version + 1 })),
        ...person(request.handover!.byId, 'accepted', { teamId: after.teamId }),
        ...(request.assigneeId === request.handover!.byId
          ? []
          : person(request.assigneeId, 'accepted', { teamId: after.teamId })),
        tellTeam(ctx, request, 'accepted', { by, teamId: after.teamId }),
        ...requester('moved', { teamId: after.teamId }),
      ];
    case 'decline': {
      const args = { by, words: intent.reason, teamId: request.handover!.teamId };
      return [...person(request.handover!.byId, 'declined', args), tellTeam(ctx, request, 'declined', args)];
    }
    case 'finish':
      return [
        askWhetherSolved(request, ctx.now),
        ...hearersOf(request, ctx)
          .filter((id) => id !== request.requesterId && id !== me)
          .map((id) => tell(ctx, request, id, 'doneForYou', { by, words: intent.note })),
      ];
    case 'confirm':
      return responsible('confirmed', { words: ratingText(after) });
    case 'reopen':
      return responsible('reopened', { words: intent.reason });
    case 'withdraw':
      return [...responsible('withdrawn'), ...requester('withdrawn')];
    case 'cancel':
      return [
        ...requester('cancelled', { words: intent.reason }),
        ...person(request.assigneeId, 'cancelled', { words: intent.reason }),
      ];
    case 'edit':
    case 'correct':
      return me === request.requesterId ? responsible('edited') : requester('edited');
    case 'addWatcher':
      return [...person(intent.personId, 'watcherAdded'), copyFor(request, intent.personId)];
    default:
      return [];
  }
}

const isPerson = (to: Say['to'], id: string) => to.kind === 'person' && to.personId === id;

const askWhetherSolved = ({ subject, requesterId, version }: RequestState, doneAt: Date): Say => ({
  to: { kind: 'person', personId: requesterId },
  view: 'requests.finished',
  subject,
  live: 'copy',
  version: version + 1,
  args: { doneAt: doneAt.toISOString() },
});
