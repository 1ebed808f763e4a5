import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Cell, ExportSheet, ExportTable } from '../../exports/index.ts';
import { shareOf } from '../drawing/bars.ts';
import { optionText, questionText } from '../drawing/wording.ts';
import type { Choices, Poll, PollResult } from '../poll.ts';

/** What of a poll this reader may take away. */
export interface Exported {
  readonly poll: Poll;
  readonly result: PollResult;
  /** Who voted what, where they may know it. */
  readonly ballots: ReadonlyMap<string, Choices> | undefined;
}

/** A row for each option; and where it may be known who voted what, a second sheet with a row for each voter. */
export function exportTable({ poll, result, ballots }: Exported, reader: Reader, world: World): ExportTable {
  const { locale } = reader;
  const name = t(locale, 'polls.export.name', { number: poll.number, title: poll.title });
  const sums = sumsSheet(poll, result, reader);
  return { name, sheets: ballots ? [sums, votesSheet(poll, ballots, reader, world)] : [sums] };
}

function sumsSheet(poll: Poll, result: PollResult, reader: Reader): ExportSheet {
  const { locale } = reader;
  const rows = poll.questions.flatMap((question): Cell[][] => {
    const one = result.questions.find(({ id }) => id === question.id);
    return question.options.map((option) => [
      questionText(poll, question),
      optionText(question, option, { locale }),
      one?.votes[option.id] ?? 0,
      Math.round(shareOf(question, one, option.id) * 1000) / 10,
      one?.answered ?? 0,
    ]);
  });
  return {
    name: t(locale, 'polls.export.results'),
    columns: [
      { title: t(locale, 'polls.field.question'), width: 40 },
      { title: t(locale, 'polls.export.option'), width: 30 },
      { title: t(locale, 'polls.export.votes') },
      { title: t(locale, 'polls.export.percent') },
      { title: t(locale, 'polls.export.answered') },
    ],
    rows,
  };
}

function votesSheet(
  poll: Poll,
  ballots: ReadonlyMap<string, Choices>,
  reader: Reader,
  { directory }: World,
): ExportSheet {
  const { locale } = reader;
  const rows = [...ballots].map(([voter, choices]): Cell[] => [
    directory.nameOf(voter),
    directory.find(voter)?.email ?? null,
    ...poll.questions.map((question) => {
      const said = new Map(
        question.options.map((option) => [option.id, optionText(question, option, { locale })]),
      );
      // Of a ranking the best stands first.
      const chosen = (choices[question.id] ?? []).flatMap((id) => said.get(id) ?? []);
      return chosen.length > 0 ? chosen.join(question.kind === 'ranked' ? ' > ' : ' | ') : null;
    }),
  ]);
  return {
    name: t(locale, 'polls.export.ballots'),
    columns: [
      { title: t(locale, 'polls.export.voter'), width: 20 },
      { title: t(locale, 'polls.export.email'), width: 30 },
      ...poll.questions.map((question) => ({ title: questionText(poll, question), width: 30 })),
    ],
    rows: rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]), locale)),
  };
}
