import { submitId } from '../../adapters/teams/event-id.ts';
import { type Dump, holds, type SpiedRow } from './spying.ts';

/** The two answers that there are: as many people give the one as the other, so that a guess is right half the time. */
export const answers = ['alpha', 'omega'] as const;
export type Answer = (typeof answers)[number];

/** All that the attacker gets of one round. Only the names of those who answered, in their order, are no secret. */
export interface Loot {
  readonly roundId: string;
  /** Who answered in which step: their invitation says so. */
  readonly people: readonly string[];
  /** What changed in the database with each step, and what was logged. */
  readonly steps: readonly { readonly changed: Dump; readonly lines: readonly string[] }[];
  /** The whole database before the end of the round, and after it. */
  readonly before: Dump;
  readonly after: Dump;
  /** The card of the form, as anybody who was asked can read it. */
  readonly drawn: string;
}

/** What the answers of a round look like on the way in: known to everybody who was asked. */
export const valuesFor = (answer: Answer, words: string) => ({ 'q:pick': answer, 'q:words': words });
/** What somebody writes gives their answer away, and is longer with one of them. */
export const wordsFor = (answer: Answer, nonce: string) =>
  `${nonce} I say ${answer}${answer === 'omega' ? ' '.padEnd(200, nonce) : ''}`;

/** The event of a form sent off in Teams, whose id is made of what was sent. */
export const teamsId = (personId: string, context: string, drawn: string, answer: Answer, words: string) =>
  submitId(
    { conversation: { id: 'c1' }, from: { id: personId } } as unknown as Parameters<typeof submitId>[0],
    { form: 'surveys.answer', context, drawn, values: valuesFor(answer, words) },
  );

/** For each person, in their order, what they answered; undefined: this strategy knows nothing. */
export type Strategy = (loot: Loot) => (Answer | undefined)[];

const of = (dump: Dump, table: string, roundId?: string): SpiedRow[] =>
  dump.filter((one) => one.table.includes(table) && (roundId === undefined || one.row.roundId === roundId));

const only = (found: readonly Answer[]): Answer | undefined => (found.length === 1 ? found[0] : undefined);
const inIt = (where: unknown): Answer | undefined => only(answers.filter((answer) => holds(where, answer)));

/** The rows that a person's transaction wrote: their invitation has its number. */
const writtenWith = ({ roundId, before }: Loot, personId: string): Dump => {
  const own = of(before, 'SurveyInvitation').find(({ row }) => row.id === `${roundId}/${personId}`)!;
  return before.filter(({ xmin }) => xmin === own.xmin);
};

const byPlace = (a: SpiedRow, b: SpiedRow) => a.ctid[0] - b.ctid[0] || a.ctid[1] - b.ctid[1];
const byId = (a: SpiedRow, b: SpiedRow) => (String(a.row.id) < String(b.row.id) ? -1 : 1);

/** The nth text is that of the nth person who answered. */
const inOrder =
  (order: (a: SpiedRow, b: SpiedRow) => number): Strategy =>
  ({ after, roundId, people }) => {
    const texts = of(after, 'SurveyText', roundId).sort(order);
    return people.map((_, at) => texts[at] && inIt(texts[at].row.text));
  };

/** Whoever's row is longer than most has written more. */
const longest = (lengths: readonly number[]): (Answer | undefined)[] => {
  const middle = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]!;
  const differ = new Set(lengths).size > 1;
  return lengths.map((length) => (differ ? (length >= middle ? 'omega' : 'alpha') : undefined));
};

/** The ways of somebody with the database after each answer, its logs, and the card. */
export const strategies: Readonly<Record<string, Strategy>> = {
  'what appeared with the answer': ({ steps }) =>
    steps.map(({ changed }) => inIt(changed.map(({ row }) => row))),
  'what the same transaction wrote': (loot) =>
    loot.people.map((person) => inIt(writtenWith(loot, person).map(({ row }) => row))),
  'the size of what was written': (loot) =>
    longest(
      loot.people.map((person) =>
        Math.max(
          0,
          ...of(writtenWith(loot, person), 'SurveyEnvelope').map(({ row }) => String(row.sealed).length),
        ),
      ),
    ),
  'the size of what appeared': ({ steps }) =>
    longest(
      steps.map(({ changed }) =>
        Math.max(...changed.flatMap(({ row }) => Object.values(row).map((value) => String(value).length))),
      ),
    ),
  'the order of the texts in the table': inOrder(byPlace),
  'the order of the texts by their ids': inOrder(byId),
  'the names of handled events, by trying all': ({ after, before, roundId, people, drawn }) => {
    const keys = of(before, 'Inbox').map(({ row }) => String(row.key));
    const texts = of(after, 'SurveyText', roundId).map(({ row }) => String(row.text));
    return people.map((person) =>
      only(
        answers.filter((answer) =>
          texts.some((words) => {
            const id = teamsId(person, `${roundId} s:0:0`, drawn, answer, words);
            return keys.some((key) => key.includes(id));
          }),
        ),
      ),
    );
  },
  'the lines of the log': ({ steps }) => steps.map(({ lines }) => inIt(lines)),
  'what is left in the end, by name': ({ after, people }) =>
    people.map((person) => {
      const named = after.filter(({ row }) => JSON.stringify(row).includes(person));
      return inIt(named.map(({ row }) => row));
    }),
};
