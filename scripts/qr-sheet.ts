import encodeQR from 'qr';
import type { Office } from '../src/config/office.ts';
import { pathOf } from '../src/config/places.ts';
import { didYouMean } from '../src/config/suggest.ts';
import { QuartermasterError } from '../src/core/errors.ts';

/** Where a place's QR code leads: to what can be filed there, or to the form of one category. */
function placeLink(publicUrl: string, placeId: string, category?: string): string {
  const query = new URLSearchParams({ place: placeId, ...(category && { category }) });
  return `${publicUrl}/file?${query}`;
}

export interface QrOptions {
  /** Default: every place. */
  place?: string[];
  category?: string;
  output: string;
}

/**
 * The files that `office qr` writes: `places.svg`, `places-2.svg`, ….
 * @throws QuartermasterError 'config' for a place or category that the office has not got, and where there is none.
 */
export function qrFiles(
  office: Office,
  publicUrl: string,
  options: QrOptions,
): { file: string; svg: string }[] {
  const { place = Object.keys(office.places), category, output } = options;
  const refuse = (message: string) => new QuartermasterError('config', message);
  const unknown = place.find((id) => !office.places[id]);
  if (unknown !== undefined)
    throw refuse(`there is no place "${unknown}"${didYouMean(unknown, Object.keys(office.places))}`);
  if (category !== undefined && !office.catalogue[category])
    throw refuse(`there is no category "${category}"${didYouMean(category, Object.keys(office.catalogue))}`);
  if (place.length === 0) throw refuse('the office file has no places');
  if (!output.endsWith('.svg')) throw refuse(`${output}: the sheets are SVG files, e.g. places.svg`);
  return qrSheets(office, place, (id) => placeLink(publicUrl, id, category)).map((svg, nth) => ({
    file: nth === 0 ? output : output.replace(/\.svg$/, `-${nth + 1}.svg`),
    svg,
  }));
}

// A4 in millimetres: three codes side by side, four below each other, with lines to cut along.
const page = { width: 210, height: 297, columns: 3, rows: 4 };
const cell = { width: page.width / page.columns, height: page.height / page.rows };
const code = { size: 44, top: 5 };
/** So many characters of a name fit into a cell at its full size; longer ones are set smaller. */
const fullSize = { name: 9, way: 22 };

/** Sheets to print, as SVG: twelve places each, with their names in both languages, and where they are. */
function qrSheets(office: Office, placeIds: string[], link: (placeId: string) => string): string[] {
  const perPage = page.columns * page.rows;
  const count = Math.ceil(placeIds.length / perPage);
  return Array.from({ length: count }, (_, nth) => {
    const cells = placeIds.slice(nth * perPage, (nth + 1) * perPage).map((id, index) => {
      const x = (index % page.columns) * cell.width;
      const y = Math.floor(index / page.columns) * cell.height;
      return `<g transform="translate(${x} ${y})">${drawPlace(office, id, link(id))}</g>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}mm" height="${page.height}mm" viewBox="0 0 ${page.width} ${page.height}" font-family="'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" text-anchor="middle">
<rect width="100%" height="100%" fill="#fff"/>
${cells.join('\n')}
</svg>
`;
  });
}

function drawPlace({ places }: Office, id: string, url: string): string {
  const { name } = places[id]!;
  const names = [...new Set([name['zh-CN'], name.en])].join(' · ');
  const ways = [...new Set([pathOf(places, id, 'zh-CN'), pathOf(places, id, 'en')])];
  const below = code.top + code.size;
  const line = (text: string, y: number, size: number, fits: number, style = '') =>
    `<text x="${cell.width / 2}" y="${y}" font-size="${fontSize(text, size, fits)}"${style}>${escaped(text)}</text>`;
  return `<rect width="${cell.width}" height="${cell.height}" fill="none" stroke="#bbb" stroke-width="0.2" stroke-dasharray="1.5 1.5"/>
${drawCode(url)}
${line(names, below + 7, 5.5, fullSize.name, ' font-weight="bold"')}
${ways.map((way, nth) => line(way, below + 12.5 + nth * 4.5, 3, fullSize.way, ' fill="#444"')).join('\n')}`;
}

/** A code with the quiet zone around it that readers need: four modules. Crisp at every size. */
function drawCode(url: string): string {
  const modules = encodeQR(url, 'raw', { ecc: 'medium', border: 4 });
  const size = code.size / modules.length;
  const dark = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const left = (cell.width - code.size) / 2;
  return `<path transform="translate(${left} ${code.top}) scale(${size})" d="${dark.join('')}" shape-rendering="crispEdges"><title>${escaped(url)}</title></path>`;
}

/** Chinese characters are twice as wide as others. */
function fontSize(text: string, size: number, fits: number): number {
  const width = [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.55), 0);
  return Math.round(Math.min(size, (size * fits) / width) * 100) / 100;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
