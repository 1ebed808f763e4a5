import type { KnownFile } from '../../../files/rows.ts';

/** When a file came to its request. */
export type FilePhase = 'filing' | 'completion' | 'thread';

/** A file of a request, as its row and its link say. */
export interface RequestFile extends KnownFile {
  state: 'pending' | 'stored' | 'failed';
  phase: FilePhase;
  /** For the team alone, as an internal note is: the requester never sees it. */
  internal: boolean;
}
