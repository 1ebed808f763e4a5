import type { NextStep, Poll, PollOption, PollQuestion } from '../poll.ts';

/** What can be made of an outcome with one click. */
export const stepKinds = ['request', 'reminder', 'announcement'] as const;
export type StepKind = (typeof stepKinds)[number];

/** One option of one question, of which something may be made. */
export interface Outcome {
  readonly question: PollQuestion;
  readonly option: PollOption;
}

/** What came out: of each question whatever has the most votes, all of them where they are even. */
export function winnersOf({ questions, result }: Pick<Poll, 'questions' | 'result'>): Outcome[] {
  return questions.flatMap((question) => {
    const { winners = [] } = result?.questions.find(({ id }) => id === question.id) ?? {};
    return question.options.flatMap((option) => (winners.includes(option.id) ? [{ question, option }] : []));
  });
}

/** The outcome that a button's value names, where it is one of this poll. */
export function outcomeIn(
  poll: Pick<Poll, 'questions'>,
  questionId: string,
  optionId: string,
): Outcome | undefined {
  const question = poll.questions.find(({ id }) => id === questionId);
  const option = question?.options.find(({ id }) => id === optionId);
  return question && option && { question, option };
}

/** With one more that was made of it; the same one twice is one. */
export function withStep(steps: readonly NextStep[], step: NextStep): readonly NextStep[] {
  const known = steps.some(({ kind, id }) => kind === step.kind && id === step.id);
  return known ? steps : [...steps, step];
}

/** So much of what was made of a poll is kept and shown. */
export const mostSteps = 20;
