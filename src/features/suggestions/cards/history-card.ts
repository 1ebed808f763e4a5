import type { Reader, World } from '../../../engine/context.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import { type MessageKey, t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Button, type Card, type ListItem } from '../../../ui/card.ts';
import type { Suggestion } from '../suggestion.ts';
import { shortened } from '../words.ts';

const perPage = 15;
/** What is a matter of each alone: who is for it, who reported it, and what two say to each other. */
const untold = new Set([
  ...['suggestionSupported', 'suggestionUnsupported', 'suggestionFlagged', 'suggestionAsked'],
]);

/** What has become of it, the latest first: of each the day. @param from how many to pass over. */
export function historyCard(
  { id, number }: Suggestion,
  entries: readonly HistoryEntry[],
  from: number,
  reader: Reader,
  { directory, office }: World,
): Card {
  const { locale } = reader;
  const told = entries.filter(({ kind }) => !untold.has(kind)).toReversed();
  const items = told.slice(from, from + perPage).map(({ kind, actorId, at, data }): ListItem => {
    const name = actorId === null ? t(locale, 'suggestions.theAuthor') : directory.nameOf(actorId);
    const what = t(locale, `history.${kind}` as MessageKey, {
      name,
      other: typeof data.personId === 'string' ? directory.nameOf(data.personId) : '',
      date: typeof data.date === 'string' ? formatDay(data.date, locale) : '',
      number: typeof data.number === 'number' ? data.number : 0,
    });
    const said = typeof data.text === 'string' ? ` · ${shortened(data.text, 200)}` : '';
    return { text: what, detail: `${formatDay(dayOf(at, office.organisation.timezone), locale)}${said}` };
  });
  const title = t(locale, 'suggestions.history.title', { number });
  const more: Button = {
    label: t(locale, 'suggestions.list.more'),
    action: 'suggestions.history',
    value: `${id} ${from + perPage}`,
  };
  return {
    title,
    summary: title,
    blocks: [{ kind: 'list', items }, actions(told.length > from + perPage && more)],
  };
}
