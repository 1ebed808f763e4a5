import type { Json } from '../../core/json.ts';
import type { Say } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Authors } from './authors.ts';
import { mergedInto } from './store.ts';
import { type Suggestion, subjectOf } from './suggestion.ts';

type KeysOf<Key, Prefix extends string> = Key extends `${Prefix}${infer Name}` ? Name : never;
export type NoticeKey = KeysOf<MessageKey, 'suggestions.notice.'>;

/** What a notice says besides the suggestion itself. `by` is left out where its author did it. */
export interface NoticeArgs {
  readonly by?: string;
  readonly words?: string;
  /** ISO date. */
  readonly date?: string;
  readonly number?: number;
  /** Who answers for it from then on. */
  readonly owner?: string;
}

/** More than this at once is sent behind everything that somebody waits for. */
const many = 20;

/**
 * Whoever follows a suggestion: its author, unless they want to hear nothing, those who support it, and the authors of
 * those that went into it. In no order that says which they are. One query.
 */
export async function followersOf(
  { database, directory }: Pick<World, 'database' | 'directory'>,
  authors: Authors,
  suggestion: Suggestion,
): Promise<string[]> {
  const all = [suggestion, ...(await mergedInto(database, suggestion.id))];
  const suggested = (await authors.authorsOf(all)).flatMap((author) =>
    author?.heard ? [author.personId] : [],
  );
  const ids = new Set([...suggested, ...suggestion.supporterIds]);
  return [...ids].filter((id) => directory.find(id)?.active).sort();
}

/** The same sentence for each of these people. */
export function tell(
  suggestion: Pick<Suggestion, 'id'>,
  personIds: Iterable<string>,
  key: NoticeKey,
  args: NoticeArgs = {},
): Say[] {
  const ids = [...new Set(personIds)].filter((id) => id !== '');
  return ids.map((personId) => ({
    to: { kind: 'person', personId },
    view: 'suggestions.notice',
    subject: subjectOf(suggestion),
    args: { ...(args as { [name: string]: Json }), key },
    ...(ids.length > many && { bulk: true }),
  }));
}

/** The live card for somebody who has to act on it. */
export const cardFor = (suggestion: Suggestion, personId: string): Say => ({
  to: { kind: 'person', personId },
  view: 'suggestions.card',
  subject: subjectOf(suggestion),
  live: 'copy',
  version: suggestion.version,
});
