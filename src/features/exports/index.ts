import type { Locale } from '../../core/locale.ts';
import type { World } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import type { WebExports } from '../../platform/web-exports.ts';
import type { Block } from '../../ui/card.ts';
import { toCsv } from './csv.ts';
import type { ExportTable } from './table.ts';
import { readable } from './text.ts';
import { toXlsx } from './xlsx.ts';

export type { Cell, ExportColumn, ExportSheet, ExportTable } from './table.ts';

/** One kind of thing that people take away as a table: `polls`, `surveys`. */
export interface Exporter {
  /** In the address of its exports: lower-case letters and hyphens. */
  readonly kind: string;
  /** The table in this person's language. Undefined: there is none by this id, or not for them. */
  table(world: World, personId: string, id: string): Promise<ExportTable | undefined>;
}

const formats = ['xlsx', 'csv'] as const;

/** Links by which somebody takes a table away, signed in to the web page: for cards of whoever may have it. */
export function exportLinks({ publicUrl }: World, locale: Locale, kind: string, id: string): Block[] {
  return formats.map((format) => {
    const path = `exports/${kind}/${encodeURIComponent(id)}.${format}`;
    return { kind: 'link', label: t(locale, `exports.${format}`), url: `${publicUrl}/${path}`, path };
  });
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Hands tables to the web page: each exporter says by itself who may have what. */
export function createWebExports(world: () => World, exporters: readonly Exporter[]): WebExports {
  return {
    async open({ kind, id, format }, personId) {
      const exporter = exporters.find((one) => one.kind === kind);
      const table = await exporter?.table(world(), personId, id);
      if (table === undefined) return undefined;
      const content = format === 'csv' ? await toCsv(table.sheets[0]) : await toXlsx(table);
      return { name: `${fileName(table.name)}.${format}`, contentType: contentTypes[format], content };
    },
  };
}

/** What every system takes as the name of a file. */
const fileName = (name: string): string =>
  [...readable(name).replace(/[\s\\/:*?"<>|]+/g, ' ')].slice(0, 100).join('').trim() || 'export';
