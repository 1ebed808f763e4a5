import type { Child } from './child.ts';

/** What one round of work took. */
export interface Figures {
  /** Pieces of work a second. */
  rate: number;
  /** Processor time of the measured process for each piece of work, in microseconds. */
  cpuMicros: number;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function medianOf(rounds: readonly Figures[]): Figures {
  return {
    rate: median(rounds.map(({ rate }) => rate)),
    cpuMicros: median(rounds.map(({ cpuMicros }) => cpuMicros)),
  };
}

/** Does `total` pieces of work, `atOnce` at a time. */
export async function inParallel(
  total: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, total) }, worker));
}

/** How long `work`, which is `count` pieces, takes, and what it costs the process that does it. */
export async function figuresOf(child: Child, count: number, work: () => Promise<void>): Promise<Figures> {
  const cpuBefore = await child.cpuMicros();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMicros = ((await child.cpuMicros()) - cpuBefore) / count;
  return { rate: count / seconds, cpuMicros };
}

/**
 * Measures every contender once a round, one after the other and in turning order, so that what else the
 * machine does meets all of them alike.
 */
export async function alternate<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<Figures>>,
): Promise<Record<Name, Figures[]>> {
  const names = Object.keys(contenders) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as Figures[]])) as Record<Name, Figures[]>;
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length]!;
      figures[name].push(await contenders[name]());
    }
  return figures;
}
