/** Rows in columns as a terminal shows them: Chinese characters are two wide. The first row is underlined. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const padded = rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  return padded.toSpliced(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;
const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** A line of a CSV file. What a spreadsheet would take for a formula is marked as text. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+@-]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}
