/** What a poll may hold, so that its card fits every platform. */
export const pollLimits = {
  questions: 10,
  /** Of one question. */
  options: 20,
  /** In characters: Slack's limit for what stands on a button. */
  optionText: 75,
  questionText: 200,
  title: 200,
} as const;
