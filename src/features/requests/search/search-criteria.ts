import type { Stage } from '../request.ts';
import { isOver, unfinishedStages } from '../stages.ts';

/** What is looked for. Everything that is given has to hold; of several values of one member, any. */
export interface Criteria {
  /** Each has to be among the request's words. */
  words: string[];
  number?: number;
  stages?: readonly Stage[];
  /** Late with an answer, or with being done. */
  overdue?: boolean;
  /** Nobody in particular has it. */
  unassigned?: boolean;
  teamIds?: string[];
  categories?: string[];
  /** These places themselves: what is in them is here too. */
  placeIds?: string[];
  /** The requester, or one of those with the same need. */
  neededBy?: string;
  requesterIds?: string[];
  assigneeIds?: string[];
  /** The requester or the assignee. */
  personIds?: string[];
}

/** Words for stages, as they are typed; what each stands for. */
export const stageWords = {
  unfinished: unfinishedStages,
  new: ['new'],
  awaitingApproval: ['awaitingApproval'],
  assigned: ['assigned'],
  inProgress: ['inProgress'],
  waiting: ['waiting'],
  onHold: ['onHold'],
  finished: ['done', 'closed'],
  closed: ['closed'],
  rejected: ['rejected'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly Stage[]>;
export type StageWord = keyof typeof stageWords;

/** Is only what is not over looked for? Of that there is never much. */
export const isAmongOpen = ({ stages, overdue, unassigned }: Criteria): boolean =>
  stages === undefined ? overdue === true || unassigned === true : !stages.some(isOver);
