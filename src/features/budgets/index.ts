import type { Budget } from '../../config/office.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, refusal } from '../../engine/feature.ts';
import { budgetPeriodAt } from './rules.ts';
import { readBalances } from './store.ts';
import { budgetsCard } from './views.ts';

export { isOver, moneyFieldOf, overBudgetStep, plannedCost, type Standing } from './rules.ts';
export { actualWrites, budgetStandings, commitWrites, releaseWrites } from './taking.ts';
export { costText, standingBlock } from './views.ts';

/**
 * The budgets that somebody may look into: all for administrators, a department's for its head and for the leads in
 * it, a category's for the lead of the team that does it.
 */
function readableBudgets({ office, directory, person }: Context): Budget[] {
  if (directory.isAdmin(person.id)) return [...office.budgets];
  const led = directory.allTeams().flatMap(({ id, leadId }) => (leadId === person.id ? [id] : []));
  return office.budgets.filter(({ department, category }) => {
    if (office.departments[department]?.head === person.email) return true;
    if (led.length > 0 && person.department === department) return true;
    const team = category === undefined ? undefined : office.catalogue[category]?.team;
    return team !== undefined && led.includes(team);
  });
}

const budgetCommand: Command = {
  name: 'budget',
  words: { en: ['budget', 'budgets'], 'zh-CN': ['预算', '查看预算'] },
  summary: 'help.budget',
  offeredTo: (ctx) => readableBudgets(ctx).length > 0,
  async run(ctx) {
    const budgets = readableBudgets(ctx);
    if (budgets.length === 0) return refusal(ctx.t('budgets.refused.none'));
    const periods = budgets.map((budget) =>
      budgetPeriodAt(budget, ctx.now, ctx.office.organisation.timezone),
    );
    const balances = await readBalances(ctx.database, periods);
    const lines = budgets.map(({ amount }, n) => ({
      from: periods[n]!,
      amount,
      taken: balances[n]!.taken,
    }));
    return { answer: { kind: 'card', card: budgetsCard(lines, ctx, ctx) } };
  },
};

/** What departments may spend, and what is left of it. */
export const budgets: Feature = { name: 'budgets', commands: [budgetCommand] };
