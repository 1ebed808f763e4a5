import type { FieldProblem } from '../ui/form.ts';
import type { Context } from './context.ts';

/** What is wrong with a field, in this person's language. */
export function explain(ctx: Context, { problem, ...args }: FieldProblem): string {
  return ctx.t(`form.${problem}`, args);
}
