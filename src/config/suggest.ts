/** How many letters must be typed, dropped, changed or swapped with their neighbour to turn one word into the other. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + same,
        swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

/** `; did you mean "locale"?` where one of the known words is near enough to what was written, otherwise nothing. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const lower = written.slice(0, 100).toLowerCase();
  let best: string | undefined;
  let least = Math.floor(Math.max(lower.length, 4) / 4) + 1;
  for (const word of known) {
    if (Math.abs(word.length - lower.length) >= least) continue;
    const distance = editDistance(lower, word.toLowerCase());
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best === undefined ? '' : `; did you mean "${best}"?`;
}
