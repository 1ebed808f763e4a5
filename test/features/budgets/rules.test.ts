import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import {
  budgetFor,
  chargeOf,
  isOver,
  leftAfter,
  leftBefore,
  overBudgetStep,
  periodAt,
  plannedCost,
} from '../../../src/features/budgets/rules.ts';
import { spendingOffice } from './spending-office.ts';

const office = parseOffice(spendingOffice, 'office.yaml');

describe('the period of an instant', () => {
  // The same instant lies in different years, quarters and months by the clocks of different places.
  it.each([
    ['2026-12-31T15:59:59Z', 'Asia/Shanghai', '2026-12', '2026-Q4', '2026'],
    ['2026-12-31T16:00:00Z', 'Asia/Shanghai', '2027-01', '2027-Q1', '2027'],
    ['2026-12-31T16:00:00Z', 'Europe/Berlin', '2026-12', '2026-Q4', '2026'],
    ['2026-12-31T23:00:00Z', 'Europe/Berlin', '2027-01', '2027-Q1', '2027'],
    ['2027-01-01T04:59:59Z', 'America/New_York', '2026-12', '2026-Q4', '2026'],
    ['2027-01-01T05:00:00Z', 'America/New_York', '2027-01', '2027-Q1', '2027'],
    // Summer time moves the end of a quarter by an hour.
    ['2026-06-30T21:59:59Z', 'Europe/Berlin', '2026-06', '2026-Q2', '2026'],
    ['2026-06-30T22:00:00Z', 'Europe/Berlin', '2026-07', '2026-Q3', '2026'],
    ['2026-03-31T21:59:59Z', 'Europe/Berlin', '2026-03', '2026-Q1', '2026'],
    ['2026-03-31T22:00:00Z', 'Europe/Berlin', '2026-04', '2026-Q2', '2026'],
    // A leap day, and the day that Apia skipped: by its clocks the year ended a day early.
    ['2028-02-29T12:00:00Z', 'UTC', '2028-02', '2028-Q1', '2028'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12', '2011-Q4', '2011'],
    ['2011-12-31T10:00:00Z', 'Pacific/Apia', '2012-01', '2012-Q1', '2012'],
  ])('%s in %s', (instant, zone, month, quarter, year) => {
    const at = new Date(instant);
    expect(periodAt('month', at, zone)).toBe(month);
    expect(periodAt('quarter', at, zone)).toBe(quarter);
    expect(periodAt('year', at, zone)).toBe(year);
  });
});

describe('who pays', () => {
  it.each([
    ['sales', 'purchase', 10_000],
    ['sales', 'travel', 50_000],
    ['it', 'purchase', 3000],
    ['hr', 'purchase', undefined],
    [undefined, 'purchase', undefined],
  ])('for %s: %s', (department, category, amount) => {
    expect(budgetFor(office.budgets, department, category)?.amount).toBe(amount);
  });
});

describe('what it costs', () => {
  it.each([
    ['purchase', { item: 'Chairs', amount: 1200.5 }, 1200.5],
    ['purchase', { item: 'Chairs', amount: null }, 0],
    // Without an `amount`, the first field that takes money.
    ['travel', { where: 'Xi’an', hotel: 900, fare: 400 }, 900],
    ['travel', { where: 'Xi’an', fare: 400 }, 0],
    ['repair', { what: 'the door' }, 0],
    ['dropped', { amount: 5 }, 0],
  ])('%s with %j', (category, fields, cost) => {
    expect(plannedCost(office, { category, fields })).toBe(cost);
  });
});

describe('over budget', () => {
  const charge = (amount: number) =>
    chargeOf(
      office,
      'sales',
      { id: 'req_1', number: 1, requesterId: 'per_1', category: 'purchase', fields: { amount } },
      new Date('2026-11-22T00:00:00Z'),
    )!;

  it.each([
    // taken, this, left before, left after, over?
    [0, 10_000, 10_000, 0, false],
    [0, 10_000.01, 10_000, -0.01, true],
    [9999.9, 0.1, 0.1, 0, false],
    [3333.33 + 3333.33, 3333.34, 3333.34, 0, false],
    [12_000, 1, -2000, -2001, true],
    // What costs nothing takes nothing, however little is left.
    [12_000, 0, -2000, -2000, false],
  ])('%d taken, %d more', (taken, amount, before, after, over) => {
    const standing = { ...charge(amount), taken };
    expect(standing.from).toEqual({ department: 'sales', category: 'purchase', period: '2026-Q4' });
    expect(leftBefore(standing)).toBe(before);
    expect(leftAfter(standing)).toBe(after);
    expect(isOver(standing)).toBe(over);
    expect(overBudgetStep(standing)?.by).toEqual(
      over ? { kind: 'person', email: 'boss@spend.example' } : undefined,
    );
  });
});
