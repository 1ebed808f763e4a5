import type { Reader, World } from '../../engine/context.ts';
import type { HistoryEntry } from '../../history/history.ts';
import { type MessageKey, t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import type { Card } from '../../ui/card.ts';
import type { RequestState } from './request.ts';

/** Everything that happened to a request, oldest first, as its readers may see it. */
export function historyCard(
  request: RequestState,
  entries: HistoryEntry[],
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const items = entries.map((entry) => {
    const name = entry.actorId ? world.directory.nameOf(entry.actorId) : t(locale, 'product.name');
    const said = typeof entry.data.text === 'string' ? entry.data.text : undefined;
    const other = typeof entry.data.personId === 'string' ? world.directory.nameOf(entry.data.personId) : '';
    const what = t(locale, `history.${entry.kind}` as MessageKey, { name, other });
    const from = entry.platform
      ? t(locale, 'history.from', { platform: t(locale, `platform.${entry.platform}` as MessageKey) })
      : t(locale, 'history.byItself');
    return {
      text: said ? t(locale, 'history.saying', { what, said }) : what,
      detail: `${formatDateTime(entry.at, reader)} · ${from}`,
    };
  });
  const title = t(locale, 'requests.history.title', { number: request.number });
  return { title, summary: title, blocks: [{ kind: 'list', items }] };
}
