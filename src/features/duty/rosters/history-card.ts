import type { Roster } from '../../../config/office-types.ts';
import type { Json } from '../../../core/json.ts';
import type { Context, Reader, World } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { type HistoryEntry, historyOf } from '../../../history/history.ts';
import { formatList } from '../../../i18n/list.ts';
import { type MessageKey, t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Card, ListItem } from '../../../ui/card.ts';
import { isOfTeam } from '../checks/finding.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import type { NamedShift } from '../shift-changes.ts';
import { spanText } from '../span-text.ts';
import { shortened } from './views.ts';

/** The most that one looks through. */
const mostShown = 20;

/** Who has changed a roster, what, and when; for those whose roster it is. Two queries. */
export async function showHistory(ctx: Context, id: string): Promise<Outcome> {
  const roster = (await rostersOf(ctx)).get(id)?.roster;
  if (roster === undefined) return refusal(ctx.t('duty.gone'));
  const isMember = roster.layers.some(({ members }) => members.includes(ctx.person.email));
  if (!isMember && !isOfTeam(ctx, roster.team)) return refusal(ctx.t('duty.refused.history'));
  const entries = await historyOf(ctx.database, `roster:${id}`);
  return { answer: { kind: 'card', card: historyCard(roster, entries, ctx, ctx) } };
}

/** What happened to a roster, the latest first. */
function historyCard(
  roster: Roster,
  entries: readonly HistoryEntry[],
  reader: Reader,
  world: Pick<World, 'directory'>,
): Card {
  const { locale } = reader;
  const items = entries.toReversed().map((entry): ListItem => {
    const what = t(locale, `history.${entry.kind}` as MessageKey, argumentsOf(entry, reader, world));
    const said = formatList(detailsOf(roster, entry, reader, world), locale);
    const from = entry.platform
      ? t(locale, 'history.from', { platform: t(locale, `platform.${entry.platform}` as MessageKey) })
      : t(locale, 'history.byItself');
    return {
      text: said === '' ? what : t(locale, 'history.saying', { what, said }),
      detail: `${formatDateTime(entry.at, reader)} · ${from}`,
    };
  });
  const title = t(locale, 'duty.history.title', { roster: roster.name[locale] });
  return { title, summary: title, blocks: shortened(items, mostShown, reader) };
}

function argumentsOf(
  { actorId, data }: HistoryEntry,
  { locale }: Reader,
  { directory }: Pick<World, 'directory'>,
) {
  const count = (value: Json | undefined) => (typeof value === 'number' ? value : 0);
  return {
    name: actorId === null ? t(locale, 'product.name') : directory.nameOf(actorId),
    other: typeof data.personId === 'string' ? directory.nameOf(data.personId) : '',
    own: data.personId === actorId ? 'yes' : 'no',
    added: count(data.added),
    removed: count(data.removed),
  };
}

/** Why, and who is on duty when by it. */
function detailsOf(
  roster: Roster,
  { data }: HistoryEntry,
  reader: Reader,
  { directory }: Pick<World, 'directory'>,
): string[] {
  const { locale } = reader;
  const shifts = Array.isArray(data.shifts) ? (data.shifts as NamedShift[]) : [];
  const lines = shifts.map(({ role, personId, from, until }) =>
    t(locale, 'duty.history.shift', {
      role: roleName(roster, role, locale),
      name: personId === null ? t(locale, 'duty.nobody') : directory.nameOf(personId),
      span: spanText({ startsAt: new Date(from), endsAt: new Date(until) }, reader),
    }),
  );
  return [...(typeof data.text === 'string' ? [data.text] : []), ...lines];
}
