/** What somebody takes away: one sheet or several of one workbook. CSV has no sheets and holds the first alone. */
export interface ExportTable {
  /** What the file is called, without an ending: in the reader's language, any script. */
  name: string;
  sheets: [ExportSheet, ...ExportSheet[]];
}

export interface ExportSheet {
  /** At most 31 characters are shown of it. */
  name: string;
  columns: ExportColumn[];
  /** As many cells in each as there are columns. */
  rows: Cell[][];
}

export interface ExportColumn {
  title: string;
  /** How wide it is to begin with, in characters. Default: its title's. */
  width?: number;
}

/** Text stays text, whatever it looks like; numbers stay numbers. Null: an empty cell. Dates are text, as people read them. */
export type Cell = string | number | null;
