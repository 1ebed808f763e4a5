import type { Cell, ExportSheet } from './table.ts';
import { readable } from './text.ts';

/** What a spreadsheet would read as a formula, also behind spaces and line breaks, and as full-width signs. */
const formula = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r]/u;

/**
 * A text that no spreadsheet computes: with an apostrophe before what looks like a formula, and before an apostrophe
 * that stands there already, so that it can be taken off again.
 */
const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** CSV as spreadsheets read it, Excel with Chinese too: UTF-8 with a BOM, CRLF, every text in quotes. */
export async function toCsv({ columns, rows }: ExportSheet): Promise<Buffer> {
  const { stringify } = await import('csv-stringify/sync');
  const titles = columns.map(({ title }) => title);
  const written = (cell: Cell) => (typeof cell === 'string' ? harmless(readable(cell)) : cell);
  const text = stringify(
    [titles, ...rows].map((row) => row.map(written)),
    { bom: true, record_delimiter: 'windows', quoted_string: true },
  );
  return Buffer.from(text);
}
