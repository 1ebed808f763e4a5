import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { formatNumber } from '../../../i18n/number.ts';
import { formatDateTime } from '../../../time/format.ts';
import { type Block, type Card, text } from '../../../ui/card.ts';
import { rostersOf } from '../rosters.ts';
import { type DutyCheck, difference } from './check.ts';
import { lastReadings } from './check-store.ts';
import { reading } from './checklist-card.ts';
import { isOfTeam } from './finding.ts';

/** So many of each item are shown, and one more is read for the difference. */
const mostShown = 6;
/** So many items are shown at once; a message has an end. */
const mostItems = 12;

/** The last readings of every roster that this person is on, or whose team is theirs, with what lies between. Two queries. */
export async function showReadings(ctx: Context, named: string): Promise<Outcome> {
  const wanted = named.trim().toLowerCase();
  const rosters = [...(await rostersOf(ctx)).values()]
    .map(({ roster }) => roster)
    .filter(({ layers, team }) => {
      return isOfTeam(ctx, team) || layers.some(({ members }) => members.includes(ctx.person.email));
    });
  const fitting = rosters.filter(
    ({ id, name }) =>
      id === wanted || Object.values(name).some((each) => each.toLowerCase().includes(wanted)),
  );
  const items = (fitting.length > 0 ? fitting : rosters)
    .flatMap(({ id, name, checklist }) =>
      checklist.filter((item) => item.reading).map((item) => ({ rosterId: id, roster: name, item })),
    )
    .slice(0, mostItems);
  if (items.length === 0) return refusal(ctx.t('duty.readings.none'));
  const keys = items.map(({ rosterId, item }) => ({ rosterId, itemId: item.id }));
  const all = await lastReadings(ctx.database, keys, mostShown + 1);
  const title = ctx.t('duty.readings.title');
  const blocks = items.flatMap(({ rosterId, roster, item }): Block[] => {
    const own = all.filter((one) => one.rosterId === rosterId && one.itemId === item.id);
    const names = { roster: roster[ctx.locale], item: item.name[ctx.locale] };
    return [
      text(ctx.t('duty.readings.item', names), 'strong'),
      own.length > 0
        ? { kind: 'list', items: own.slice(0, mostShown).map((one, at) => line(ctx, one, own[at + 1])) }
        : text(ctx.t('duty.readings.empty'), 'subtle'),
    ];
  });
  const card: Card = { title, summary: title, blocks };
  return { answer: { kind: 'card', card } };
}

function line(ctx: Context, one: DutyCheck & { value: number }, before: { value: number } | undefined) {
  const more = before === undefined ? undefined : difference(one.value, before.value);
  const sign = more !== undefined && more > 0 ? '+' : '';
  const args = {
    at: formatDateTime(one.at, ctx),
    name: ctx.directory.nameOf(one.byId),
    difference: more === undefined ? '' : `${sign}${formatNumber(more, ctx.locale)}`,
  };
  const key = one.unusual
    ? (['duty.readings.unusual', 'duty.readings.unusualFirst'] as const)
    : (['duty.readings.line', 'duty.readings.first'] as const);
  return {
    text: reading(one.value, one.unit, ctx.locale),
    detail: ctx.t(key[more === undefined ? 1 : 0], args),
  };
}
