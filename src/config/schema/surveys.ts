import { z } from 'zod';
import { surveySets } from '../survey-sets.ts';
import type { SurveyRhythm } from '../survey-types.ts';
import type { References } from './references.ts';
import {
  askedId,
  byShape,
  exact,
  isDistinct,
  isoDate,
  line,
  localized,
  id as thingId,
  wallTime,
} from './shapes.ts';

/** What one question offers at most, so that every platform can draw it. */
const mostOptions = 20;
const mostRows = 10;
/** A survey that is longer is not answered. */
export const mostQuestions = 50;

const option = z.union([
  line.transform((value) => ({ value, label: { en: value, 'zh-CN': value } })),
  exact({ value: line.max(100), label: localized }),
]);
const options = z.array(option).min(2).max(mostOptions);
const value = z.union([line, z.number().transform(String)], 'must be a text or a number');

/** `{ kitchen: [1, 2] }` or `{ eaten: "yes" }`. */
const showWhen = z
  .record(
    z.string(),
    byShape((written) => (Array.isArray(written) ? z.array(value).min(1) : one)),
  )
  .refine(
    (questions) => Object.keys(questions).length === 1,
    'must name one question, e.g. { kitchen: [1, 2] }',
  )
  .transform((questions) => {
    const [question = '', values = []] = Object.entries(questions)[0] ?? [];
    return { question, in: values };
  });
const one = value.transform((only) => [only]);

const base = {
  id: askedId,
  text: localized,
  hint: localized.optional(),
  required: z.boolean().default(false),
  showWhen: showWhen.optional(),
};

const elsewhere = {
  from: 'questions of type scale and matrix',
  to: 'questions of type scale and matrix',
  low: 'questions of type scale',
  high: 'questions of type scale',
  limit: 'questions of type scale, stars, nps and matrix',
  options: 'questions of type single, multiple and ranking',
  most: 'questions of type multiple',
  rows: 'questions of type matrix',
  maxLength: 'questions of type text',
};

function questionOf<T extends string, Shape extends z.ZodRawShape>(type: T, shape: Shape) {
  return exact({ ...base, type: z.literal(type), ...shape }, elsewhere);
}

const point = z.number().int().min(0).max(10);
const points = { from: point.default(1), to: point.default(5), limit: z.number().optional() };
interface Points {
  from: number;
  to: number;
  limit?: number | undefined;
}
const rises = ({ from, to }: Points) => from < to;
const notRising = { path: ['to'], message: 'must be more than "from"' };
const holds = ({ from, to, limit = from }: Points) => from <= limit && limit <= to;
const outside = { path: ['limit'], message: 'is not between "from" and "to"' };

const question = z.discriminatedUnion('type', [
  questionOf('scale', { ...points, low: localized.optional(), high: localized.optional() })
    .refine(rises, notRising)
    .refine(holds, outside),
  questionOf('stars', { limit: z.number().min(1).max(5).optional() }),
  questionOf('nps', { limit: z.number().min(-100).max(100).optional() }),
  questionOf('single', { options }),
  questionOf('multiple', { options, most: z.number().int().min(1).max(mostOptions).optional() }),
  questionOf('ranking', { options: z.array(option).min(2).max(10) }),
  questionOf('text', { maxLength: z.number().int().min(1).max(3000).default(1000) }),
  questionOf('matrix', { ...points, rows: z.array(option).min(1).max(mostRows) })
    .refine(rises, notRising)
    .refine(holds, outside),
]);
const questions = z.array(question).min(1).max(mostQuestions);

const everies = ['once', 'month', 'quarter'] as const;
const rhythmOf: { [E in (typeof everies)[number]]: z.ZodType<SurveyRhythm> } = {
  once: exact({ every: z.literal('once'), on: isoDate.optional() }) as z.ZodType<SurveyRhythm>,
  // No month has fewer working days, and no quarter.
  month: exact({ every: z.literal('month'), workday: z.number().int().min(1).max(15).default(1) }),
  quarter: exact({ every: z.literal('quarter'), workday: z.number().int().min(1).max(50).default(1) }),
};

/** `month`, or `{ every: month, workday: 3 }`. */
const rhythm = byShape<SurveyRhythm>((written) => {
  const every =
    typeof written === 'object' && written !== null && 'every' in written ? written.every : written;
  const known = everies.find((each) => each === every);
  if (known === undefined)
    return (written === every ? z.enum(everies) : z.object({ every: z.enum(everies) })) as never;
  return written === every
    ? z.literal(known).transform((each) => rhythmOf[each].parse({ every: each }))
    : rhythmOf[known];
});

const list = <T extends z.ZodType<string, string>>(thing: T) =>
  z.array(thing).max(1000).refine(isDistinct, 'names one twice').default([]);

const audience = ({ department, team, place, person, category }: References) =>
  exact({
    departments: list(department),
    teams: list(team),
    places: list(place),
    people: list(person),
    served: exact({ days: z.number().int().min(1).max(366), categories: list(category) }).optional(),
    share: z.number().int().min(1).max(100).default(100),
  });

export const surveysSchema = (references: References) =>
  z
    .record(
      thingId,
      exact({
        use: z.enum(Object.keys(surveySets)).optional(),
        without: z.array(z.string()).default([]),
        name: localized.optional(),
        intro: localized.optional(),
        owner: references.person,
        questions: questions.optional(),
        sections: z
          .array(exact({ title: localized.optional(), questions }))
          .max(20)
          .optional(),
        audience: audience(references).optional(),
        rhythm: rhythm.prefault('once'),
        at: wallTime.default('10:00'),
        openDays: z.number().int().min(1).max(60).default(7),
        groupBy: z.enum(['department', 'team', 'place']).optional(),
        followUp: z.boolean().default(true),
        followUpDays: z.number().int().min(1).max(366).default(14),
      }),
    )
    .default({});

/** Where the file does not say: two surveys in thirty days are enough for anybody. */
export const surveyFatigueSchema = exact({
  most: z.number().int().min(1).max(31).default(2),
  days: z.number().int().min(1).max(366).default(30),
}).prefault({});
