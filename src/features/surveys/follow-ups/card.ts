import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Block, type Button, type Card, text } from '../../../ui/card.ts';
import { idOf, subjectOf } from './follow-up.ts';
import type { News } from './opening.ts';
import { type FoundFollowUp, findFollowUps } from './store.ts';
import { followUpWords, headline } from './words.ts';

/** Follow-ups by their subjects. One query. */
export async function loadFollowUps(
  { database }: World,
  subjects: readonly string[],
): Promise<Map<string, Versioned<FoundFollowUp>>> {
  const found = await findFollowUps(database, subjects.map(idOf));
  return new Map(
    [...found.values()].map((one) => [
      subjectOf(one.followUp),
      { version: one.followUp.version, state: one },
    ]),
  );
}

/** All of a follow-up. @param mayAct with what can be done: for whoever has it, and who may stand in for them. */
export function followUpCard(
  found: FoundFollowUp,
  reader: Reader,
  world: World,
  mayAct = reader.id === found.followUp.ownerId,
): Card {
  const { followUp, putOff } = found;
  const { locale } = reader;
  const words = followUpWords(found, reader, world);
  const isOpen = followUp.state === 'open';
  const isLate = isOpen && followUp.dueOn < dayOf(world.clock.now(), reader.timezone);
  const fact = (label: string, value: string) => ({ label, value });
  const blocks: Block[] = [
    text(headline(found, reader, world)),
    ...(followUp.comment === null
      ? []
      : [{ kind: 'quote' as const, text: followUp.comment, by: words.name }]),
    {
      kind: 'facts',
      facts: [
        fact(t(locale, 'surveys.followUp.owner'), words.owner),
        isOpen
          ? fact(t(locale, 'surveys.followUp.due'), words.day)
          : fact(
              t(locale, 'surveys.followUp.doneOn'),
              formatDay(dayOf(followUp.doneAt!, reader.timezone), locale),
            ),
      ],
    },
    ...(isLate ? [text(t(locale, 'surveys.followUp.overdue'), 'strong')] : []),
    ...(isOpen && putOff !== null
      ? [text(t(locale, 'surveys.followUp.putOffBecause', { reason: putOff }), 'subtle')]
      : []),
    ...(followUp.outcome === null
      ? []
      : [text(t(locale, 'surveys.followUp.outcome', { outcome: followUp.outcome }))]),
    ...(isOpen && reader.id !== followUp.ownerId
      ? [text(t(locale, 'surveys.followUp.withSomebody', words), 'subtle')]
      : []),
    ...(isOpen && mayAct ? [actions(...buttonsFor(found, reader))] : []),
  ];
  return {
    title: t(locale, 'surveys.followUp.title', words),
    summary: headline(found, reader, world),
    tone: isLate ? 'warning' : isOpen ? 'neutral' : 'good',
    blocks,
  };
}

export function buttonsFor({ followUp: { id, roundId } }: FoundFollowUp, { locale }: Reader): Button[] {
  const opens = { value: id, opensForm: true };
  return [
    { label: t(locale, 'surveys.followUp.done'), action: 'surveys.followUpDone', ...opens, style: 'primary' },
    { label: t(locale, 'surveys.followUp.later'), action: 'surveys.followUpLater', ...opens },
    { label: t(locale, 'surveys.followUp.pass'), action: 'surveys.followUpPass', ...opens },
    { label: t(locale, 'surveys.results.open'), action: 'surveys.results', value: roundId },
  ];
}

export const followUpView: View<FoundFollowUp> = {
  load: loadFollowUps,
  draw: ({ state, reader, world }) => followUpCard(state, reader, world),
};

/** What those who asked to be named hear of it, and whoever else is concerned. */
export const noticeView: View<FoundFollowUp> = {
  load: loadFollowUps,
  draw({ state, args, reader, world }) {
    const { locale } = reader;
    const words = {
      ...followUpWords(state, reader, world),
      owner: world.directory.nameOf(String(args.owner)),
      day: formatDay(String(args.dueOn), locale),
    };
    const news = args.key as News;
    const said = t(locale, `surveys.followUp.told.${news}`, words);
    const { outcome } = state.followUp;
    return {
      summary: said,
      blocks: [
        text(said),
        ...(news === 'done' && outcome !== null
          ? [{ kind: 'quote' as const, text: outcome, by: words.owner }]
          : []),
      ],
    };
  },
};
