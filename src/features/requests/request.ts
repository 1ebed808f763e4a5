import type { Localized } from '../../core/locale.ts';
import type { FieldValue } from '../../ui/form.ts';
import type { Step } from '../approvals/index.ts';
import type { RequestFile } from './files/request-file.ts';

/**
 * Where a request stands. `new`: nobody of the team has answered yet. `open`: the team has it, nobody in particular.
 * `waiting`: for the requester. `onHold`: until a day, for a reason. What `rejected` means is that approval was refused.
 */
export type Stage =
  | 'new'
  | 'awaitingApproval'
  | 'open'
  | 'assigned'
  | 'inProgress'
  | 'waiting'
  | 'onHold'
  | 'done'
  | 'closed'
  | 'rejected'
  | 'cancelled';

/** A request as it stands: one row, and the steps of its approval. `version` counts its history. */
export interface RequestState {
  id: string;
  subject: string;
  number: number;
  version: number;
  category: string;
  teamId: string;
  /** Whose request it is. */
  requesterId: string;
  /** Who wrote it down; the requester, unless they had somebody do it for them. */
  filedById: string;
  assigneeId: string | null;
  stage: Stage;
  /** What `waiting` and `onHold` go back to. */
  stageBefore: Stage | null;
  fields: Record<string, FieldValue>;
  placeId: string | null;
  urgency: string | null;
  /** What it is about, as plain text, and the words that it is found by. */
  about: string;
  words: string[];
  /** The message that it was made of, or what else it came from, such as a poll. */
  origin: {
    url?: string;
    author?: string;
    text?: string;
    source?: { subject: string; number: number };
  } | null;
  watcherIds: string[];
  /** Those who have the same need. */
  joinerIds: string[];
  parentId: string | null;
  mergedIntoId: string | null;
  mergedIntoNumber: number | null;
  /** Offered to another team, which has not accepted yet. */
  handover: Handover | null;
  holdReason: string | null;
  holdUntil: Date | null;
  checklist: ChecklistItem[];
  note: string | null;
  actualCost: number | null;
  /** 1 to 5 each; null where nobody said. */
  speed: number | null;
  quality: number | null;
  manner: number | null;
  ratingComment: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** When somebody of the team first answered. */
  respondedAt: Date | null;
  doneAt: Date | null;
  closedAt: Date | null;
  /** When it has to be answered and done; null without a target, and while its clock stands still. */
  respondBy: Date | null;
  resolveBy: Date | null;
  /** Since when the clock stands still, unless the request is over. */
  pausedAt: Date | null;
  /** Working minutes left, while the clock stands still; negative where it was late already. */
  respondLeftMinutes: number | null;
  resolveLeftMinutes: number | null;
  respondMissedAt: Date | null;
  resolveMissedAt: Date | null;
  steps: Step[];
  /** Photos and documents, the oldest first. */
  files: RequestFile[];
  /** What other teams do for it, by number; it cannot be done before they are. */
  subRequests: SubRequest[];
  /** The request that it is a part of. */
  parent: ParentRequest | null;
}

/** A part of a request, as far as the whole has to know it. */
export type SubRequest = Pick<RequestState, 'id' | 'number' | 'category' | 'teamId' | 'assigneeId' | 'stage'>;

/** The whole, as far as its parts have to know it. */
export interface ParentRequest
  extends Pick<RequestState, 'id' | 'number' | 'version' | 'category' | 'teamId' | 'assigneeId' | 'stage'> {
  /** How many of its other parts are not over. */
  openSiblings: number;
}

export interface Handover {
  teamId: string;
  reason: string;
  byId: string;
  /** ISO instant. */
  at: string;
}

export interface ChecklistItem {
  text: Localized;
  doneById: string | null;
  /** ISO instant. */
  doneAt: string | null;
}

/** The three axes of a rating. */
export const ratingAxes = ['speed', 'quality', 'manner'] as const;

/** 1 to 5 each; null where nobody said. A missing rating is never a good one. */
export type Ratings = Record<(typeof ratingAxes)[number], number | null>;

/** A request that has just been filed, before anything is known of it besides who wants what. */
export function newRequest(
  given: Pick<
    RequestState,
    'id' | 'subject' | 'number' | 'category' | 'teamId' | 'requesterId' | 'fields' | 'createdAt'
  > &
    Partial<RequestState>,
): RequestState {
  return {
    version: 1,
    filedById: given.requesterId,
    assigneeId: null,
    stage: 'new',
    stageBefore: null,
    placeId: null,
    urgency: null,
    about: '',
    words: [],
    origin: null,
    watcherIds: [],
    joinerIds: [],
    parentId: null,
    mergedIntoId: null,
    mergedIntoNumber: null,
    handover: null,
    holdReason: null,
    holdUntil: null,
    checklist: [],
    note: null,
    actualCost: null,
    speed: null,
    quality: null,
    manner: null,
    ratingComment: null,
    updatedAt: given.createdAt,
    respondedAt: null,
    doneAt: null,
    closedAt: null,
    respondBy: null,
    resolveBy: null,
    pausedAt: null,
    respondLeftMinutes: null,
    resolveLeftMinutes: null,
    respondMissedAt: null,
    resolveMissedAt: null,
    steps: [],
    files: [],
    subRequests: [],
    parent: null,
    ...given,
  };
}
