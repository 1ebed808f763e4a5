import type { Context } from '../../engine/context.ts';
import { formatMoney } from '../../i18n/number.ts';
import { formatDateTime } from '../../time/format.ts';
import { actions, type Block, type Button, type Card, text } from '../../ui/card.ts';
import { isOver } from '../budgets/index.ts';
import type { DecisionContext } from './context.ts';
import type { WaitingPage, WaitingStep } from './waiting.ts';

/** What waits for this person, each with what it takes to decide it; `contexts` are by subject. */
export function digestCard(
  { steps, left, next }: WaitingPage,
  contexts: ReadonlyMap<string, DecisionContext>,
  ctx: Context,
): Card {
  const title = ctx.t('approvals.list.title');
  if (steps.length === 0 && next === undefined) {
    const empty = ctx.t('approvals.list.empty');
    return { title, summary: empty, blocks: [text(empty)] };
  }
  const summary = ctx.t('approvals.list.summary', { count: left });
  const more = next !== undefined && {
    label: ctx.t('approvals.list.more', { count: left - steps.length }),
    action: 'approvals.list',
    value: next,
  };
  const several = ctx.office.organisation.bulkApproval &&
    left > 1 && { label: ctx.t('approvals.bulk'), action: 'approvals.bulk', value: '', opensForm: true };
  return {
    title,
    summary,
    blocks: [
      text(summary, 'subtle'),
      ...steps.flatMap((one) => itemBlocks(one, contexts.get(one.subject.subject), ctx)),
      ...(more || several ? [actions(more, several)] : []),
    ],
  };
}

function itemBlocks(
  { approvable, subject, step }: WaitingStep,
  context: DecisionContext | undefined,
  ctx: Context,
): Block[] {
  const { directory, office, locale } = ctx;
  const principal = step.standIns[ctx.person.id]?.for;
  const parts = [
    context && context.cost > 0 ? formatMoney(context.cost, office.organisation.currency, locale) : undefined,
    context?.budget && isOver(context.budget) ? ctx.t('approvals.list.over') : undefined,
    directory.nameOf(subject.requesterId),
    ctx.t('approvals.list.since', { at: formatDateTime(step.openedAt ?? ctx.now, ctx) }),
    principal ? ctx.t('approvals.wanted.instead', { principal: directory.nameOf(principal) }) : undefined,
  ];
  const button = (verb: 'approve' | 'reject' | 'show', more: Partial<Button> = {}): Button => ({
    label: ctx.t(`approvals.${verb}`),
    action: `approvals.${verb}`,
    value: `${subject.subject} ${step.id}`,
    ...more,
  });
  return [
    text(approvable.title(subject, ctx, ctx), 'strong'),
    text(parts.filter((part) => part !== undefined).join(' · '), 'subtle'),
    actions(
      button('approve', { style: 'primary' }),
      button('reject', { style: 'danger', opensForm: true }),
      button('show'),
    ),
  ];
}
