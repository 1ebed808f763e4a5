import { groupBy } from '../../core/group-by.ts';
import type { Locale } from '../../core/locale.ts';
import type { Reader, World } from '../../engine/context.ts';
import { formatMoney, formatNumber } from '../../i18n/number.ts';
import { t } from '../../i18n/translate.ts';
import { type Block, type Card, facts, text } from '../../ui/card.ts';
import { type BudgetPeriod, cents, isOver, leftAfter, leftBefore, type Standing } from './rules.ts';

/** A budget in one period, for the table of what is left. */
export interface BudgetLine {
  from: BudgetPeriod;
  amount: number;
  taken: number;
}

const months = new Map<Locale, Intl.DateTimeFormat>();

/** `November 2026`, `Q4 2026`, `2026`. */
function periodName(period: string, locale: Locale): string {
  const [year = '', part = ''] = period.split('-');
  if (part === '') return t(locale, 'budgets.period.year', { year });
  if (part.startsWith('Q')) return t(locale, 'budgets.period.quarter', { year, quarter: part.slice(1) });
  const format =
    months.get(locale) ??
    new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  months.set(locale, format);
  return format.format(new Date(`${period}-01T00:00:00Z`));
}

const departmentName = ({ office }: Pick<World, 'office'>, id: string, locale: Locale): string =>
  office.departments[id]?.name[locale] ?? id;

/** What is left, or by how much more was taken than there is. */
function leftText(left: number, amount: number, reader: Reader, world: World): string {
  const money = (value: number) => formatMoney(value, world.office.organisation.currency, reader.locale);
  return t(reader.locale, left < 0 ? 'budgets.over' : 'budgets.left', {
    left: money(Math.abs(left)),
    amount: money(amount),
  });
}

/** For whoever decides: what the department's budget has, now and with this request. */
export function standingBlock(standing: Standing, reader: Reader, world: World): Block {
  const { locale } = reader;
  const { budget, from } = standing;
  const say = (left: number) => leftText(left, budget.amount, reader, world);
  return facts(
    {
      label: t(locale, 'budgets.of', {
        department: departmentName(world, from.department, locale),
        period: periodName(from.period, locale),
      }),
      value: say(leftBefore(standing)),
    },
    {
      label: t(locale, isOver(standing) ? 'budgets.withThis.over' : 'budgets.withThis'),
      value: say(leftAfter(standing)),
    },
  );
}

/** What something has cost, and by how much that differs from the plan; a plan of 0 is none. */
export function costText(actual: number, planned: number, { locale }: Reader, world: World): string {
  const money = (value: number) => formatMoney(value, world.office.organisation.currency, locale);
  const variance = cents(actual - planned);
  if (planned === 0 || variance === 0) return money(actual);
  const key = variance > 0 ? 'budgets.cost.more' : 'budgets.cost.less';
  return t(locale, key, { actual: money(actual), variance: money(Math.abs(variance)) });
}

/** A table of what is left: department by department, a line for each budget. */
export function budgetsCard(lines: readonly BudgetLine[], reader: Reader, world: World): Card {
  const { locale } = reader;
  const title = t(locale, 'budgets.title');
  const blocks: Block[] = [];
  for (const [department, own] of groupBy(lines, ({ from }) => from.department))
    blocks.push(
      text(departmentName(world, department, locale), 'strong'),
      facts(...own.map((line) => ({ label: labelOf(line), value: shareOf(line) }))),
    );
  return { title, summary: title, blocks };

  function labelOf({ from }: BudgetLine): string {
    const category =
      world.office.catalogue[from.category]?.name[locale] ?? t(locale, 'budgets.everythingElse');
    return t(locale, 'budgets.line', { category, period: periodName(from.period, locale) });
  }
  function shareOf({ amount, taken }: BudgetLine): string {
    const share = amount > 0 ? formatNumber(Math.round((taken / amount) * 100), locale) : undefined;
    const left = leftText(cents(amount - taken), amount, reader, world);
    return share === undefined ? left : t(locale, 'budgets.share', { left, share });
  }
}
