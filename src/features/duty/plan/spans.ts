/** From `start` until `end`, which is no part of it. In milliseconds: of instants, or of wall times as if in UTC. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export const hourMs = 3_600_000;
export const minuteMs = 60_000;

export const touches = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end;

export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { start, end }) => sum + end - start, 0);

export const stretchOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Stretch => ({
  start: startsAt.getTime(),
  end: endsAt.getTime(),
});

/** What all of them cover, as few stretches as possible, in order. */
export function united(stretches: readonly Stretch[]): Stretch[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) merged.push({ start, end });
  }
  return merged;
}

/** What is left of a stretch. @param taken in order, none touching another. */
export function without({ start, end }: Stretch, taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let from = start;
  for (let at = firstEndingAfter(taken, start); at < taken.length && taken[at]!.start < end; at++) {
    if (taken[at]!.start > from) left.push({ start: from, end: taken[at]!.start });
    from = taken[at]!.end;
  }
  if (from < end) left.push({ start: from, end });
  return left;
}

/** What several stretches have in common with one. */
export function within(stretches: readonly Stretch[], { start, end }: Stretch): Stretch[] {
  return stretches.flatMap((each) => {
    const common = { start: Math.max(each.start, start), end: Math.min(each.end, end) };
    return common.start < common.end ? [common] : [];
  });
}

function firstEndingAfter(stretches: readonly Stretch[], instant: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.end <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
