import { formatDay } from '../time/format-day.ts';
import type { FieldProblem } from '../ui/form.ts';
import type { Context } from './context.ts';

/** What is wrong with a field, in this person's language. */
export function explain(ctx: Context, wrong: FieldProblem): string {
  switch (wrong.problem) {
    case 'tooEarly':
      return ctx.t('form.tooEarly', { min: formatDay(wrong.min, ctx.locale) });
    case 'tooLate':
      return ctx.t('form.tooLate', { max: formatDay(wrong.max, ctx.locale) });
    case 'notAsAsked':
      return wrong.hint || ctx.t('form.notAsAsked');
    default: {
      const { problem, ...args } = wrong;
      return ctx.t(`form.${problem}`, args);
    }
  }
}
