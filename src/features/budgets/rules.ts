import { Temporal } from 'temporal-polyfill';
import type { Budget, Office, StepRule } from '../../config/office.ts';
import type { FieldValue } from '../../ui/form.ts';

/** What a budget knows of a request. */
export interface Spending {
  id: string;
  number: number;
  requesterId: string;
  category: string;
  fields: Readonly<Record<string, FieldValue>>;
}

/** One budget in one of its periods. `category` is `*` for a budget on all categories without one of their own. */
export interface BudgetPeriod {
  department: string;
  category: string;
  /** `2026-11`, `2026-Q4` or `2026`. */
  period: string;
}

/** What one request takes, or would take, from which budget. */
export interface Charge {
  requestId: string;
  number: number;
  budget: Budget;
  from: BudgetPeriod;
  /** In the organisation's currency. */
  cost: number;
}

/** A charge beside what all other requests have taken. */
export interface Standing extends Charge {
  taken: number;
}

/** The period that an instant lies in, by the clocks of this zone. */
export function periodAt(length: Budget['period'], at: Date, timezone: string): string {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  const fullYear = String(year).padStart(4, '0');
  switch (length) {
    case 'month':
      return `${fullYear}-${String(month).padStart(2, '0')}`;
    case 'quarter':
      return `${fullYear}-Q${Math.ceil(month / 3)}`;
    case 'year':
      return fullYear;
  }
}

export function budgetPeriodAt(budget: Budget, at: Date, timezone: string): BudgetPeriod {
  const { department, category = '*', period } = budget;
  return { department, category, period: periodAt(period, at, timezone) };
}

/** The budget of a department that pays for a category: the category's own, else the one on all others. */
export function budgetFor(
  budgets: readonly Budget[],
  department: string | undefined,
  category: string,
): Budget | undefined {
  const own = budgets.filter((budget) => budget.department === department);
  return own.find((budget) => budget.category === category) ?? own.find((budget) => !budget.category);
}

/** The field that says what something costs: `amount`, else the first one that takes money. */
export function moneyFieldOf(office: Office, category: string): string | undefined {
  const fields = office.catalogue[category]?.fields.filter(({ type }) => type === 'money') ?? [];
  return (fields.find(({ id }) => id === 'amount') ?? fields[0])?.id;
}

/** What a request was filed for; 0 where it names no amount. */
export function plannedCost(
  office: Office,
  { category, fields }: Pick<Spending, 'category' | 'fields'>,
): number {
  const field = moneyFieldOf(office, category);
  const value = field === undefined ? null : fields[field];
  return typeof value === 'number' ? value : 0;
}

/**
 * What a request would take if it were approved at this instant. The instant is that of the approval, not of the
 * filing: money is promised when somebody agrees to it, and the old year's books may be closed by then.
 * @returns undefined where its department has no budget for it.
 */
export function chargeOf(
  office: Office,
  department: string | undefined,
  request: Spending,
  at: Date,
): Charge | undefined {
  const budget = budgetFor(office.budgets, department, request.category);
  return (
    budget && {
      requestId: request.id,
      number: request.number,
      budget,
      from: budgetPeriodAt(budget, at, office.organisation.timezone),
      cost: plannedCost(office, request),
    }
  );
}

/** What is left, without this request or with it; negative where more was taken than there is. Exact to the cent. */
export const leftBefore = ({ budget, taken }: Standing) => cents(budget.amount - taken);
export const leftAfter = ({ budget, taken, cost }: Standing) => cents(budget.amount - taken - cost);

/** Sums of amounts with two decimals pick up noise in the last binary digits. */
export const cents = (amount: number) => Math.round(amount * 100) / 100;

/** Does it take more than there is? What costs nothing never does. */
export const isOver = (standing: Standing) => standing.cost > 0 && leftAfter(standing) < 0;

/** The step that it needs besides, because it takes more than there is. */
export const overBudgetStep = (standing: Standing | undefined): StepRule | undefined =>
  standing && isOver(standing) ? standing.budget.overBudget : undefined;

export const subjectOf = ({ department, category, period }: BudgetPeriod) =>
  `budget:${department}/${category}/${period}`;
