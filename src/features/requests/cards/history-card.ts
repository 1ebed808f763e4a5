import type { Json } from '../../../core/json.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import { formatList } from '../../../i18n/list.ts';
import { type MessageKey, t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Card } from '../../../ui/card.ts';
import type { FieldValue } from '../../../ui/form.ts';
import { costText } from '../../budgets/index.ts';
import { categoryOf } from '../filing/catalogue.ts';
import { shownValue } from '../filing/fields.ts';
import type { RequestState } from '../request.ts';
import { teamName } from './request-blocks.ts';

/**
 * Everything that happened to a request, oldest first.
 * @param notes may this reader see, here, what the team wrote for itself?
 */
export function historyCard(
  request: RequestState,
  entries: HistoryEntry[],
  { notes }: { notes: boolean },
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const shown = entries.filter(({ data }) => notes || data.internal !== true);
  const items = shown.map((entry) => {
    const what = t(locale, `history.${entry.kind}` as MessageKey, argumentsOf(entry, reader, world));
    const from = entry.platform
      ? t(locale, 'history.from', { platform: t(locale, `platform.${entry.platform}` as MessageKey) })
      : t(locale, 'history.byItself');
    const said = [
      textOf(entry.data),
      ...costOf(entry, reader, world),
      ...changesOf(request, entry, reader, world),
      ...ticksOf(request, entry, reader),
    ];
    const all = formatList(
      said.filter((each) => each !== undefined),
      locale,
    );
    return {
      text: all === '' ? what : t(locale, 'history.saying', { what, said: all }),
      detail: `${formatDateTime(entry.at, reader)} · ${from}`,
    };
  });
  const title = t(locale, 'requests.history.title', { number: request.number });
  return { title, summary: title, blocks: [{ kind: 'list', items }] };
}

const textOf = ({ text }: HistoryEntry['data']) => (typeof text === 'string' ? text : undefined);

function argumentsOf({ actorId, data }: HistoryEntry, reader: Reader, world: World) {
  const { locale } = reader;
  const name = (id: Json | undefined) => (typeof id === 'string' ? world.directory.nameOf(id) : '');
  return {
    name: actorId === null ? t(locale, 'product.name') : name(actorId),
    other: name(data.personId),
    team: typeof data.teamId === 'string' ? teamName(world, data.teamId, reader) : '',
    until: typeof data.until === 'string' ? formatDateTime(new Date(data.until), reader) : '',
    number: typeof data.number === 'number' ? data.number : 0,
    stage: typeof data.stage === 'string' ? t(locale, `requests.stage.${data.stage}` as MessageKey) : '',
  };
}

/** What the work has cost, beside what was planned then. */
const costOf = ({ data: { cost, planned } }: HistoryEntry, reader: Reader, world: World): string[] =>
  typeof cost === 'number' ? [costText(cost, typeof planned === 'number' ? planned : 0, reader, world)] : [];

/** What was changed, field by field: `Total cost: ¥4,000.00 → ¥6,000.00`. */
function changesOf(request: RequestState, { data }: HistoryEntry, reader: Reader, world: World): string[] {
  const changes = Array.isArray(data.changes)
    ? (data.changes as { field: string; from: FieldValue; to: FieldValue }[])
    : [];
  const { fields } = categoryOf(world, request);
  return changes.map(({ field: id, from, to }) => {
    const field = fields.find((each) => each.id === id);
    const shown = (value: FieldValue) => (field && shownValue(world, field, value, reader)) ?? '–';
    return t(reader.locale, 'history.change', {
      label: field?.label[reader.locale] ?? id,
      from: shown(from),
      to: shown(to),
    });
  });
}

/** What was ticked off, and what was opened again. */
function ticksOf({ checklist }: RequestState, { data }: HistoryEntry, { locale }: Reader): string[] {
  const marked = (sign: string, items: Json | undefined) =>
    (Array.isArray(items) ? items : []).flatMap((at) => {
      const item = checklist[Number(at)];
      return item ? [`${sign} ${item.text[locale]}`] : [];
    });
  return [...marked('☑', data.ticked), ...marked('☐', data.unticked)];
}
