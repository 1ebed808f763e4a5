import { randomBytes, randomInt } from 'node:crypto';

/** The same things in an order that says nothing of the one before. */
export function shuffled<T>(things: readonly T[]): T[] {
  const all = [...things];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}

/** So many ids in the order of a table's index, which say nothing of when they were made, nor by whom. */
export const randomIds = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, () => `${prefix}_${randomBytes(16).toString('hex')}`).sort();
