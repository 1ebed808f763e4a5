import type { Json } from '../../core/json.ts';
import type { Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { type Approvable, type ChainChange, standing } from '../approvals/index.ts';
import { describeRequest } from './cards/request-card.ts';
import { change } from './changes.ts';
import { decisionContexts } from './decision-context.ts';
import { endParts } from './ending-parts.ts';
import { titleOf } from './filing/catalogue.ts';
import type { RequestState } from './request.ts';
import { maySee, rolesOf } from './roles.ts';
import { spread } from './speaking.ts';
import { agreedTo } from './spending.ts';
import { afterDecision } from './stages.ts';
import { findByNumber, idOf, loadRequests } from './store.ts';
import { copyFor, type NoticeArgs, tell, tellRequester } from './telling.ts';

/** How a request is approved. */
export const approvableRequests: Approvable<RequestState> = {
  kind: 'request',
  async load(world, subjects) {
    const found = await loadRequests(world.database, subjects.map(idOf));
    return new Map([...found.values()].map((request) => [request.subject, request]));
  },
  byNumber: async (world, number) => (await findByNumber(world.database, number))?.subject,
  title: (request, { locale }, world) => titleOf(world, request, locale),
  describe: describeRequest,
  visibleTo: (request, ctx) => maySee(rolesOf(request, ctx.person.id, ctx.directory)),
  content: ({ number, category, requesterId, filedById, fields, placeId }): Json => ({
    number,
    category,
    requesterId,
    filedById,
    fields,
    placeId,
  }),
  async changed(world, request, { kind, actorId, at, data, steps }) {
    const changed = afterDecision(request, steps, at);
    const outcome = merge(
      change(world, request, changed, { kind, actorId, at, data }),
      await endParts(world, request, changed, { actorId, at, reason: data.text }),
    );
    const key = noticeOf(kind, steps);
    if (key === undefined) return outcome;
    const by = actorId === null ? '' : world.directory.nameOf(actorId);
    const args: NoticeArgs = { by, ...(data.text ? { words: data.text } : {}) };
    const { assigneeId } = request;
    const assignee =
      assigneeId !== null && assigneeId !== actorId && assigneeId !== request.requesterId
        ? [tell(world, request, assigneeId, key, args)]
        : [];
    return merge(outcome, { say: [...tellRequester(world, request, actorId, key, args), ...assignee] });
  },
  context: decisionContexts,
  agreed: agreedTo,
  asked: (ctx, request, question) => spread(ctx, request, 'asked', question),
  copied(ctx, request, personId): Outcome {
    const watching = [...new Set([...request.watcherIds, personId])];
    const deed = { kind: 'copied', actorId: ctx.person.id, at: ctx.now, data: { personId } };
    return merge(change(ctx, request, { watcherIds: watching }, deed), { say: [copyFor(request, personId)] });
  },
};

/** What the requester is told of it; undefined: it is between the approvers. */
function noticeOf(kind: ChainChange['kind'], steps: ChainChange['steps']): string | undefined {
  switch (kind) {
    case 'approved':
    case 'approvedFor':
      return standing(steps) === 'approved' ? 'approved' : 'approvedSoFar';
    case 'rejected':
    case 'rejectedFor':
      return 'rejected';
    case 'returned':
    case 'returnedFor':
      return 'returned';
    case 'lapsed':
      return 'lapsed';
    default:
      return undefined;
  }
}
