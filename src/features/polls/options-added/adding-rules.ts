import { hasOwnOptions, sameWords } from '../editing/edit-rules.ts';
import { pollLimits } from '../limits.ts';
import type { Poll, PollOption, PollQuestion } from '../poll.ts';

/** Why an option cannot be added; the text is `polls.add.<why>`. */
export type AddFault =
  | { readonly why: 'there'; readonly option: PollOption }
  | { readonly why: 'tooMany' }
  | { readonly why: 'tooManyOfYours' };

/** So many may one voter add to a question, where it is known who adds. */
export const mostOfOne = 3;

/** Which questions take options of voters. */
export const openQuestions = ({ questions }: Pick<Poll, 'questions'>): readonly PollQuestion[] =>
  questions.filter(hasOwnOptions);

/** What is wrong with one more option; undefined: nothing. @param by left out where it is not kept who adds. */
export function faultOfAdded(
  { options }: Pick<PollQuestion, 'options'>,
  text: string,
  by: string | undefined,
): AddFault | undefined {
  const words = sameWords(text);
  const option = options.find((one) => sameWords(one.text) === words);
  if (option) return { why: 'there', option };
  if (options.length >= pollLimits.options) return { why: 'tooMany' };
  const own = options.filter(({ addedById }) => addedById !== undefined && addedById === by);
  return own.length >= mostOfOne ? { why: 'tooManyOfYours' } : undefined;
}

/** The questions with one more option; votes for the others stay. */
export const withOption = (
  questions: readonly PollQuestion[],
  questionId: string,
  option: PollOption,
): PollQuestion[] =>
  questions.map((one) => (one.id === questionId ? { ...one, options: [...one.options, option] } : one));
