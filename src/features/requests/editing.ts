import type { Category } from '../../config/office.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { FieldValue } from '../../ui/form.ts';
import { ask, replanApproval } from '../approvals/index.ts';
import { budgetStandings, overBudgetStep } from '../budgets/index.ts';
import { performOn } from './deeds.ts';
import { categoryOf } from './filing/catalogue.ts';
import { formFields } from './filing/fields.ts';
import { filledWith } from './filing/file-request.ts';
import { findRequest, notFound } from './find.ts';
import type { RequestState } from './request.ts';

/** What can be changed afterwards: everything but files, which are only added to. */
const editable = (category: Category) => category.fields.filter(({ type }) => type !== 'file');

/** The form of a request's own fields, to be changed (`edit`), or corrected and sent to its approvers again. */
export const fieldsForm = (verb: 'edit' | 'correct'): FormHandler => ({
  async build(ctx, context) {
    const found = await findRequest(ctx, context);
    if (found === undefined) return undefined;
    const { request } = found;
    return {
      id: `requests.${verb}`,
      context,
      title: ctx.t(`requests.form.${verb}`, { number: request.number }),
      submit: ctx.t(`requests.button.${verb}`),
      fields: formFields(ctx, editable(categoryOf(ctx, request)), request.fields),
    };
  },
  submit: (ctx, context, values) => changeFields(ctx, context, verb, values),
});

/** Changes what was filed. What has to be approved of it is asked anew. Four queries. */
async function changeFields(
  ctx: Context,
  id: string,
  verb: 'edit' | 'correct',
  values: Record<string, FieldValue>,
): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const { request } = found;
  const category = categoryOf(ctx, request);
  const filled = filledWith(ctx, category, { ...request.fields, ...values }, request.origin?.text);
  const planned = await replanApproval(
    ctx,
    category.approval,
    request.steps,
    { ...request, values: request.fields, extra: await overBudget(ctx, request) },
    {
      ...request,
      values: filled.fields,
      placeId: filled.placeId,
      extra: await overBudget(ctx, { ...request, ...filled }),
    },
  );
  if (planned && 'refused' in planned) return refusal(ctx.t(planned.refused, planned.args));
  const steps = planned?.steps;
  const intent =
    verb === 'edit' ? { verb, ...filled, steps } : { verb, ...filled, steps: steps ?? request.steps };
  const outcome = await performOn(ctx, found, intent);
  const done = outcome.writes !== undefined;
  return done && planned
    ? { ...merge(ask(ctx, request, planned.opened, request.version + 1), outcome) }
    : outcome;
}

async function overBudget(ctx: Context, request: RequestState) {
  const extra = overBudgetStep((await budgetStandings(ctx, [request], ctx.now)).get(request.id));
  return extra ? [extra] : [];
}
