import {
  type Choices,
  fewestVoters,
  type PollQuestion,
  type PollResult,
  type QuestionResult,
} from './poll.ts';

/**
 * What came out of these ballots, in whatever order they come. Votes for options that are not there any more count
 * for nobody.
 */
export function count(questions: readonly PollQuestion[], ballots: readonly Choices[]): PollResult {
  return { voters: ballots.length, questions: questions.map((question) => countOne(question, ballots)) };
}

function countOne(question: PollQuestion, ballots: readonly Choices[]): QuestionResult {
  const { id, kind, options } = question;
  const votes = new Map(options.map((option) => [option.id, 0]));
  let answered = 0;
  for (const choices of ballots) {
    const chosen = (choices[id] ?? []).filter((one) => votes.has(one));
    if (chosen.length > 0) answered += 1;
    for (const [at, one] of chosen.entries())
      votes.set(one, votes.get(one)! + (kind === 'ranked' ? options.length - at : 1));
  }
  const most = Math.max(0, ...votes.values());
  return {
    id,
    answered,
    votes: Object.fromEntries(votes),
    ...(kind === 'scale' && answered > 0 && { mean: meanOf(question, votes, answered) }),
    winners: most === 0 ? [] : options.filter((option) => votes.get(option.id) === most).map((one) => one.id),
  };
}

/** Of a scale, whose options are its points. */
function meanOf({ options }: PollQuestion, votes: ReadonlyMap<string, number>, answered: number): number {
  return options.reduce((sum, { id, text }) => sum + Number(text) * (votes.get(id) ?? 0), 0) / answered;
}

/** Whose ballots are not the same in both of these. */
function differing(
  before: ReadonlyMap<string, Choices>,
  now: ReadonlyMap<string, Choices>,
): readonly string[] {
  const voters = new Set([...before.keys(), ...now.keys()]);
  return [...voters].filter((voter) => said(before.get(voter)) !== said(now.get(voter)));
}

/** Choices as one text, whatever order the questions stand in; the options of a ranking keep theirs. */
const said = (choices: Choices | undefined) =>
  choices === undefined ? '' : JSON.stringify(Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Of an anonymous poll: nothing of what fewer than five have answered. */
export const withheld = ({ voters, questions }: PollResult): PollResult => ({
  voters,
  questions: questions.map((one) =>
    one.answered < fewestVoters ? { id: one.id, answered: one.answered, votes: {}, winners: [] } : one,
  ),
});

/**
 * Which ballots of an anonymous poll may be shown next, by voter; undefined: none yet. Five at least are other than
 * what was shown, and five at least are held back: so neither this step nor the one to the end says what a ballot was.
 * @param mixed puts voters into an order that says nothing.
 */
export function nextShown(
  shown: ReadonlyMap<string, Choices>,
  now: ReadonlyMap<string, Choices>,
  mixed: (voters: readonly string[]) => readonly string[],
): { choices: ReadonlyMap<string, Choices>; voters: readonly string[] } | undefined {
  const fresh = differing(shown, now);
  if (fresh.length < 2 * fewestVoters) return undefined;
  const voters = mixed(fresh).slice(fewestVoters);
  const choices = new Map(shown);
  for (const voter of voters) {
    const one = now.get(voter);
    if (one === undefined) choices.delete(voter);
    else choices.set(voter, one);
  }
  return choices.size < fewestVoters ? undefined : { choices, voters };
}
