export type ExportFormat = 'csv' | 'xlsx';

/** A table as it is handed to a browser. */
export interface WebExport {
  /** With its ending; in any script. */
  name: string;
  contentType: string;
  content: Buffer;
}

/** The tables that people take away from the web page: the core makes them. */
export interface WebExports {
  /** The table of this kind and id, for somebody who may have it. Undefined: nothing for them. */
  open(
    asked: { kind: string; id: string; format: ExportFormat },
    personId: string,
  ): Promise<WebExport | undefined>;
}
