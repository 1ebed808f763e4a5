/** A line of the table: a figure of ours beside the same figure of a bare reference, from one run. */
export interface Row {
  what: string;
  ours: string;
  reference: string;
  /** Ours in the terms of the reference's. */
  ratio?: number;
  /** What the ratio should be. */
  target?: { atLeast: number } | { atMost: number };
}

export const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`;
export const micros = (value: number) => `${Math.round(value).toLocaleString('en')} µs`;
export const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
export const millis = (value: number) => `${value.toFixed(1)} ms`;

/** The rows as a table in Markdown. `heads` name the two figures. */
export function table(
  rows: readonly Row[],
  heads: [string, string] = ['Quartermaster', 'reference'],
): string {
  const lines = rows.map(({ what, ours, reference, ratio, target }) => [
    what,
    ours,
    reference,
    ratio === undefined ? '' : ratio.toFixed(2),
    target === undefined ? '' : described(target),
    target === undefined || ratio === undefined ? '' : verdict(ratio, target),
  ]);
  return markdown(['', ...heads, 'ratio', 'target', ''], lines);
}

const described = (target: NonNullable<Row['target']>) =>
  'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;

function verdict(ratio: number, target: NonNullable<Row['target']>): string {
  const met = 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
  return met ? 'met' : 'missed';
}

export function markdown(head: string[], lines: string[][]): string {
  const all = [head, lines[0]?.map(() => '---') ?? [], ...lines];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
