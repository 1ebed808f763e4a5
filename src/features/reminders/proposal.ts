import { z } from 'zod';
import { weekdays } from '../../core/working-hours.ts';
import type { Intent } from '../../time/recurrence.ts';
import { buttonLimits } from '../../ui/card.ts';
import { instantOf } from '../../ui/wall-time.ts';
import { comebacks, longestText, type Recipient } from './reminder.ts';

const weekday = z.enum(weekdays);
const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .refine((time) => instantOf(time, 'UTC') !== undefined);
const timezone = z
  .string()
  .max(60)
  .refine((zone) => instantOf('2026-01-01T00:00', zone) !== undefined);
const day = z.iso.date();
const nth = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1)]);
const dayOfMonth = z.union([
  z.strictObject({ day: z.int().min(1).max(31) }),
  z.strictObject({ last: z.enum(['day', 'workday']) }),
  z.strictObject({ first: z.literal('workday') }),
  z.strictObject({ nth, weekday }),
]);
const rule = z.strictObject({
  every: z.enum(['day', 'workday', 'week', 'month', 'year']),
  interval: z.int().min(1).max(999),
  weekdays: z.array(weekday).max(7),
  on: dayOfMonth.exactOptional(),
  until: day.exactOptional(),
  count: z.int().min(1).max(9999).exactOptional(),
});
const intent = z.strictObject({
  start: wallTime,
  timezone,
  rule: rule.nullable(),
  onFreeDay: z.enum(['keep', 'previous', 'next', 'skip']),
});
const to = z.union([
  z.strictObject({ personId: z.string().max(60) }),
  z.strictObject({ teamId: z.string().max(100) }),
]);

/** What stands in the form when it opens: what somebody has said so far. It goes along in buttons. */
const prefillSchema = z.strictObject({
  to: to.exactOptional(),
  text: z.string().max(longestText).exactOptional(),
  intent: intent.exactOptional(),
  comesBack: z.enum(comebacks).nullable().exactOptional(),
  requestId: z.string().max(60).exactOptional(),
});
export type Prefill = z.infer<typeof prefillSchema>;

/** A whole reminder that was understood and waits for a yes. Its id is made before: who says yes twice sets one. */
const proposalSchema = prefillSchema.extend({
  id: z.string().regex(/^rem_[0-9a-z]{10,40}$/),
  to,
  text: z.string().min(1).max(longestText),
  intent,
});
export interface Proposal extends Omit<Prefill, 'to' | 'text' | 'intent'> {
  readonly id: string;
  readonly to: Recipient;
  readonly text: string;
  readonly intent: Intent;
}

/** As the value of a button or the context of a form; undefined where it does not fit into one. */
export function encode(what: Prefill | Proposal): string | undefined {
  const value = JSON.stringify(what);
  return value.length <= buttonLimits.value ? value : undefined;
}

/** Values come from outside: what is not of this shape is none. */
export const decodeProposal = (value: string): Proposal | undefined =>
  proposalSchema.safeParse(parsed(value)).data;

/** The same of what is not whole yet; of a whole one, all but its id. */
export function decodePrefill(value: string): Prefill | undefined {
  const { id: _, ...rest } = Object(parsed(value));
  return prefillSchema.safeParse(rest).data;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
