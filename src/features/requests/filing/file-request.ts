import type { Category } from '../../../config/office.ts';
import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { FieldValue } from '../../../ui/form.ts';
import { ask, openSteps, planApproval } from '../../approvals/index.ts';
import { budgetStandings, overBudgetStep } from '../../budgets/index.ts';
import { checkFiled } from '../../duty/index.ts';
import { fileNew, mainCards } from '../changes.ts';
import { attach, fileIdsIn } from '../files/attachments.ts';
import type { Filled } from '../intents.ts';
import { newRequest, type ParentRequest, type RequestState } from '../request.ts';
import { isOfTeam, rolesOf } from '../roles.ts';
import { findableOf } from '../search/findable.ts';
import { isOver } from '../stages.ts';
import { nextNumber, subjectOf } from '../store.ts';
import { tell } from '../telling.ts';
import { assigneeFor } from './assignment.ts';
import { type Draft, forget, tellSource } from './drafts.ts';
import { mayFileFor } from './on-behalf.ts';
import { describingField } from './understand.ts';

export interface FileOptions {
  /** Whose it is; without it, whoever files it. */
  requesterId?: string | undefined;
  /** The message that it is made of, with its files. It is forgotten. */
  draft?: Draft | undefined;
  /** What it is a part of. */
  parent?: RequestState | undefined;
}

/**
 * Files a request: its approval is planned, somebody is assigned where the category says so, and everybody who has to
 * know is told. Five queries at most: its number, absences, budgets and turns;
 * four more where it is about a duty check. Refuses where nobody could approve it,
 * where it is not for this person to file for that one, and where what it should be a part of is over.
 * @param values by field id, each of its field's kind.
 */
export async function fileRequest(
  ctx: Context,
  category: Category,
  values: Record<string, FieldValue>,
  { requesterId = ctx.person.id, draft, parent }: FileOptions = {},
): Promise<Outcome> {
  const { person, directory, now } = ctx;
  if (!mayFileFor(ctx, category, requesterId)) return refusal(ctx.t('requests.refused.notForThem'));
  if (parent && !isOfTeam(rolesOf(parent, person.id, directory)))
    return refusal(ctx.t('requests.refused.notMember'));
  if (parent && isOver(parent.stage)) return refusal(ctx.t('requests.refused.over'));
  const id = newId('req');
  const filled = filledWith(ctx, category, values, draft?.text);
  const { placeId } = filled;
  const filed = newRequest({
    id,
    subject: subjectOf(id),
    number: await nextNumber(ctx.database),
    category: category.id,
    teamId: category.team,
    requesterId,
    filedById: person.id,
    ...filled,
    origin: draft ? originOf(draft, category) : null,
    watcherIds: requesterId === person.id ? [] : [person.id],
    parentId: parent?.id ?? null,
    parent: parent ? asParent(parent) : null,
    checklist: category.checklist.map((text) => ({ text, doneById: null, doneAt: null })),
    createdAt: now,
  });
  const extra = overBudgetStep((await budgetStandings(ctx, [filed], now)).get(id));
  const parties = { requesterId, filedById: person.id, values, placeId };
  const steps = await planApproval(ctx, category.approval, parties, extra ? [extra] : []);
  if ('refused' in steps) return refusal(ctx.t(steps.refused, steps.args));
  const assigneeId = await assigneeFor(ctx, category, placeId);
  const stage = steps.length > 0 ? 'awaitingApproval' : assigneeId === null ? 'new' : 'assigned';
  const request: RequestState = { ...filed, steps, assigneeId, stage };
  const data = {
    ...(requesterId === person.id ? {} : { personId: requesterId }),
    ...(assigneeId === null ? {} : { assigneeId }),
    ...(parent ? { parent: parent.number } : {}),
  };
  const kind = requesterId === person.id ? 'filed' : 'filedFor';
  const outcome = merge(fileNew(ctx, request, { kind, actorId: person.id, at: now, data }), {
    writes: filesOf(category, values, draft, request),
    say: [...mainCards(request), ...toldOf(ctx, request)],
    timers: draft?.source
      ? [tellSource(ctx, draft.source, { kind: 'request', id, number: request.number, byId: person.id })]
      : [],
  });
  const checked = draft?.checkId ? await checkFiled(ctx, draft.checkId, request) : {};
  return {
    ...merge(merge(outcome, checked), ask(ctx, request, openSteps(steps), 1)),
    answer: { kind: 'notice', text: ctx.t(answerTo(request), answerArgs(ctx, request)) },
  };
}

/** The requester that it was filed for them, and whoever is assigned. */
function toldOf(ctx: Context, request: RequestState) {
  const { requesterId, filedById, assigneeId } = request;
  const by = ctx.person.name;
  const told = requesterId === filedById ? [] : [tell(ctx, request, requesterId, 'filedForYou', { by })];
  if (assigneeId !== null && assigneeId !== ctx.person.id)
    told.push(tell(ctx, request, assigneeId, 'assignedByRule', { by: ctx.directory.nameOf(requesterId) }));
  return told;
}

function answerTo({ steps, assigneeId }: RequestState) {
  if (steps.length > 0) return 'requests.filed.approval';
  return assigneeId === null ? 'requests.filed' : 'requests.filed.assigned';
}

const answerArgs = (ctx: Context, { number, teamId, assigneeId }: RequestState) => ({
  number,
  team: ctx.directory.team(teamId).name[ctx.locale],
  name: assigneeId === null ? '' : ctx.directory.nameOf(assigneeId),
});

/** What was filled in, and what follows from it. @param besides a text that it is found by as well. */
export const filledWith = (
  { office }: Pick<Context, 'office'>,
  category: Category,
  fields: Record<string, FieldValue>,
  besides = '',
): Filled => ({ fields, ...findableOf(category, fields, office, besides) });

function asParent(request: RequestState): ParentRequest {
  const { id, number, version, category, teamId, assigneeId, stage } = request;
  const openSiblings = request.subRequests.filter((part) => !isOver(part.stage)).length;
  return { id, number, version, category, teamId, assigneeId, stage, openSiblings };
}

/** The message that a request was made of; its words too, where no field of the form has taken them. */
function originOf({ url, author, text, source }: Draft, category: Category): RequestState['origin'] {
  if (url === null && author === null && source === null) return null;
  const words = describingField(category) === undefined && text !== '' ? { text } : {};
  const from = source ? { source: { subject: source.subject, number: source.number } } : {};
  return { ...(url ? { url } : {}), ...(author ? { author } : {}), ...words, ...from };
}

/** The writes that put to a request what was chosen in its form and what came with the message. */
function filesOf(
  category: Category,
  values: Record<string, FieldValue>,
  draft: Draft | undefined,
  { id, createdAt }: RequestState,
) {
  const chosen = category.fields.flatMap((field) =>
    field.type === 'file' ? fileIdsIn(values[field.id]) : [],
  );
  return [
    ...attach(id, [...(draft?.fileIds ?? []), ...chosen], { phase: 'filing', at: createdAt }),
    ...(draft ? [forget(draft)] : []),
  ];
}
