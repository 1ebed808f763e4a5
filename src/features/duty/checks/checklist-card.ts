import type { DutyCheckItem } from '../../../config/office-types.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { View } from '../../../engine/feature.ts';
import { formatList } from '../../../i18n/list.ts';
import { formatNumber } from '../../../i18n/number.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type ListItem, text } from '../../../ui/card.ts';
import { spanText } from '../span-text.ts';
import { type Checklist, type DutyCheck, keyOf, missed, readKey } from './check.ts';
import { checklistsOf } from './check-store.ts';

/** So many items are shown at once, first those that are not done: more come up as they are. */
const mostShown = 20;

/** What was found at an item, in one line. */
export function found(check: DutyCheck, { locale, timezone }: Reader, { directory }: World): string {
  const args = {
    name: directory.nameOf(check.byId),
    at: formatDateTime(check.at, { locale, timezone }),
    note: check.note ?? '',
    number: check.requestNumber ?? 0,
    value: check.value === null ? '' : reading(check.value, check.unit, locale),
  };
  if (check.state === 'notInOrder')
    return t(locale, check.requestId === null ? 'duty.checks.notInOrder' : 'duty.checks.filed', args);
  if (check.value === null) return t(locale, 'duty.checks.done', args);
  return t(locale, check.unusual ? 'duty.checks.unusual' : 'duty.checks.read', args);
}

/** `12,345.6 kWh`. */
export const reading = (value: number, unit: string | null, locale: Reader['locale']): string =>
  t(locale, 'duty.checks.value', { value: formatNumber(value, locale), unit: unit ?? '' });

/** What was filed about it. */
export const showFiled = (requestId: string, locale: Reader['locale']) => ({
  label: t(locale, 'duty.handover.show'),
  action: 'requests.show',
  value: requestId,
});

function itemLine(list: Checklist, item: DutyCheckItem, reader: Reader, world: World): ListItem {
  const { locale } = reader;
  const check = list.checks.get(item.id);
  const value = `${keyOf(list)} ${item.id}`;
  const name = item.name[locale];
  if (check?.state === 'notInOrder') {
    const file = { label: t(locale, 'duty.checks.file'), action: 'duty.checkFile', value, opensForm: true };
    return {
      text: t(locale, 'duty.checks.item.notInOrder', { name }),
      detail: found(check, reader, world),
      ...(check.requestId === null
        ? item.category !== undefined && { button: file }
        : { button: showFiled(check.requestId, locale) }),
    };
  }
  if (check !== undefined)
    return { text: t(locale, 'duty.checks.item.done', { name }), detail: found(check, reader, world) };
  const last = list.lastReadings.get(item.id);
  const detail =
    last?.value == null
      ? undefined
      : t(locale, 'duty.checks.last', {
          value: reading(last.value, last.unit, locale),
          at: formatDateTime(last.at, reader),
        });
  const asks = item.reading !== undefined || item.photo;
  return {
    text: name,
    ...(detail === undefined ? {} : { detail }),
    button: asks
      ? {
          label: t(locale, item.reading ? 'duty.checks.enter' : 'duty.checks.photo'),
          ...{ action: 'duty.checkRead', value, opensForm: true },
        }
      : { label: t(locale, 'duty.checks.tick'), action: 'duty.checkDone', value },
  };
}

/** What the turn before has left out; nothing where it has not. */
function missedBefore({ roster, before }: Checklist, { locale }: Reader, { directory }: World): Block[] {
  const left = before === undefined ? [] : missed(roster, before.checked);
  if (before === undefined || left.length === 0) return [];
  const items = formatList(
    left.map(({ name }) => name[locale]),
    locale,
  );
  const name = formatList(
    before.personIds.map((id) => directory.nameOf(id)),
    locale,
  );
  return [text(t(locale, 'duty.checks.missedBefore', { name, items }))];
}

/** The checklist of a turn, as whoever fills it in sees it. */
export const checklistView: View<Checklist> = {
  async load(world, subjects) {
    const keys = subjects.map((subject) => readKey(subject.slice('checks:'.length)));
    const lists = await checklistsOf(world, keys);
    return new Map([...lists].map(([key, state]) => [`checks:${key}`, { version: state.version, state }]));
  },
  draw({ state, reader, world }) {
    const { locale } = reader;
    const { roster, checks } = state;
    const open = missed(roster, checks);
    const title = t(locale, 'duty.checks.title', { roster: roster.name[locale] });
    const progress = t(locale, 'duty.checks.progress', {
      done: roster.checklist.length - open.length,
      all: roster.checklist.length,
    });
    const closed = roster.checklist.filter(({ id }) => checks.has(id));
    const shown = [...open, ...closed].slice(0, mostShown);
    const more = roster.checklist.length - shown.length;
    const wrong = [...checks.values()].some(({ state: found }) => found === 'notInOrder');
    return {
      title,
      summary: `${title} · ${progress}`,
      tone: wrong ? 'warning' : open.length === 0 ? 'good' : 'neutral',
      blocks: [
        text(spanText(state, reader), 'subtle'),
        text(progress),
        ...missedBefore(state, reader, world),
        { kind: 'list', items: shown.map((item) => itemLine(state, item, reader, world)) },
        ...(more > 0 ? [text(t(locale, 'duty.checks.more', { count: more }), 'subtle')] : []),
        actions({
          label: t(locale, 'duty.checks.wrong'),
          ...{ action: 'duty.checkWrong', value: keyOf(state), opensForm: true },
        }),
      ],
    };
  },
};
