import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Poll, PollDraft, PollOption, PollQuestion } from '../poll.ts';

type Names = Pick<World, 'directory'>;

/** Who learns who voted what, in plain words. */
export const secrecySaid = (
  { secrecy, ownerId }: Pick<Poll, 'secrecy' | 'ownerId'>,
  { locale }: Reader,
  { directory }: Names,
): string => t(locale, `polls.secrecy.${secrecy}.said`, { name: directory.nameOf(ownerId) });

/** Several sentences one after the other: between Chinese ones stands no space. */
export const inOneLine = (sentences: readonly string[], { locale }: Pick<Reader, 'locale'>): string =>
  sentences.join(locale === 'zh-CN' ? '' : ' ');

/** Until when it can be voted on. */
export function closesSaid(
  { closesAt, closesAtVotes }: Pick<PollDraft, 'closesAt' | 'closesAtVotes'>,
  reader: Reader,
): string {
  const { locale } = reader;
  const at = closesAt ? formatDateTime(closesAt, reader) : '';
  const count = closesAtVotes ?? 0;
  if (closesAt) return t(locale, closesAtVotes ? 'polls.closes.both' : 'polls.closes.at', { at, count });
  return closesAtVotes ? t(locale, 'polls.closes.votes', { count }) : t(locale, 'polls.closes.never');
}

/** The text of an option; yes and no in the reader's language. */
export const optionText = (
  { kind }: Pick<PollQuestion, 'kind'>,
  { id, text }: PollOption,
  { locale }: Pick<Reader, 'locale'>,
): string => (kind === 'yesNo' && (id === 'yes' || id === 'no') ? t(locale, `polls.${id}`) : text);

/** What is asked: of one question alone the title of its poll says it. */
export const questionText = ({ title }: Pick<Poll, 'title'>, { text }: PollQuestion): string => text || title;

/** `3 of 5, best first`: how to answer, where that does not say itself. */
export function howSaid({ kind, most, options }: PollQuestion, { locale }: Reader): string | undefined {
  if (kind === 'multiple')
    return most === undefined || most >= options.length
      ? t(locale, 'polls.how.multiple')
      : t(locale, 'polls.how.multiple.most', { most });
  if (kind === 'ranked') return t(locale, 'polls.how.ranked');
  return undefined;
}
