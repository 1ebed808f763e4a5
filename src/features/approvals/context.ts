import type { Reader, World } from '../../engine/context.ts';
import { formatMoney } from '../../i18n/number.ts';
import { t } from '../../i18n/translate.ts';
import { type Block, type Fact, facts } from '../../ui/card.ts';
import { type Standing, standingBlock } from '../budgets/index.ts';

/** What a good approver asks, besides what they are asked: for their eyes alone. Amounts in the organisation's currency. */
export interface DecisionContext {
  /** What it would cost; 0 where that is not known. */
  cost: number;
  /** The budget that pays for it. */
  budget?: Standing | undefined;
  /** What similar things have cost in the last twelve months, where there were a few of them. */
  alike?: AlikeCosts | undefined;
  /** What else the requester has wanted in the last ninety days. */
  recent: { count: number; sum: number };
}

export interface AlikeCosts {
  count: number;
  median: number;
  lowest: number;
  highest: number;
}

/** The same, on the card that asks for the decision. */
export function contextBlocks(context: DecisionContext, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const money = (amount: number) => formatMoney(amount, world.office.organisation.currency, locale);
  const { budget, alike, recent } = context;
  const costs: Fact | undefined = alike && {
    label: t(locale, 'approvals.context.alike'),
    value: t(locale, 'approvals.context.alike.costs', {
      count: alike.count,
      median: money(alike.median),
      lowest: money(alike.lowest),
      highest: money(alike.highest),
    }),
  };
  const others: Fact = {
    label: t(locale, 'approvals.context.recent'),
    value: t(locale, recentKey(recent), { count: recent.count, sum: money(recent.sum) }),
  };
  return [...(budget ? [standingBlock(budget, reader, world)] : []), facts(costs, others)];
}

function recentKey({ count, sum }: DecisionContext['recent']) {
  if (count === 0) return 'approvals.context.recent.none';
  return sum > 0 ? 'approvals.context.recent.sum' : 'approvals.context.recent.count';
}
