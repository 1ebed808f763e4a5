/** What has to be done about a result: a topic below its limit, or a low answer whose author asked to be named. */
export interface FollowUp {
  readonly id: string;
  readonly version: number;
  readonly surveyId: string;
  readonly roundId: string;
  readonly kind: 'topic' | 'person';
  /** The keys of its topics, one a line: of a person all that they rated low. */
  readonly questionId: string | null;
  /** Who wanted to be named. */
  readonly personId: string | null;
  /** The topic's figure, or the lowest answer. */
  readonly score: number | null;
  /** What they wanted their name to be seen with. */
  readonly comment: string | null;
  readonly ownerId: string;
  /** ISO. */
  readonly dueOn: string;
  readonly state: 'open' | 'done';
  /** What became of it. */
  readonly outcome: string | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
}

export const subjectOf = ({ id }: Pick<FollowUp, 'id'>) => `survey-follow-up:${id}`;
export const idOf = (subject: string) => subject.slice('survey-follow-up:'.length);

export const topicKeys = ({ questionId }: Pick<FollowUp, 'questionId'>): string[] =>
  questionId?.split('\n') ?? [];
