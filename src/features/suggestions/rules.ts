import type { Roles } from './people.ts';
import { isOpen, type Stage, type Suggestion } from './suggestion.ts';

/** What somebody wants of a suggestion. */
export type Intent =
  | { readonly verb: 'review' | 'start' | 'confirm' | 'support' | 'unsupport' | 'dismiss' | 'unhide' }
  | { readonly verb: 'plan'; readonly promisedFor: string; readonly words?: string }
  | { readonly verb: 'postpone'; readonly promisedFor: string; readonly words: string }
  | { readonly verb: 'finish'; readonly words?: string }
  | { readonly verb: 'decline' | 'reopen' | 'hide' | 'flag'; readonly words: string }
  | { readonly verb: 'assign'; readonly ownerId: string }
  | { readonly verb: 'link'; readonly requestIds: readonly string[] };
export type Verb = Intent['verb'] | 'merge';

export interface Actor {
  readonly id: string;
  readonly roles: Roles;
  /** The day, where whoever answers for it is. */
  readonly today: string;
  readonly at: Date;
  /** It is decided in an improvement meeting, by somebody who holds those. */
  readonly meeting?: boolean;
}

export type Refusal =
  | 'notYours'
  | 'notAuthor'
  | 'notModerator'
  | 'notNow'
  | 'hidden'
  | 'own'
  | 'supported'
  | 'notSupporting'
  | 'flagged'
  | 'past'
  | 'noWords'
  | 'same';

type Decided = { readonly changed: Partial<Suggestion> } | { readonly refused: Refusal };

const open: readonly Stage[] = ['received', 'underReview', 'planned', 'doing'];
const unmerged: readonly Stage[] = [...open, 'done', 'confirmed', 'declined'];

/** From which stages each verb is possible. */
const from: Readonly<Record<Verb, readonly Stage[]>> = {
  review: ['received', 'declined'],
  plan: ['received', 'underReview'],
  postpone: ['planned', 'doing'],
  start: ['received', 'underReview', 'planned'],
  finish: open,
  decline: open,
  confirm: ['done'],
  reopen: ['done'],
  assign: open,
  link: [...open, 'done'],
  support: open,
  unsupport: open,
  merge: open,
  flag: unmerged,
  dismiss: unmerged,
  hide: unmerged,
  unhide: unmerged,
};

/** For whom each verb is. */
const by: Readonly<Record<Verb, 'answers' | 'author' | 'moderator' | 'merger' | 'anyone'>> = {
  ...{ review: 'answers', plan: 'answers', postpone: 'answers', start: 'answers', finish: 'answers' },
  ...{ decline: 'answers', assign: 'answers', link: 'answers' },
  ...{ confirm: 'author', reopen: 'author' },
  ...{ merge: 'merger', dismiss: 'moderator', hide: 'moderator', unhide: 'moderator' },
  ...{ support: 'anyone', unsupport: 'anyone', flag: 'anyone' },
};

const refusals = {
  answers: 'notYours',
  author: 'notAuthor',
  moderator: 'notModerator',
  merger: 'notYours',
} as const;

/** Why somebody cannot do that now, as far as it depends on nothing that they would say; undefined: they can. */
export function whyNot(
  suggestion: Suggestion,
  verb: Verb,
  { id, roles, meeting }: Pick<Actor, 'id' | 'roles' | 'meeting'>,
): Refusal | undefined {
  const { answers, curator, moderator, author } = roles;
  const may = {
    answers: answers || curator || meeting === true,
    ...{ author, moderator, merger: answers || curator || moderator, anyone: true },
  };
  const who = by[verb];
  if (!may[who]) return who === 'anyone' ? undefined : refusals[who];
  if (suggestion.hidden && who !== 'moderator') return 'hidden';
  if (!from[verb].includes(suggestion.stage)) return 'notNow';
  const { supporterIds, authorId, flags, hidden, promisedFor } = suggestion;
  switch (verb) {
    case 'support':
      if (authorId === id) return 'own';
      return supporterIds.includes(id) ? 'supported' : undefined;
    case 'unsupport':
      return supporterIds.includes(id) ? undefined : 'notSupporting';
    case 'flag':
      return flags.some(({ byId }) => byId === id) ? 'flagged' : undefined;
    case 'postpone':
      return promisedFor === null ? 'notNow' : undefined;
    case 'dismiss':
      return flags.length === 0 ? 'notNow' : undefined;
    case 'hide':
      return hidden ? 'notNow' : undefined;
    case 'unhide':
      return hidden ? undefined : 'notNow';
    default:
      return undefined;
  }
}

const refused = (why: Refusal): Decided => ({ refused: why });

/** What follows for the suggestion itself. */
export function decide(suggestion: Suggestion, intent: Intent, actor: Actor): Decided {
  const why = whyNot(suggestion, intent.verb, actor);
  if (why !== undefined) return refused(why);
  const moved = (changed: Partial<Suggestion>): Decided => ({ changed: { ...changed, movedAt: actor.at } });
  switch (intent.verb) {
    case 'review':
      return moved({ stage: 'underReview', reason: null });
    case 'plan':
      if (intent.promisedFor < actor.today) return refused('past');
      return moved({ stage: 'planned', promisedFor: intent.promisedFor, postponed: 0 });
    case 'postpone':
      if (intent.promisedFor < actor.today) return refused('past');
      if (intent.promisedFor === suggestion.promisedFor) return refused('same');
      if (isBlank(intent.words)) return refused('noWords');
      return { changed: { promisedFor: intent.promisedFor, postponed: suggestion.postponed + 1 } };
    case 'start':
      return moved({ stage: 'doing' });
    case 'finish':
      return moved({ stage: 'done' });
    case 'decline':
      if (isBlank(intent.words)) return refused('noWords');
      return moved({ stage: 'declined', reason: intent.words, promisedFor: null, postponed: 0 });
    case 'confirm':
      return moved({ stage: 'confirmed' });
    case 'reopen':
      if (isBlank(intent.words)) return refused('noWords');
      return moved({ stage: 'underReview', promisedFor: null, postponed: 0 });
    case 'assign':
      return intent.ownerId === suggestion.ownerId
        ? refused('same')
        : { changed: { ownerId: intent.ownerId } };
    case 'link': {
      const requestIds = [...new Set([...suggestion.requestIds, ...intent.requestIds])];
      return requestIds.length === suggestion.requestIds.length
        ? refused('same')
        : { changed: { requestIds } };
    }
    case 'support':
      return { changed: { supporterIds: [...suggestion.supporterIds, actor.id] } };
    case 'unsupport':
      return { changed: { supporterIds: suggestion.supporterIds.filter((id) => id !== actor.id) } };
    case 'flag':
      if (isBlank(intent.words)) return refused('noWords');
      return { changed: { flags: [...suggestion.flags, { byId: actor.id, reason: intent.words }] } };
    case 'dismiss':
      return { changed: { flags: [] } };
    case 'hide':
      return isBlank(intent.words) ? refused('noWords') : { changed: { hidden: true, flags: [] } };
    case 'unhide':
      return { changed: { hidden: false } };
  }
}

const isBlank = (words: string) => words.trim() === '';

/** Nobody objected in time: what is done counts as confirmed. Undefined: its author has answered. */
export const confirmSilently = (suggestion: Suggestion, at: Date): Partial<Suggestion> | undefined =>
  suggestion.stage === 'done' ? { stage: 'confirmed', movedAt: at } : undefined;

export interface Merged {
  readonly gone: Partial<Suggestion>;
  readonly kept: Partial<Suggestion>;
}

/**
 * One of two that want the same goes into the other: those who support it support that one, and its author, where they
 * gave their name, as well. An anonymous author follows along under their own seal.
 */
export function merge(
  suggestion: Suggestion,
  into: Suggestion,
  actor: Actor,
): Merged | { readonly refused: Refusal } {
  const why = whyNot(suggestion, 'merge', actor);
  if (why !== undefined) return { refused: why };
  if (suggestion.id === into.id) return { refused: 'same' };
  if (!isOpen(into) || into.hidden) return { refused: 'notNow' };
  const followers = [...suggestion.supporterIds, ...(suggestion.authorId ? [suggestion.authorId] : [])];
  const supporterIds = [...new Set([...into.supporterIds, ...followers])].filter(
    (id) => id !== into.authorId,
  );
  return {
    gone: { stage: 'merged', mergedIntoId: into.id, promisedFor: null, flags: [], movedAt: actor.at },
    kept: { supporterIds, requestIds: [...new Set([...into.requestIds, ...suggestion.requestIds])] },
  };
}
