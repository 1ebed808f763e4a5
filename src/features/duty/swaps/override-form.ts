import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import type { Form } from '../../../ui/form.ts';
import { roleName } from '../role-name.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import { checkOverride } from './checking.ts';
import { readTime, wallOf } from './form-times.ts';
import { putOnDuty } from './overriding.ts';
import { leads } from './people.ts';
import { conflictLines } from './words.ts';

const dayMs = 24 * 3600_000;
/** What was so long ago has been counted, and stays as it was. */
const mostDaysBack = 1;
const mostDays = 62;

/** Of which roster, and for whom which conflicts have been shown: `<roster> [<person> clash,rest]`. */
function readContext(context: string) {
  const [rosterId = '', personId = '', shown = ''] = context.split(' ');
  return { rosterId, personId, shown: shown === '' ? [] : shown.split(',') };
}

/** The roster, where this person may put somebody on duty. One query. */
async function findLed(ctx: Context, rosterId: string): Promise<RosterState | undefined> {
  const state = (await rostersOf(ctx)).get(rosterId);
  return state && leads(ctx.person.id, state.roster, ctx.directory) ? state : undefined;
}

/** Puts somebody on duty. What speaks against it is shown first, and has to be confirmed. */
export const overrideForm: FormHandler = {
  async build(ctx, context) {
    const state = await findLed(ctx, readContext(context).rosterId);
    return state && formFor(ctx, state, context);
  },
  async submit(ctx, context, values) {
    const { rosterId, personId: shownFor, shown } = readContext(context);
    const state = await findLed(ctx, rosterId);
    if (state === undefined) return refusal(ctx.t('swaps.refused.notLead'));
    const back = (errors: Form['errors'], more: Partial<Form> = {}): Outcome => ({
      answer: {
        kind: 'form',
        form: { ...formFor(ctx, state, more.context ?? context), ...more, errors: errors! },
      },
    });
    const fromAt = readTime(values.from, ctx);
    const untilAt = readTime(values.until, ctx);
    if (fromAt.getTime() < ctx.now.getTime() - mostDaysBack * dayMs)
      return back({ from: ctx.t('swaps.refused.longAgo') });
    if (untilAt <= fromAt) return back({ until: ctx.t('swaps.refused.untilFirst') });
    if (untilAt <= ctx.now) return back({ until: ctx.t('swaps.refused.over') });
    if (untilAt.getTime() - fromAt.getTime() > mostDays * dayMs)
      return back({ until: ctx.t('swaps.refused.tooLong', { days: mostDays }) });
    const toId = String(values.person);
    const move = { role: String(values.role), fromAt, untilAt, toId };
    const checked = await checkOverride(ctx, state, move);
    if (checked.moved.add.length === 0) return back({ person: ctx.t('swaps.refused.onDuty') });
    const found = checked.conflicts.map(({ conflict }) => conflict);
    const seen = shownFor === toId && found.every((conflict) => shown.includes(conflict));
    if (found.length > 0 && !(seen && values.confirm === 'yes')) {
      const lines = conflictLines(checked.conflicts, ctx, ctx).join('\n');
      return back(
        { confirm: ctx.t('swaps.override.confirm.hint') },
        {
          context: `${rosterId} ${toId} ${found.join(',')}`,
          intro: ctx.t('swaps.override.against', { lines }),
        },
      );
    }
    return putOnDuty(ctx, state, move, checked, String(values.reason));
  },
};

/** The form, or why there is none. */
export async function openOverride(ctx: Context, rosterId: string): Promise<Outcome> {
  const state = await findLed(ctx, rosterId);
  if (state === undefined) return refusal(ctx.t('swaps.refused.notLead'));
  return { answer: { kind: 'form', form: formFor(ctx, state, rosterId) } };
}

function formFor(ctx: Context, { roster }: RosterState, context: string): Form {
  const { timezone, locale } = ctx;
  const roles = [...new Set(roster.layers.map(({ role }) => role))];
  const asks = readContext(context).shown.length > 0;
  return {
    id: 'swaps.override',
    context,
    title: ctx.t('swaps.override.title', { roster: roster.name[locale] }),
    submit: ctx.t('swaps.override.submit'),
    fields: [
      {
        ...{ id: 'role', kind: 'choice', required: true },
        label: ctx.t('swaps.fact.role'),
        options: roles.map((role) => ({ value: role, label: roleName(roster, role, locale) })),
        ...(roles[0] !== undefined && { value: roles[0] }),
      },
      {
        ...{ id: 'from', kind: 'datetime', required: true, timezone },
        label: ctx.t('swaps.field.from'),
        value: wallOf(ctx.now, ctx),
      },
      { ...{ id: 'until', kind: 'datetime', required: true, timezone }, label: ctx.t('swaps.field.until') },
      { id: 'person', kind: 'person', required: true, label: ctx.t('swaps.override.person') },
      {
        ...{ id: 'reason', kind: 'text', multiline: true, maxLength: 1000, required: true },
        label: ctx.t('swaps.override.reason'),
      },
      ...(asks
        ? [
            {
              ...{ id: 'confirm', kind: 'choice' as const, required: false },
              label: ctx.t('swaps.override.confirm'),
              options: [{ value: 'yes', label: ctx.t('swaps.override.confirm.yes') }],
            },
          ]
        : []),
    ],
  };
}
