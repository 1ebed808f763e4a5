import type { Row } from 'write-excel-file/node';
import type { Cell, ExportSheet, ExportTable } from './table.ts';
import { readable } from './text.ts';

/** An Excel workbook. Texts are typed as text: nothing in them is ever computed. */
export async function toXlsx({ sheets }: ExportTable): Promise<Buffer> {
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const names = sheetNames(sheets);
  const drawn = sheets.map(({ columns, rows }, at) => ({
    sheet: names[at]!,
    data: [
      columns.map(({ title }) => ({ ...cellOf(title), fontWeight: 'bold' as const })),
      ...rows.map((row): Row => row.map(cellOf)),
    ],
    columns: columns.map(({ title, width }) => ({ width: width ?? Math.max(10, title.length * 2) })),
    stickyRowsCount: 1,
  }));
  return writeWorkbook(drawn).toBuffer();
}

const cellOf = (cell: Cell) => {
  if (cell === null || cell === '') return { value: undefined };
  return typeof cell === 'number'
    ? { type: Number, value: cell }
    : { type: String, value: written(readable(cell)) };
};

/**
 * The library counts texts in a plain object, where `constructor` and its like are there already and break the file.
 * The sign behind them makes them others, and is left out when they are written.
 */
const written = (text: string) => (text in Object.prototype ? `${text}\u0001` : text);

/** As Excel takes them: 31 characters, none of its own signs, each once. */
function sheetNames(sheets: readonly ExportSheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, at) => {
    const plain = readable(name)
      .replace(/[\\/?*[\]:\n\t']/g, ' ')
      .trim();
    const cut = [...plain].slice(0, 27).join('').trim() || String(at + 1);
    const free = taken.has(cut.toLowerCase()) ? `${cut} ${at + 1}` : cut;
    taken.add(free.toLowerCase());
    return free;
  });
}
