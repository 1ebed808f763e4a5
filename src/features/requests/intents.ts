import type { Directory } from '../../directory/directory.ts';
import type { MessageArgs, MessageKey } from '../../i18n/translate.ts';
import type { Step } from '../approvals/index.ts';
import type { Ratings, RequestState } from './request.ts';
import type { Roles } from './roles.ts';

/** What was filled in, and what follows from it. */
export type Filled = Pick<RequestState, 'fields' | 'placeId' | 'urgency' | 'about' | 'words'>;

/** What somebody wants of a request. */
export type Intent =
  | { verb: 'take' }
  | { verb: 'takeOver' }
  | { verb: 'assign'; personId: string }
  | { verb: 'release' }
  | { verb: 'begin' }
  | { verb: 'askRequester'; question: string }
  | { verb: 'hold'; reason: string; until: Date }
  | { verb: 'resume' }
  | { verb: 'handOver'; teamId: string; reason: string }
  | { verb: 'accept' }
  | { verb: 'decline'; reason: string }
  /** `ticked`: the positions of all items that are ticked from now on. */
  | { verb: 'check'; ticked: readonly number[] }
  | { verb: 'finish'; note: string; actualCost: number | null }
  | { verb: 'confirm'; ratings: Ratings; comment: string | null }
  | { verb: 'reopen'; reason: string }
  | { verb: 'withdraw' }
  | { verb: 'cancel'; reason: string }
  /** `steps`: the chain as it stands with these values, where they have to be approved anew. */
  | ({ verb: 'edit'; steps?: Step[] | undefined } & Filled)
  /** What an approver gave back is sent to them again. */
  | ({ verb: 'correct'; steps: Step[] } & Filled)
  | { verb: 'watch' }
  | { verb: 'unwatch' }
  | { verb: 'addWatcher'; personId: string }
  | { verb: 'comment'; words: string }
  | { verb: 'note'; words: string };

export type Verb = Intent['verb'];

/** Those that are done at a click; all others are done by a form. */
export const verbsAtOnce = [
  'take',
  'takeOver',
  'release',
  'begin',
  'resume',
  'accept',
  'withdraw',
  'watch',
  'unwatch',
] as const satisfies Verb[];

/** Verbs that need to know more than who wants it. */
export type FormVerb = Exclude<Verb, (typeof verbsAtOnce)[number]>;

export type Refusal = { refused: MessageKey; args?: MessageArgs };

/** What becomes different; nothing of what was filed with it, and nothing that other rows tell. */
export type Change = Partial<
  Omit<RequestState, 'id' | 'subject' | 'number' | 'parent' | 'subRequests' | 'mergedIntoNumber' | 'files'>
>;

/** Who wants it, what they are to this request, and when. */
export interface Actor {
  id: string;
  roles: Roles;
  at: Date;
}

/** What decides on one verb: what changes, or why nothing does. Pure; `directory` says who works where. */
export type Rule<V extends Verb> = (
  request: RequestState,
  intent: Extract<Intent, { verb: V }>,
  actor: Actor,
  directory: Directory,
) => Change | Refusal;
