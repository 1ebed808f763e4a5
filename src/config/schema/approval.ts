import { z } from 'zod';
import type { Approver } from '../office-types.ts';
import type { References } from './references.ts';
import { byShape, exact, hasKey, workingTime } from './shapes.ts';

const kinds = ['manager', 'place', 'department'] as const;
const approverHint =
  'must be manager, place, department, or one of { manager: 2 }, { team: … }, { person: … }, { role: … }, { department: … }';

const word: z.ZodType<Approver> = z
  .string()
  .refine((by) => kinds.some((kind) => kind === by), approverHint)
  .transform((by): Approver => {
    if (by === 'place') return { kind: 'place' };
    return by === 'department' ? { kind: 'department' } : { kind: 'manager', levels: 1 };
  });

function approverSchema({ team, person, role, department }: References) {
  const object = exact({
    manager: z.int().min(1).max(9).optional(),
    team: team.optional(),
    person: person.optional(),
    role: role.optional(),
    department: department.optional(),
  })
    .refine((by) => Object.keys(by).length === 1, 'must name one approver, e.g. { team: … } or { person: … }')
    .transform((by): Approver => {
      if (by.team !== undefined) return { kind: 'team', team: by.team };
      if (by.person !== undefined) return { kind: 'person', email: by.person };
      if (by.role !== undefined) return { kind: 'role', role: by.role };
      if (by.department !== undefined) return { kind: 'department', department: by.department };
      return { kind: 'manager', levels: by.manager ?? 1 };
    });
  return byShape<Approver>((by) => (typeof by === 'object' && by !== null ? object : word));
}

/** Steps and rules of an approval. Whether all that they name can decide is checked with the other rules. */
export function approvalSchema(references: References) {
  const stepShape = {
    by: approverSchema(references),
    need: byShape<'any' | 'all' | number>((need) =>
      typeof need === 'number' ? z.int().min(1).max(99) : z.enum(['any', 'all']),
    ).default('any'),
    remind: workingTime.default({ workingDays: 1 }),
    after: workingTime.optional(),
    // biome-ignore lint/suspicious/noThenProperty: it is what the file calls it, and holds a text.
    then: z.enum(['wait', 'escalate', 'lapse']).default('wait'),
  };
  const silent = {
    path: ['after'],
    message: 'does nothing without "then: escalate" or "then: lapse"',
  };
  const unsaid = { path: ['then'], message: 'needs "after", e.g. after: 3d' };
  const plainStep = exact(stepShape, { when: 'steps of a category' })
    .refine((step) => step.after === undefined || step.then !== 'wait', silent)
    .refine((step) => step.after !== undefined || step.then === 'wait', unsaid);
  const step = exact({ ...stepShape, when: z.string().optional() })
    .refine((each) => each.after === undefined || each.then !== 'wait', silent)
    .refine((each) => each.after !== undefined || each.then === 'wait', unsaid);
  type Step = z.infer<typeof step>;

  /** One step by itself, or several side by side. */
  const together: z.ZodType<{ together: Step[] }> = exact({ together: z.array(step).min(2).max(10) });
  const group = byShape<Step[]>((value) =>
    hasKey(value, 'together')
      ? together.transform((groups) => groups.together)
      : (step.transform((one) => [one]) as z.ZodType<Step[]>),
  );
  const rule = exact({ when: z.string().optional(), steps: z.array(group).min(1).max(20) });
  /** A list of rules, or in short the steps of the only one. */
  const chain = byShape<{ when?: string | undefined; steps: Step[][] }[]>((value) =>
    Array.isArray(value) && value.some((item) => hasKey(item, 'steps'))
      ? z.array(rule).max(20)
      : z
          .array(group)
          .max(20)
          .transform((steps) => (steps.length === 0 ? [] : [{ steps }])),
  );
  return { chain, plainStep };
}

/** A step as it was read; the rest of it is in the assembly. */
export type StepInFile = z.infer<ReturnType<typeof approvalSchema>['chain']>[number]['steps'][number][number];
