import type { Context } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome, type SaidInThread } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { type Approvable, offerTypedDecision } from '../approvals/index.ts';
import { titleOf } from './catalogue.ts';
import { askForApproval, change, spread, tell } from './changes.ts';
import { commands } from './commands.ts';
import { deedActions, deedForms } from './deed-forms.ts';
import { approvalReminder, fileForm, fileFromSentence, openFileForm, startFiling } from './filing.ts';
import { findRequest } from './find.ts';
import { describeRequest } from './request-card.ts';
import { afterDecision, maySee, type RequestState, rolesOf } from './rules.ts';
import { idOf, loadRequests } from './store.ts';
import { timers } from './timers.ts';
import { views } from './views.ts';

/** Requests: filed, taken, done, confirmed. */
export const requests: Feature = {
  name: 'requests',
  commands,
  actions: { ...deedActions, 'requests.file': openFileForm, 'requests.start': (ctx) => startFiling(ctx, '') },
  forms: { ...deedForms, 'requests.file': fileForm },
  timers,
  views,
  threads: { request: saidInThread },
  understand: fileFromSentence,
};

/** What somebody wrote below a card: it goes to everyone concerned, and may offer to decide. */
async function saidInThread(ctx: Context, { subject, text, mainCardId }: SaidInThread): Promise<Outcome> {
  const found = await findRequest(ctx, idOf(subject));
  if (found === undefined) return nothing;
  const { request, roles } = found;
  const echoed = ctx.capabilities.echoesMessages;
  const kind = roles.requester ? 'answered' : 'commented';
  const said = spread(ctx, request, kind, text, { mainCardId, echoed });
  const offer = offerTypedDecision(ctx, request, text, mainCardId);
  return offer ? merge(said, offer) : said;
}

/** How a request is approved. */
export const approvableRequests: Approvable<RequestState> = {
  kind: 'request',
  async load(world, subjects) {
    const found = await loadRequests(world.database, subjects.map(idOf));
    return new Map([...found.values()].map((request) => [request.subject, request]));
  },
  title: (request, { locale }, world) => titleOf(world, request, locale),
  describe: describeRequest,
  visibleTo: (request, ctx) => maySee(rolesOf(request, ctx.person.id, ctx.directory)),
  decided(ctx, request, { steps, decided, next }) {
    const changed = afterDecision(steps);
    const { person, now } = ctx;
    const data = { stepId: decided.id, ...(decided.reason ? { text: decided.reason } : {}) };
    const verb = decided.state === 'approved' ? 'approved' : 'rejected';
    const outcome = change(request, changed, { kind: verb, actorId: person.id, at: now, data });
    const key = verb === 'rejected' ? 'rejected' : next ? 'approvedSoFar' : 'approved';
    const words = decided.reason ? { words: decided.reason } : {};
    const informed = new Set([request.requesterId, ...(request.assigneeId ? [request.assigneeId] : [])]);
    informed.delete(person.id);
    return merge(outcome, {
      writes: [{ kind: 'lapse', subject: request.subject, timerKind: 'requests.remindApprover' }],
      say: [
        ...[...informed].map((personId) => tell(ctx, request, personId, key, { by: person.name, ...words })),
        ...(next ? askForApproval(request, next, request.version + 1) : []),
      ],
      timers: next ? [approvalReminder(request.subject, next.id, now, ctx)] : [],
    });
  },
  asked: (ctx, request, question) => spread(ctx, request, 'asked', question, undefined),
};
