import type { Readable } from 'node:stream';

/** What somebody uploads on the web page. */
export interface WebUpload {
  personId: string;
  name: string;
  content: Readable;
}

/** What became of one upload: a file that a form or a message may name by its id, or what is wrong with it. */
export type WebUploaded = { id: string; name: string; size: number } | { name: string; problem: string };

/** A file as it is handed to a browser. */
export interface WebFile {
  name: string;
  /** By its bytes. */
  contentType: string;
  size: number;
  /** A picture that a browser may show in place; anything else is offered for saving. */
  safeImage: boolean;
  content: Readable;
}

/** The files of the web page: the core keeps them. */
export interface WebFiles {
  /** The largest file in bytes, how many one event may bring, and the endings of names, for a file dialog. */
  readonly limits: { maxBytes: number; maxFiles: number; accept: string };
  /** Keeps a file for its uploader alone, until an event of theirs names it. */
  keep(upload: WebUpload): Promise<WebUploaded>;
  /** The file, for somebody who may see it. 'pending': it is still being fetched. Undefined: nothing for them. */
  open(id: string, personId: string): Promise<WebFile | 'pending' | undefined>;
}
