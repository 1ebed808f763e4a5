import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge as both } from '../../../engine/outcome.ts';
import { withdraw } from '../../approvals/index.ts';
import { releaseWrites } from '../../budgets/index.ts';
import { change } from '../changes.ts';
import { titleOf } from '../filing/catalogue.ts';
import { findRequest, findTyped, notFound } from '../find.ts';
import type { Change, Refusal } from '../intents.ts';
import type { RequestState } from '../request.ts';
import { isOfTeam, type Roles } from '../roles.ts';
import { ended, isOver } from '../stages.ts';
import { copyFor, hearersOf, tell, tellTeam } from '../telling.ts';

/** What becomes of both when `one` goes up in `other`, or why it does not. Pure. */
export function mergeInto(
  one: { request: RequestState; roles: Roles },
  other: { request: RequestState; roles: Roles },
  at: Date,
): { one: Change; other: Change } | Refusal {
  const [from, into] = [one.request, other.request];
  if (!isOfTeam(one.roles) || !isOfTeam(other.roles)) return { refused: 'requests.refused.notMember' };
  if (from.id === into.id) return { refused: 'requests.refused.mergeSelf' };
  if (from.teamId !== into.teamId) return { refused: 'requests.refused.mergeTeam' };
  if (isOver(from.stage) || isOver(into.stage)) return { refused: 'requests.refused.over' };
  // What was approved was approved for this one: its money cannot be moved.
  if (from.steps.some(({ state }) => state === 'approved'))
    return { refused: 'requests.refused.mergeApproved' };
  // What depends on one of the two would depend on both, or on itself.
  if (
    from.subRequests.some(({ stage }) => !isOver(stage)) ||
    from.parentId === into.id ||
    into.parentId === from.id
  )
    return { refused: 'requests.refused.mergeParts' };
  const joiners = new Set([...into.joinerIds, from.requesterId, ...from.joinerIds]);
  joiners.delete(into.requesterId);
  const watchers = new Set([...into.watcherIds, ...from.watcherIds]);
  return {
    one: { ...ended('closed', at), mergedIntoId: into.id, steps: withdraw(from.steps) },
    other: { joinerIds: [...joiners], watcherIds: [...watchers] },
  };
}

/** Merges two requests in one commit: each has its next version, so that a change of either meanwhile is noticed. */
async function mergeRequests(ctx: Context, id: string, number: string): Promise<Outcome> {
  const one = await findRequest(ctx, id);
  if (one === undefined) return notFound(ctx);
  const other = await findTyped(ctx, number);
  if (other === undefined) return again(ctx, one.request, number, ctx.t('requests.refused.notFound'));
  const merged = mergeInto(one, other, ctx.now);
  if ('refused' in merged) return again(ctx, one.request, number, ctx.t(merged.refused, merged.args));
  const { person, now: at } = ctx;
  const [from, into] = [one.request, other.request];
  const deed = { actorId: person.id, at };
  const first = change(ctx, from, merged.one, {
    ...deed,
    kind: 'mergedInto',
    data: { text: titleOf(ctx, into, ctx.office.organisation.locale), requestId: into.id },
  });
  const second = change(ctx, into, merged.other, {
    ...deed,
    kind: 'mergedFrom',
    data: { text: `#${from.number}`, requestId: from.id },
  });
  const told = hearersOf(from, ctx).filter((hearer) => hearer !== into.requesterId);
  const words = titleOf(ctx, into, ctx.office.organisation.locale);
  return {
    ...both(both(first, second), {
      writes: [{ kind: 'lapse', subject: from.subject }, ...releaseWrites(from)],
      say: [
        ...told.flatMap((hearer) => [
          tell(ctx, from, hearer, 'merged', { by: person.name, words }),
          copyFor(into, hearer),
        ]),
        tellTeam(ctx, from, 'merged', { by: person.name, words }),
      ],
    }),
    answer: {
      kind: 'notice',
      text: ctx.t('requests.did.merge', { number: from.number, other: into.number }),
    },
  };
}

/** The form once more, with what is wrong at its field. */
function again(ctx: Context, request: RequestState, number: string, error: string): Outcome {
  const form = formFor(ctx, request, number);
  return { answer: { kind: 'form', form: { ...form, errors: { number: error } } } };
}

const formFor = (ctx: Context, request: RequestState, number?: string) => ({
  id: 'requests.merge',
  context: request.id,
  title: ctx.t('requests.form.merge', { number: request.number }),
  intro: ctx.t('requests.merge.intro'),
  submit: ctx.t('requests.button.merge'),
  fields: [
    {
      id: 'number',
      kind: 'text' as const,
      required: true,
      maxLength: 20,
      label: ctx.t('requests.merge.into'),
      hint: ctx.t('requests.merge.hint'),
      ...(number === undefined ? {} : { value: number }),
    },
  ],
});

const mergeForm: FormHandler = {
  async build(ctx, context) {
    const found = await findRequest(ctx, context);
    return found && formFor(ctx, found.request);
  },
  submit: (ctx, context, { number }) => mergeRequests(ctx, context, String(number)),
};

/** Opens the form for those who may, while there is something to merge. */
async function openMerge(ctx: Context, id: string): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  if (!isOfTeam(found.roles)) return refusal(ctx.t('requests.refused.notMember'));
  if (isOver(found.request.stage)) return refusal(ctx.t('requests.refused.over'));
  return { answer: { kind: 'form', form: formFor(ctx, found.request) } };
}

export const mergeActions: Feature['actions'] = { 'requests.merge': openMerge };
export const mergeForms: Feature['forms'] = { 'requests.merge': mergeForm };
