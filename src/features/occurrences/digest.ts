import { groupBy } from '../../core/group-by.ts';
import type { Reader, World } from '../../engine/context.ts';
import type { View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { actions, type Block, type Card, text } from '../../ui/card.ts';
import type { Kinds } from './kinds.ts';
import { findOccurrences, idOf, membersOf, subjectOf } from './store.ts';
import { buttonsFor, lateLine, type ShownOccurrence, standingOf } from './views.ts';

/** So many are answered on one card: with more of them it would be too much for some platform. */
export const pageSize = 8;
/** So many of those that were answered are still named. */
const answeredShown = 10;
/** So many buttons fit into a line of many. */
const buttonsInLine = 5;

/** One line of several: what it is, and its buttons. */
export function lineBlocks(
  { occurrence, state }: ShownOccurrence,
  kinds: Kinds,
  reader: Reader,
  world: World,
): Block[] {
  const described = kinds.describe(occurrence, state, reader, world);
  if (described === undefined) return [];
  const late = lateLine(occurrence, reader);
  const notes = [...(described.notes ?? []), ...(late === undefined ? [] : [late])];
  const buttons = buttonsFor(occurrence, described, kinds, reader).slice(0, buttonsInLine);
  return [
    text(described.line),
    ...notes.map((note) => text(note, 'subtle')),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
}

/**
 * Several at once. Those that wait for an answer come first, and when some are answered others take their places;
 * what does not fit is a click away.
 */
function digestCard(all: readonly ShownOccurrence[], kinds: Kinds, reader: Reader, world: World): Card {
  const { locale } = reader;
  const standing = new Map(all.map((one) => [one, standingOf(one.occurrence, reader, world)]));
  const open = all.filter((one) => standing.get(one) === undefined && one.state !== undefined);
  const asks = (one: ShownOccurrence): boolean => {
    const described = kinds.describe(one.occurrence, one.state, reader, world);
    return described !== undefined && buttonsFor(one.occurrence, described, kinds, reader).length > 0;
  };
  // What is only to be known stands below what waits for a word.
  const asking = open.filter(asks);
  const news = open.filter((one) => !asking.includes(one));
  const closed = all.flatMap((one) => {
    const said = standing.get(one);
    const line = kinds.describe(one.occurrence, one.state, reader, world)?.line;
    return said !== undefined && line !== undefined ? [{ text: line, detail: said }] : [];
  });
  const summary =
    asking.length === 0 && news.length > 0 && closed.length === 0
      ? t(locale, 'occurrences.digest.news', { count: news.length })
      : t(locale, 'occurrences.digest.summary', { count: asking.length });
  const left = open.length - pageSize;
  const ordered = [...asking, ...news];
  const last = ordered[Math.min(ordered.length, pageSize) - 1]?.occurrence;
  return {
    title: t(locale, 'occurrences.digest.title'),
    summary,
    tone: asking.length > 0 ? 'warning' : closed.length > 0 ? 'good' : 'neutral',
    blocks: [
      text(summary, 'strong'),
      ...ordered.slice(0, pageSize).flatMap((one) => lineBlocks(one, kinds, reader, world)),
      ...(left > 0
        ? [
            actions({
              label: t(locale, 'occurrences.list.more', { count: left }),
              action: 'occurrences.list',
              value: `${last!.dueAt.toISOString()} ${last!.id}`,
            }),
          ]
        : []),
      ...(closed.length > 0 ? [{ kind: 'list' as const, items: closed.slice(-answeredShown) }] : []),
    ],
  };
}

/** Two queries, and what each kind needs. */
export const digestView = (kinds: Kinds): View<ShownOccurrence[]> => ({
  async load(world, subjects) {
    const ids = subjects.map(idOf);
    const [digests, members] = await Promise.all([
      findOccurrences(world.database, ids),
      membersOf(world.database, ids),
    ]);
    const states = await kinds.load(world, members);
    const grouped = groupBy(members, ({ digestId }) => digestId);
    return new Map(
      digests.map(({ id, version }) => [
        subjectOf(id),
        {
          version,
          state: (grouped.get(id) ?? []).map((occurrence) => ({
            occurrence,
            state: states.get(occurrence.id),
          })),
        },
      ]),
    );
  },
  draw: ({ state, reader, world }) => digestCard(state, kinds, reader, world),
});
