import type { Reader, World } from '../../engine/context.ts';
import type { Versioned, View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import { actions, type Block, type Button, type Card, text } from '../../ui/card.ts';
import type { KindState, Kinds } from './kinds.ts';
import type { Described, Occurrence } from './occurrence.ts';
import { findOccurrences, idOf, subjectOf } from './store.ts';

/** An occurrence with what its kind knows of it; undefined: that is gone. */
export interface ShownOccurrence {
  readonly occurrence: Occurrence;
  readonly state: KindState | undefined;
}

/** When it was told by this card; who gave it to its reader, with which words. */
export type CardArgs = { at: string; from?: string; note?: string };

/** All that can be done about it. Where "done" is no answer, what the feature offers instead comes first. */
export function buttonsFor(
  occurrence: Occurrence,
  { buttons = [] }: Described,
  kinds: Kinds,
  reader: Reader,
): Button[] {
  const answers = answerButtons(occurrence, kinds, reader);
  const canBeDone = kinds.find(occurrence.kind)?.answers.includes('done');
  return canBeDone ? [...answers, ...buttons] : [...buttons, ...answers];
}

/** A button for each answer that this kind takes. */
function answerButtons({ id, kind }: Occurrence, kinds: Kinds, { locale }: Reader): Button[] {
  return (kinds.find(kind)?.answers ?? []).map((answer): Button => {
    if (answer === 'snooze') return snoozeButton(id, { locale });
    const button = { label: t(locale, `occurrences.${answer}`), action: `occurrences.${answer}`, value: id };
    return answer === 'done' ? { ...button, style: 'primary' } : { ...button, opensForm: true };
  });
}

/** Puts an occurrence off, from whichever card shows it. */
export const snoozeButton = (id: string, { locale }: Pick<Reader, 'locale'>): Button => ({
  label: t(locale, 'occurrences.snooze'),
  action: 'occurrences.snooze',
  value: id,
  opensForm: true,
});

/** What has become of it, where its reader cannot answer it any more; undefined: they can. */
export function standingOf(occurrence: Occurrence, reader: Reader, { directory }: World): string | undefined {
  const { locale } = reader;
  const { state, personId, answeredById, answeredAt, dueAt } = occurrence;
  const elsewhere = personId !== null && personId !== reader.id;
  switch (state) {
    case 'done': {
      const at = formatDateTime(answeredAt ?? dueAt, reader);
      if (answeredById !== null && answeredById === reader.id)
        return t(locale, 'occurrences.standing.doneByYou', { at });
      return t(locale, 'occurrences.standing.done', { name: directory.nameOf(answeredById ?? ''), at });
    }
    case 'due': {
      if (elsewhere) break;
      return t(locale, 'occurrences.standing.snoozed', { at: formatDateTime(dueAt, reader) });
    }
    case 'missed':
    case 'lapsed':
      return t(locale, 'occurrences.standing.over');
    case 'told':
      if (!elsewhere) return undefined;
  }
  return t(locale, 'occurrences.standing.passedOn', { name: directory.nameOf(personId) });
}

/** Since when it had been due, where nobody was there to tell it. */
export const lateLine = ({ lateSince }: Occurrence, reader: Reader): string | undefined =>
  lateSince === null ? undefined : lateText(lateSince, reader);

/** That nobody was there to tell it when it was due. */
export const lateText = (lateSince: Date, reader: Reader): string =>
  t(reader.locale, 'occurrences.late', { at: formatDateTime(lateSince, reader) });

function occurrenceCard(
  { occurrence, state }: ShownOccurrence,
  { at, from, note }: CardArgs,
  kinds: Kinds,
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const described: Described = kinds.describe(occurrence, state, reader, world) ?? {
    line: t(locale, 'occurrences.gone'),
  };
  const standing = standingOf(occurrence, reader, world) ?? toldAgain(occurrence, at, reader);
  const late = lateLine(occurrence, reader);
  const name = from === undefined ? '' : world.directory.nameOf(from);
  const blocks: Block[] = [
    ...(from === undefined ? [] : [text(t(locale, 'occurrences.given', { name }), 'strong')]),
    ...(note ? [{ kind: 'quote' as const, text: note, by: name }] : []),
    ...(described.blocks ?? [text(described.line)]),
    ...(late === undefined ? [] : [text(late, 'subtle')]),
    standing === undefined
      ? actions(...buttonsFor(occurrence, described, kinds, reader))
      : text(standing, 'subtle'),
  ];
  return {
    ...(described.title === undefined ? {} : { title: described.title }),
    summary: described.line,
    tone: occurrence.state === 'done' ? 'good' : standing === undefined && late ? 'warning' : 'neutral',
    blocks: blocks.filter((block) => block.kind !== 'actions' || block.buttons.length > 0),
  };
}

/** A newer card asks for the answer. */
function toldAgain({ state, toldAt }: Occurrence, at: string, reader: Reader): string | undefined {
  if (state !== 'told' || toldAt === null || toldAt.toISOString() === at) return undefined;
  return t(reader.locale, 'occurrences.standing.again', { at: formatDateTime(toldAt, reader) });
}

/** Loads these by their subjects. One query, and what each kind needs. */
const load =
  (kinds: Kinds) =>
  async (world: World, subjects: string[]): Promise<Map<string, Versioned<ShownOccurrence>>> => {
    const occurrences = await findOccurrences(world.database, subjects.map(idOf));
    const states = await kinds.load(world, occurrences);
    return new Map(
      occurrences.map((occurrence) => [
        subjectOf(occurrence.id),
        { version: occurrence.version, state: { occurrence, state: states.get(occurrence.id) } },
      ]),
    );
  };

export const cardView = (kinds: Kinds): View<ShownOccurrence> => ({
  load: load(kinds),
  draw: ({ state, args, reader, world }) => occurrenceCard(state, args as CardArgs, kinds, reader, world),
});

/** One sentence about it: that it was missed, or that somebody has done what was given to them. */
export const noticeView = (kinds: Kinds): View<ShownOccurrence> => ({
  load: load(kinds),
  draw({ state: { occurrence, state }, args, reader, world }) {
    const line =
      kinds.describe(occurrence, state, reader, world)?.line ?? t(reader.locale, 'occurrences.gone');
    const said =
      args.key === 'missed'
        ? t(reader.locale, 'occurrences.notice.missed', {
            line,
            at: formatDateTime(occurrence.lateSince ?? occurrence.dueAt, reader),
          })
        : t(reader.locale, 'occurrences.notice.done', {
            line,
            name: world.directory.nameOf(occurrence.answeredById ?? ''),
          });
    return { summary: said, blocks: [text(said)] };
  },
});
