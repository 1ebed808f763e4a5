import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { countryCalendar } from '../../src/time/calendar.ts';

const loaded = (name: string) =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes(`node_modules/${name}/`));

it.each([
  ['CN', 'chinese-days', '2026-10-01'],
  ['DE', 'date-holidays', '2026-10-03'],
])('%s costs nothing before it is asked', (code, name, date) => {
  const calendar = countryCalendar(code);
  expect(loaded(name)).toBe(false);
  expect(calendar.kindOf(date)).toBe('holiday');
  expect(loaded(name)).toBe(true);
});
