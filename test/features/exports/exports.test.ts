import fc from 'fast-check';
import { unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { World } from '../../../src/engine/context.ts';
import {
  type Cell,
  createWebExports,
  type ExportTable,
  exportLinks,
} from '../../../src/features/exports/index.ts';

const world = { publicUrl: 'https://office.example' } as World;
const open = (table: ExportTable, format: 'csv' | 'xlsx') =>
  createWebExports(() => world, [{ kind: 'polls', table: async () => table }]).open(
    { kind: 'polls', id: 'pol_1', format },
    'per_1',
  );
const tableOf = (rows: Cell[][], titles = rows[0]?.map((_, at) => `Column ${at}`) ?? []): ExportTable => ({
  name: 'Lunch',
  sheets: [{ name: 'Votes', columns: titles.map((title) => ({ title })), rows }],
});

/** Each field of a CSV with whether it stood in quotes, as RFC 4180 has it. */
function parseCsv(text: string): { text: string; quoted: boolean }[][] {
  expect(text.startsWith('\uFEFF')).toBe(true);
  const rows: { text: string; quoted: boolean }[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  field.lastIndex = 1;
  for (let row: (typeof rows)[number] = []; field.lastIndex < text.length; ) {
    const match = field.exec(text);
    if (match === null) throw new Error('no CSV');
    const [, quoted, bare = '', end] = match;
    row.push({ text: quoted?.replaceAll('""', '"') ?? bare, quoted: quoted !== undefined });
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** What a program that knows how texts were made harmless reads. */
const undone = (text: string) => text.replace(/^'(?=[\s']*[=+\-@＝＋－＠]|'*[\t\r])/u, '');
/** What a spreadsheet computes, if a cell begins with it. */
const isFormula = (text: string) => /^[=+\-@＝＋－＠\t\r]/.test(text.trimStart()) || /^[\t\r]/.test(text);

const nasty = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '=1+1',
        '+1',
        '-1',
        '@SUM(A1)',
        '\t=1',
        '\r=1',
        " \n =cmd|'/C calc'!A0",
        '＝1+1',
        '＋1',
        '－1',
        '＠x',
        "'=1",
        "''+1",
      ],
      ...[
        '"',
        '""',
        'a,b;c',
        'line\nline',
        'line\r\nline',
        '中文，标点。',
        '👩‍🚀🏳️‍🌈',
        'مرحبا',
        '\u202Eevil',
        '1',
        '1e5',
        'TRUE',
        '007',
      ],
      ...[
        '<b>&amp;</b>',
        ']]>',
        ' spaces ',
        '=HYPERLINK("http://x","y")',
        '2026-01-01',
        'null',
        'toString',
        '__proto__',
        "'\t",
        '#N/A',
      ],
    ),
  },
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.constantFrom(...'=+-@＝＋ \t\n"\',;x1'), { maxLength: 8 }).map((signs) => signs.join('')),
);
const cell = fc.oneof(nasty, nasty, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
const rows = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );
/** Line breaks are of one kind in a file; what only machines see is not in it. */
const plain = (text: string) => text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}|\uFFFD/gu, '');

it('CSV: every text comes back as it was, and none is a formula; numbers are numbers', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const read = parseCsv((await open(tableOf(cells), 'csv'))!.content.toString('utf8')).slice(1);
      expect(read).toHaveLength(cells.length);
      for (const [y, row] of cells.entries())
        for (const [x, value] of row.entries()) {
          const { text, quoted } = read[y]![x]!;
          if (typeof value === 'number') expect([Number(text), quoted]).toEqual([value + 0, false]);
          else {
            expect(undone(text)).toBe(plain(value ?? ''));
            expect(isFormula(text), text).toBe(false);
          }
        }
    }),
    { numRuns: 300 },
  );
}, 60_000);

it('XLSX: every text comes back as text, and no cell is a formula; numbers are numbers', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const { content } = (await open(tableOf(cells), 'xlsx'))!;
      const files = unzipSync(content);
      for (const [name, bytes] of Object.entries(files))
        if (name.includes('worksheets/')) expect(Buffer.from(bytes).toString()).not.toMatch(/<f[ >]/);
      const [sheet] = await readExcelFile(content, { trim: false });
      const read = sheet!.data.slice(1);
      for (const [y, row] of cells.entries())
        for (const [x, value] of row.entries()) {
          const got = read[y]?.[x] ?? null;
          if (typeof value === 'number') expect(got).toBe(value + 0);
          else expect(got ?? '').toBe(plain(value ?? ''));
        }
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('titles are as harmless as cells, and sheets are called what Excel takes', async () => {
  const table = tableOf([['x']], ['=1+1']);
  const csv = (await open(table, 'csv'))!.content.toString('utf8');
  expect(csv).toBe('\uFEFF"\'=1+1"\r\n"x"\r\n');
  const names = ['A/B: 满意度?', 'A/B: 满意度?', "'", '很长的名字'.repeat(9)];
  const [first] = table.sheets;
  const { content } = (await open(
    { ...table, sheets: [first, ...names.map((name) => ({ ...first, name }))] },
    'xlsx',
  ))!;
  const sheets = await readExcelFile(content);
  expect(new Set(sheets.map(({ sheet }) => sheet)).size).toBe(5);
  expect(sheets[1]!.sheet).toContain('满意度');
});

it('a file has a name that every system takes, and its type', async () => {
  const made = await open({ ...tableOf([['x']]), name: '午餐/投票: "周五"\n?' }, 'xlsx');
  expect(made?.name).toBe('午餐 投票 周五.xlsx');
  expect(made?.contentType).toContain('spreadsheetml');
  expect((await open({ ...tableOf([['x']]), name: '/' }, 'csv'))?.name).toBe('export.csv');
});

it('nothing is made of an unknown kind, or for whom its exporter refuses', async () => {
  const refuses = createWebExports(() => world, [{ kind: 'polls', table: async () => undefined }]);
  expect(await refuses.open({ kind: 'polls', id: 'x', format: 'csv' }, 'per_1')).toBeUndefined();
  expect(await refuses.open({ kind: 'salaries', id: 'x', format: 'csv' }, 'per_1')).toBeUndefined();
});

it('links lead to both files, with an id in one piece', () => {
  const links = exportLinks(world, 'zh-CN', 'polls', 'a/b');
  expect(links).toMatchObject([
    { url: 'https://office.example/exports/polls/a%2Fb.xlsx', path: 'exports/polls/a%2Fb.xlsx' },
    { url: 'https://office.example/exports/polls/a%2Fb.csv' },
  ]);
});
