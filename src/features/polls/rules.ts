import type { Directory } from '../../directory/directory.ts';
import type { Choices, Poll, PollDraft, PollQuestion } from './poll.ts';

/** What a person is to a poll. */
export interface PollRoles {
  /** Whoever asked, and whom they made a co-owner. */
  readonly owner: boolean;
  /** It was posted to them, or to a team of theirs. Others who see it may vote as well. */
  readonly invited: boolean;
  readonly admin: boolean;
}

export function rolesOf(
  { ownerId, coOwnerIds, audience }: Pick<Poll, 'ownerId' | 'coOwnerIds' | 'audience'>,
  personId: string,
  directory: Pick<Directory, 'isMember' | 'isAdmin'>,
): PollRoles {
  return {
    owner: ownerId === personId || coOwnerIds.includes(personId),
    invited:
      audience.everyone ||
      audience.personIds.includes(personId) ||
      audience.teamIds.some((teamId) => directory.isMember(personId, teamId)),
    admin: directory.isAdmin(personId),
  };
}

/** What somebody wants of a poll that is there. */
export type PollVerb =
  | 'vote'
  | 'takeBack'
  | 'addOption'
  | 'close'
  | 'edit'
  | 'post'
  | 'delete'
  | 'useOutcome';

/** Why not; the text is `polls.refused.<refusal>`. */
export type PollRefusal = 'notYours' | 'closed' | 'notClosed' | 'full' | 'fixed' | 'nothing' | 'noOptions';

/** Whose it is, and in which states of the poll. */
const table: Record<PollVerb, { by: 'owner' | 'all'; in: readonly Poll['state'][] }> = {
  vote: { by: 'all', in: ['open'] },
  takeBack: { by: 'all', in: ['open'] },
  addOption: { by: 'all', in: ['open'] },
  close: { by: 'owner', in: ['open'] },
  edit: { by: 'owner', in: ['open'] },
  post: { by: 'owner', in: ['open'] },
  delete: { by: 'owner', in: ['open', 'closed', 'counted'] },
  useOutcome: { by: 'owner', in: ['counted'] },
};

type Judged = Pick<Poll, 'state' | 'voters' | 'closesAtVotes' | 'canChange' | 'canAddOptions'>;

/**
 * Why this person may not do that now; undefined: they may. Owners may all, administrators may close and delete.
 * @param before what they have voted so far, for `vote` and `takeBack`.
 */
export function whyNot(
  poll: Judged,
  verb: PollVerb,
  roles: PollRoles,
  before?: Choices,
): PollRefusal | undefined {
  const { by, in: states } = table[verb];
  const asAdmin = roles.admin && (verb === 'close' || verb === 'delete');
  if (by === 'owner' && !roles.owner && !asAdmin) return 'notYours';
  if (!states.includes(poll.state)) return verb === 'useOutcome' ? 'notClosed' : 'closed';
  if (verb === 'addOption' && !poll.canAddOptions && !roles.owner) return 'noOptions';
  if (verb === 'vote' && before === undefined && isFull(poll)) return 'full';
  if (verb === 'vote' && before !== undefined && !poll.canChange) return 'fixed';
  if (verb === 'takeBack') return before === undefined ? 'nothing' : poll.canChange ? undefined : 'fixed';
  return undefined;
}

const isFull = ({ voters, closesAtVotes }: Judged) => closesAtVotes !== null && voters >= closesAtVotes;

/** What is wrong with what somebody voted; the text is `polls.wrong.<fault>`. */
export type ChoiceFault = 'unknown' | 'tooMany' | 'empty';

/** Checks choices that came from outside against the questions; each option once, `ranked` in order. */
export function faultIn(questions: readonly PollQuestion[], choices: Choices): ChoiceFault | undefined {
  const known = new Map(questions.map((question) => [question.id, question]));
  let given = 0;
  for (const [id, chosen] of Object.entries(choices)) {
    const question = known.get(id);
    const ids = new Set(question?.options.map((option) => option.id));
    if (question === undefined || !chosen.every((one) => ids.has(one))) return 'unknown';
    if (new Set(chosen).size < chosen.length || chosen.length > mostOf(question)) return 'tooMany';
    given += chosen.length;
  }
  return given === 0 ? 'empty' : undefined;
}

/** How many options one may choose. */
export const mostOf = ({ kind, most, options }: PollQuestion): number =>
  kind === 'multiple' || kind === 'ranked' ? (most ?? options.length) : 1;

/** May be voted with one click on the card: one question whose options are not put in order. */
export const isByClick = ({ questions }: Pick<PollDraft, 'questions'>): boolean =>
  questions.length === 1 && questions[0]!.kind !== 'ranked';

/**
 * What a click on an option makes of what was voted before: of `multiple` it is added, or taken out again; of all
 * others it takes the place of what was chosen. Undefined: nothing is left, which is as good as taking it back.
 */
export function afterClick(
  question: PollQuestion,
  optionId: string,
  before: Choices | undefined,
): Choices | undefined {
  if (question.kind !== 'multiple') return { [question.id]: [optionId] };
  const chosen = before?.[question.id] ?? [];
  const next = chosen.includes(optionId) ? chosen.filter((one) => one !== optionId) : [...chosen, optionId];
  return next.length === 0 ? undefined : { [question.id]: next };
}
