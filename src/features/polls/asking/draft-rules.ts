import { pollLimits } from '../limits.ts';
import { fewestVoters, type PollDraft, type PollQuestion, type QuestionKind } from '../poll.ts';

/** What is wrong with a poll before it is posted, at which field; the text is `polls.fault.<why>`. */
export interface DraftFault {
  readonly field:
    | 'question'
    | 'options'
    | 'most'
    | 'results'
    | 'places'
    | 'closesAt'
    | 'closesAtVotes'
    | 'next';
  readonly why:
    | 'noText'
    | 'tooFewOptions'
    | 'tooManyOptions'
    | 'longOption'
    | 'mostOptions'
    | 'atTheEnd'
    | 'nowhere'
    | 'noChannel'
    | 'notEveryone'
    | 'past'
    | 'tooFewVotes'
    | 'tooManyQuestions';
}

/** Nothing asked yet, with what is usual. */
export const emptyDraft: PollDraft = {
  title: '',
  questions: [],
  secrecy: 'anonymous',
  results: 'afterClose',
  canChange: true,
  canAddOptions: false,
  closesAt: null,
  closesAtVotes: null,
  audience: { teamIds: [], personIds: [], everyone: false },
  coOwnerIds: [],
  recurs: null,
};

/** When results are shown where nobody said: those of a named poll at once, of an anonymous one at the end. */
export const usualResults = (secrecy: PollDraft['secrecy']): PollDraft['results'] =>
  secrecy === 'anonymous' ? 'afterClose' : 'live';

/** From where to where a scale goes. */
export const scales = ['1-5', '1-7', '1-10', '0-10'] as const;
export type Scale = (typeof scales)[number];

/** A question with its options, whose ids are new; those of a scale are its points. */
export function questionOf(
  id: string,
  {
    kind,
    text,
    lines,
    scale = '1-5',
    most,
  }: {
    readonly kind: QuestionKind;
    readonly text: string;
    readonly lines: readonly string[];
    readonly scale?: Scale;
    readonly most?: number;
  },
): PollQuestion {
  const common = { id, kind, text };
  if (kind === 'yesNo') return { ...common, options: ['yes', 'no'].map((one) => ({ id: one, text: one })) };
  if (kind === 'scale') {
    const [from = 1, to = 5] = scale.split('-').map(Number);
    const points = Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
    return { ...common, options: points.map((point) => ({ id: `s${point}`, text: point })) };
  }
  const options = lines.map((line, at) => ({ id: `o${at + 1}`, text: line }));
  return { ...common, options, ...(most !== undefined && kind !== 'single' && { most }) };
}

/** What somebody typed as options, one a line: each once. */
export const linesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== ''),
  ),
];

/** What is wrong with one question. */
export function faultOfQuestion({ kind, options, most }: PollQuestion): DraftFault | undefined {
  if (kind === 'scale' || kind === 'yesNo') return undefined;
  if (options.length < 2) return { field: 'options', why: 'tooFewOptions' };
  if (options.length > pollLimits.options) return { field: 'options', why: 'tooManyOptions' };
  if (options.some(({ text }) => [...text].length > pollLimits.optionText))
    return { field: 'options', why: 'longOption' };
  return most !== undefined && most > options.length ? { field: 'most', why: 'mostOptions' } : undefined;
}

interface Places {
  readonly now: Date;
  /** Whoever asks may ask everybody. */
  readonly mayAskEveryone: boolean;
  hasChannel(teamId: string): boolean;
  /** It is posted where it was typed, besides. */
  readonly elsewhere?: boolean;
}

/** What is wrong with the whole of it; undefined: it can be posted. */
export function faultOfDraft(draft: PollDraft, places: Places): DraftFault | undefined {
  const { title, questions, secrecy, results, closesAt, closesAtVotes, audience } = draft;
  if (title.trim() === '' || questions.length === 0) return { field: 'question', why: 'noText' };
  if (questions.length > pollLimits.questions) return { field: 'next', why: 'tooManyQuestions' };
  for (const question of questions) {
    const fault = faultOfQuestion(question);
    if (fault) return fault;
  }
  // Five votes more may be one more answer to the second question: each question would have to be held back by itself.
  if (secrecy === 'anonymous' && results !== 'afterClose' && questions.length > 1)
    return { field: 'results', why: 'atTheEnd' };
  if (closesAt !== null && closesAt <= places.now) return { field: 'closesAt', why: 'past' };
  if (closesAtVotes !== null && closesAtVotes < (secrecy === 'anonymous' ? fewestVoters : 1))
    return { field: 'closesAtVotes', why: 'tooFewVotes' };
  if (audience.everyone && !places.mayAskEveryone) return { field: 'places', why: 'notEveryone' };
  if (audience.teamIds.some((id) => !places.hasChannel(id))) return { field: 'places', why: 'noChannel' };
  const nowhere = !audience.everyone && audience.teamIds.length + audience.personIds.length === 0;
  return nowhere && !places.elsewhere ? { field: 'places', why: 'nowhere' } : undefined;
}
