import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import type { Shown } from '../store.ts';
import type { NoticeArgs, NoticeKey } from '../telling.ts';
import { dayText, quote, titleOf } from '../words.ts';
import { buttonOf } from './buttons.ts';

type Args = NoticeArgs & { readonly key: NoticeKey };

/**
 * One sentence about a suggestion, word for word the same for everyone who follows it: its author, who may be anonymous,
 * and those who support it.
 */
export function noticeCard({ suggestion }: Shown, args: Args, reader: Reader, world: World): Card {
  const { locale } = reader;
  const { key, by, words, date, number, owner } = args;
  const name = by === undefined ? t(locale, 'suggestions.theAuthor') : world.directory.nameOf(by);
  const line = t(locale, `suggestions.notice.${key}`, {
    title: titleOf(suggestion),
    name,
    date: date ? dayText(date, reader) : '',
    number: number ?? 0,
    owner: world.directory.nameOf(owner ?? ''),
  });
  // As it was when this was said, whenever it is drawn: everyone who follows reads the same.
  const asked = key === 'done';
  const { id } = suggestion;
  return {
    summary: line,
    blocks: [
      text(line),
      ...(words ? [quote(words, name)] : []),
      ...(asked
        ? [text(t(locale, 'suggestions.done.ask', { date: dayText(date ?? '', reader) }), 'subtle')]
        : []),
      actions(
        ...(asked ? [buttonOf('confirm', id, reader), buttonOf('reopen', id, reader)] : []),
        key === 'question' && buttonOf('comment', id, reader),
        buttonOf('show', id, reader),
      ),
    ],
  };
}
