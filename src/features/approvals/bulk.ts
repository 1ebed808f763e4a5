import { namedQuery } from '../../db/named-query.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { formatList } from '../../i18n/list.ts';
import { type Absences, absencesAt } from '../delegations/index.ts';
import type { FoundSubject } from './approvable.ts';
import { decideStep } from './deciding.ts';
import { type Decided, settleNudges } from './nudges.ts';
import type { Subjects } from './subjects.ts';
import { decidableNow, waitingFor } from './waiting.ts';

/** So many are approved at once at most: the ids of their steps go with the form. */
const mostAtOnce = 40;

/**
 * Approves several at once, where the office file allows it. Each is a decision of its own, by the full rule, with its
 * own history. All are committed together; where somebody was quicker with one of them, all are decided anew, so that
 * the others are not lost. There is no rejecting of several.
 */
export function createBulkApproval(subjects: Subjects): {
  form: FormHandler;
  open(ctx: Context): Promise<Outcome>;
} {
  /** The steps that were shown are offered whatever has become of them: an answer will tell what, one by one. */
  const form: FormHandler = {
    async build(ctx, context) {
      if (!ctx.office.organisation.bulkApproval) return undefined;
      const absences = await absencesAt(ctx.database, ctx.now);
      const values = await valuesOf(ctx, context);
      const found = await subjects.load(
        ctx,
        values.map((value) => value.split(' ')[0]!),
      );
      const options = values.flatMap((value) => {
        const one = found.get(value.split(' ')[0]!);
        const known = one && mayKnow(ctx, one, absences);
        return known ? [{ value, label: one.approvable.title(one.subject, ctx, ctx) }] : [];
      });
      return {
        id: 'approvals.bulk',
        context,
        title: ctx.t('approvals.bulk.title'),
        intro: ctx.t('approvals.bulk.intro'),
        submit: ctx.t('approvals.approve'),
        fields: [
          { id: 'chosen', kind: 'choices', required: true, label: ctx.t('approvals.bulk.label'), options },
        ],
      };
    },
    submit: (ctx, _, { chosen }) => approveAll(ctx, subjects, chosen as string[]),
  };
  return {
    form,
    async open(ctx) {
      if (!ctx.office.organisation.bulkApproval) return refusal(ctx.t('approvals.refused.bulk'));
      const { steps } = await waitingFor(ctx, subjects, { limit: mostAtOnce });
      if (steps.length === 0) return notice(ctx.t('approvals.list.empty'));
      const built = await form.build(ctx, steps.map(({ step }) => step.id).join(' '));
      return { answer: { kind: 'form', form: built! } };
    },
  };
}

const mayKnow = (ctx: Context, found: FoundSubject, absences: Absences) =>
  found.approvable.visibleTo(found.subject, ctx) || decidableNow(ctx, found, absences).length > 0;

/** `<subject> <step id>` of each of these steps that there is, in their order. One query. */
async function valuesOf(ctx: Context, context: string): Promise<string[]> {
  const ids = context.split(' ').slice(0, mostAtOnce);
  const { rows } = await namedQuery<{ value: string }>(
    ctx.database,
    `SELECT s."subject" || ' ' || s."id" AS "value" FROM "ApprovalStep" s
     WHERE s."id" = ANY ($1) ORDER BY array_position($1, s."id")`,
    [ids],
  );
  return rows.map(({ value }) => value);
}

/** Two queries, and one or two more for each whose chain ends with this. */
async function approveAll(ctx: Context, subjects: Subjects, values: readonly string[]): Promise<Outcome> {
  const absences = await absencesAt(ctx.database, ctx.now);
  const found = await subjects.load(
    ctx,
    values.map((value) => value.split(' ')[0]!),
  );
  let earlier: Outcome = {};
  const done: number[] = [];
  const failed: string[] = [];
  const over: Decided[] = [];
  for (const value of values) {
    const [id = '', stepId = ''] = value.split(' ');
    const one = found.get(id);
    if (one === undefined) continue;
    const { number } = one.subject;
    // What is asked side by side about one subject is decided on its next version.
    const outcome = done.includes(number)
      ? refusal(ctx.t('approvals.refused.nextVersion'))
      : await decideStep(ctx, one, stepId, { verb: 'approve' }, { earlier, absences });
    const { answer, ...decided } = outcome;
    if (answer?.kind === 'notice' && answer.refused)
      failed.push(ctx.t('approvals.bulk.failed', { number, why: answer.text }));
    else {
      earlier = merge(earlier, decided);
      done.push(number);
      over.push({ subject: id, steps: one.subject.steps, stepId });
    }
  }
  earlier = merge(earlier, await settleNudges(ctx, over));
  const passed = formatList(
    done.map((number) => `#${number}`),
    ctx.locale,
  );
  const told = done.length > 0 ? [ctx.t('approvals.bulk.done', { numbers: passed, count: done.length })] : [];
  const text = [...told, ...failed].join('\n');
  return { ...earlier, answer: { kind: 'notice', text, refused: done.length === 0 } };
}
