import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Chart } from '../../../ui/card.ts';
import type { Choices, Poll, PollQuestion, QuestionResult } from '../poll.ts';
import { optionText, questionText } from './wording.ts';

const length = 10;
/** So many names stand beside an option; all of them are behind a button. */
const mostNames = 5;

/** `▇▇▇▇▇▁▁▁▁▁` for one half. */
const bar = (share: number) => {
  const full = Math.round(share * length);
  return '▇'.repeat(full) + '▁'.repeat(length - full);
};

/** How much of all this option has, 0 to 1: of those who answered, and of a ranking of the most points there can be. */
export function shareOf(
  question: PollQuestion,
  result: QuestionResult | undefined,
  optionId: string,
): number {
  if (result === undefined || result.answered === 0) return 0;
  const all = result.answered * (question.kind === 'ranked' ? question.options.length : 1);
  return (result.votes[optionId] ?? 0) / all;
}

/** `▇▇▇▇▇▁▁▁▁▁ 50% · 4 votes`; of a ranking its points. */
export function barSaid(
  question: PollQuestion,
  result: QuestionResult,
  optionId: string,
  { locale }: Reader,
): string {
  const share = shareOf(question, result, optionId);
  const count = result.votes[optionId] ?? 0;
  const key = question.kind === 'ranked' ? 'polls.bar.points' : 'polls.bar.votes';
  return `${bar(share)} ${t(locale, key, { percent: Math.round(share * 100), count })}`;
}

/** Who chose it: the first few by name. */
export function namesSaid(
  question: PollQuestion,
  optionId: string,
  ballots: ReadonlyMap<string, Choices>,
  { locale }: Reader,
  { directory }: Pick<World, 'directory'>,
): string {
  const chosen = choosersOf(question, optionId, ballots).map((id) => directory.nameOf(id));
  const names = chosen.slice(0, mostNames).join(locale === 'zh-CN' ? '、' : ', ');
  const more = chosen.length - mostNames;
  return more > 0 ? t(locale, 'polls.names.more', { names, count: more }) : names;
}

/** The ids of those who chose it; of a ranking those who put it first. */
export const choosersOf = (
  { id, kind }: PollQuestion,
  optionId: string,
  ballots: ReadonlyMap<string, Choices>,
): string[] =>
  [...ballots].flatMap(([voter, choices]) => {
    const chosen = choices[id] ?? [];
    return (kind === 'ranked' ? chosen[0] === optionId : chosen.includes(optionId)) ? [voter] : [];
  });

/** The result of one question as a picture. */
export function chartOf(
  poll: Pick<Poll, 'title'>,
  question: PollQuestion,
  result: QuestionResult,
  reader: Reader,
): Chart {
  const options = question.options.map((option) => ({
    label: optionText(question, option, reader),
    id: option.id,
  }));
  return {
    type: 'bars',
    title: questionText(poll, question),
    categories: options.map(({ label }) => label),
    series: [{ name: '', values: options.map(({ id }) => result.votes[id] ?? 0) }],
    unit: question.kind === 'ranked' ? 'score' : 'count',
    alt: options.map(({ id, label }) => `${label}  ${barSaid(question, result, id, reader)}`).join('\n'),
  };
}

/** Who won, or that nobody did. */
export function winnersSaid(question: PollQuestion, result: QuestionResult, reader: Reader): string {
  const { locale } = reader;
  const winners = question.options.filter(({ id }) => result.winners.includes(id));
  if (winners.length === 0) return t(locale, 'polls.won.nobody');
  if (question.kind === 'scale' && result.mean !== undefined)
    return t(locale, 'polls.won.mean', { mean: result.mean, count: result.answered });
  const names = winners.map((option) => optionText(question, option, reader));
  return winners.length === 1
    ? t(locale, 'polls.won.one', { option: names[0]! })
    : t(locale, 'polls.won.several', {
        options: new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
      });
}
