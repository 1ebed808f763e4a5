import type { Reader, World } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { formatDay } from '../../time/format-day.ts';
import type { Block } from '../../ui/card.ts';
import type { Suggestion } from './suggestion.ts';

/** What it is called: `#12 More plants`. Of a hidden one only the number. */
export const titleOf = ({
  number,
  title,
  hidden,
}: Pick<Suggestion, 'number' | 'title' | 'hidden'>): string =>
  hidden ? `#${number}` : `#${number} ${title}`;

/** Who suggested it, as everyone may know it. */
export const authorName = (
  { authorId }: Pick<Suggestion, 'authorId'>,
  { locale }: Pick<Reader, 'locale'>,
  { directory }: Pick<World, 'directory'>,
): string => (authorId === null ? t(locale, 'suggestions.anonymous') : directory.nameOf(authorId));

export const quote = (text: string, by: string): Block => ({ kind: 'quote', text, by });

/** An ISO date as this reader reads it. */
export const dayText = (date: string, { locale }: Pick<Reader, 'locale'>): string => formatDay(date, locale);

/** So much of a text as stands in one line of a list. */
export function shortened(text: string, length: number): string {
  const symbols = [...(text.trim().split('\n')[0] ?? '')];
  return symbols.length > length ? `${symbols.slice(0, length - 1).join('')}…` : symbols.join('');
}
