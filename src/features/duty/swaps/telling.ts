import type { Say } from '../../../delivery/outbox.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { type Swap, subjectOf } from './swap.ts';

type KeysOf<Key, Prefix extends string> = Key extends `${Prefix}${infer Name}` ? Name : never;
export type NoticeKey = KeysOf<MessageKey, 'swaps.notice.'>;

export interface NoticeArgs {
  /** Who did it. */
  readonly by?: string;
  readonly takerId?: string | null;
  readonly reason?: string | null;
}

/** The live card of a swap, for these people. `version`: what it must show at least. */
export const swapCards = (id: string, version: number, personIds: Iterable<string>): Say[] =>
  [...new Set(personIds)].map((personId) => ({
    to: { kind: 'person', personId },
    view: 'swaps.card',
    subject: subjectOf(id),
    live: 'copy',
    version,
  }));

/** One sentence about a swap for each of these people; nothing for whoever did it. */
export const swapNotices = (
  { id }: Pick<Swap, 'id'>,
  personIds: Iterable<string | null | undefined>,
  key: NoticeKey,
  args: NoticeArgs = {},
): Say[] =>
  [...new Set(personIds)].flatMap((personId): Say[] =>
    !personId || personId === args.by
      ? []
      : [
          {
            to: { kind: 'person', personId },
            view: 'swaps.notice',
            subject: subjectOf(id),
            args: { ...args, key },
          },
        ],
  );
