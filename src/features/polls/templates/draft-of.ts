import type { PollDraft, PollQuestion } from '../poll.ts';

const asNew = ({ options, ...question }: PollQuestion): PollQuestion => ({
  ...question,
  options: options.map(({ id, text }) => ({ id, text })),
});

/**
 * A poll as something to begin another with: all that was asked, and of whom. Its closing time is of that day, its
 * repetition and its owners its own.
 */
export const draftOf = ({
  title,
  questions,
  secrecy,
  results,
  canChange,
  canAddOptions,
  closesAtVotes,
  audience,
}: PollDraft): PollDraft => ({
  ...{ title, secrecy, results, canChange, canAddOptions, closesAtVotes, audience },
  questions: questions.map(asNew),
  closesAt: null,
  coOwnerIds: [],
  recurs: null,
});
