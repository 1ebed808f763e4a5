import { pollLimits } from '../limits.ts';
import type { Poll, PollOption, PollQuestion } from '../poll.ts';

/** What owners may still change of a poll that is open. */
export type Edited = Pick<
  Poll,
  'title' | 'questions' | 'closesAt' | 'closesAtVotes' | 'canChange' | 'canAddOptions'
>;

/** What is wrong with it, in which part; the text is `polls.edit.<why>`. */
export type EditFault =
  | { readonly part: 'options'; readonly questionId: string; readonly why: OptionsFault }
  | { readonly part: 'closesAt'; readonly why: 'past' }
  | { readonly part: 'closesAtVotes'; readonly why: 'tooFew' };
export type OptionsFault = 'tooFewOptions' | 'tooManyOptions' | 'same' | 'tooLong';

/** Two texts that a voter could not tell apart: 全角, capitals and signs at the end make no difference. */
export const sameWords = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain.replace(/[.。!?,、;…~ ]+$/u, '') || plain;
};

/** What is wrong with the options of one question. */
export function faultOfOptions(options: readonly PollOption[]): OptionsFault | undefined {
  if (options.length < 2) return 'tooFewOptions';
  if (options.length > pollLimits.options) return 'tooManyOptions';
  if (options.some(({ text }) => [...text].length > pollLimits.optionText)) return 'tooLong';
  if (new Set(options.map(({ text }) => sameWords(text))).size < options.length) return 'same';
  return undefined;
}

/** Are the options of these questions written by hand? Those of a scale, and yes and no, stay. */
export const hasOwnOptions = ({ kind }: Pick<PollQuestion, 'kind'>) => kind !== 'scale' && kind !== 'yesNo';

/** What is wrong with an edited poll; undefined: nothing. */
export function faultOf(
  edited: Edited,
  before: Pick<Poll, 'voters' | 'closesAt'>,
  now: Date,
): EditFault | undefined {
  for (const question of edited.questions) {
    const why = hasOwnOptions(question) ? faultOfOptions(question.options) : undefined;
    if (why) return { part: 'options', questionId: question.id, why };
  }
  const isNew = edited.closesAt?.getTime() !== before.closesAt?.getTime();
  if (edited.closesAt && isNew && edited.closesAt <= now) return { part: 'closesAt', why: 'past' };
  if (edited.closesAtVotes !== null && edited.closesAtVotes <= before.voters)
    return { part: 'closesAtVotes', why: 'tooFew' };
  return undefined;
}

/** Can something else be voted on now? Other words or another order are not that: votes go by the option's id. */
export function isOtherEdition(before: readonly PollQuestion[], after: readonly PollQuestion[]): boolean {
  const votable = (questions: readonly PollQuestion[]) =>
    JSON.stringify(
      questions.map(({ id, kind, most, options }) => [
        id,
        kind,
        most ?? 0,
        options.map((one) => one.id).sort(),
      ]),
    );
  return votable(before) !== votable(after);
}
