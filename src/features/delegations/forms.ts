import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../engine/feature.ts';
import type { NewTimer } from '../../jobs/timers.ts';
import { dayOf, dayStart } from '../../time/day-start.ts';
import { dueAt } from '../../time/due.ts';
import type { Form } from '../../ui/form.ts';
import type { Delegation } from './absences.ts';
import { concernedBy, faultOf, mayEnd, type Wanted } from './rules.ts';
import { findDelegation } from './store.ts';
import { sentence } from './views.ts';

function formFor(ctx: Context): Form {
  const today = dayOf(ctx.now, ctx.timezone);
  const isAdmin = ctx.directory.isAdmin(ctx.person.id);
  return {
    id: 'delegations.set',
    context: '',
    title: ctx.t('delegations.form.title'),
    submit: ctx.t('delegations.form.submit'),
    fields: [
      ...(isAdmin
        ? [
            {
              id: 'person',
              kind: 'person' as const,
              required: true,
              label: ctx.t('delegations.form.person'),
              value: ctx.person.id,
            },
          ]
        : []),
      {
        id: 'substitute',
        kind: 'person',
        required: false,
        label: ctx.t('delegations.form.substitute'),
        hint: ctx.t('delegations.form.substitute.hint'),
      },
      {
        id: 'from',
        kind: 'date',
        required: true,
        label: ctx.t('delegations.form.from'),
        min: today,
        value: today,
      },
      { id: 'until', kind: 'date', required: true, label: ctx.t('delegations.form.until'), min: today },
    ],
  };
}

/** Says who decides for somebody and when: for oneself, and as an administrator for anybody. */
export const setForm: FormHandler = {
  build: async (ctx) => formFor(ctx),
  async submit(ctx, _, values) {
    const isAdmin = ctx.directory.isAdmin(ctx.person.id);
    const wanted: Wanted = {
      personId: isAdmin ? String(values.person) : ctx.person.id,
      substituteId: values.substitute === null ? null : String(values.substitute),
      from: String(values.from),
      until: String(values.until),
    };
    const fault = faultOf(wanted, ctx.directory);
    if (fault) {
      const form = formFor(ctx);
      return { answer: { kind: 'form', form: { ...form, errors: { [fault.field]: ctx.t(fault.problem) } } } };
    }
    const delegation = newDelegation(ctx, wanted);
    const { id, personId, fromAt, untilAt } = delegation;
    return {
      writes: [{ kind: 'insert', table: 'Delegation', rows: [{ ...delegation }] }],
      history: [entry(ctx, id, 1, 'delegationSet', personId)],
      say: tell(ctx, delegation, false),
      timers: [
        lookAgain(ctx, delegation, fromAt),
        lookAgain(ctx, delegation, untilAt),
        planDuty(ctx, delegation),
      ],
      ...notice(sentence(delegation, ctx, ctx)),
    };
  },
};

function newDelegation(ctx: Context, { personId, substituteId, from, until }: Wanted): Delegation {
  const { timezone } = ctx.directory.find(personId) ?? ctx.person;
  const begins = dayStart(from, timezone);
  return {
    id: newId('dlg'),
    personId,
    substituteId,
    fromAt: new Date(Math.max(begins.getTime(), ctx.now.getTime())),
    untilAt: dayStart(until, timezone, 1),
    setById: ctx.person.id,
    createdAt: ctx.now,
    endedAt: null,
  };
}

/** Ends what was set, before its time. One query. */
export async function endDelegation(ctx: Context, id: string): Promise<Outcome> {
  const delegation = await findDelegation(ctx.database, id);
  const isAdmin = ctx.directory.isAdmin(ctx.person.id);
  if (delegation === undefined || !mayEnd(delegation, ctx.person.id, isAdmin))
    return refusal(ctx.t('delegations.refused.gone'));
  if (delegation.endedAt !== null || delegation.untilAt <= ctx.now)
    return refusal(ctx.t('delegations.refused.over'));
  return {
    writes: [{ kind: 'update', table: 'Delegation', rows: [{ id, endedAt: ctx.now }] }],
    history: [entry(ctx, id, 2, 'delegationEnded', delegation.personId)],
    say: tell(ctx, delegation, true),
    timers: [lookAgain(ctx, delegation, ctx.now), planDuty(ctx, delegation)],
    ...notice(ctx.t('delegations.ended')),
  };
}

/** Its second version is its end: two who end it at once end it once. */
const entry = (ctx: Context, id: string, version: number, kind: string, personId: string) => ({
  subject: `delegation:${id}`,
  version,
  kind,
  actorId: ctx.person.id,
  platform: null,
  at: ctx.now,
  data: { personId },
});

/** Approvals look then who decides. */
const lookAgain = ({ office }: Context, { id, personId }: Delegation, at: Date): NewTimer => ({
  kind: 'approvals.absence',
  subject: `delegation:${id}`,
  args: { personId },
  ...dueAt(at, office.organisation.timezone),
});

/** Duty finds at once who stands in then, or has them back. */
const planDuty = (ctx: Context, delegation: Delegation): NewTimer => ({
  ...lookAgain(ctx, delegation, ctx.now),
  kind: 'duty.absence',
});

function tell(ctx: Context, delegation: Delegation, ended: boolean) {
  const { id, personId, substituteId, fromAt, untilAt } = delegation;
  const args = {
    id,
    personId,
    substituteId,
    fromAt: fromAt.toISOString(),
    untilAt: untilAt.toISOString(),
    by: ctx.person.name,
    ended: ended ? 'yes' : null,
  };
  return concernedBy(delegation, ctx.directory)
    .filter((other) => other !== ctx.person.id)
    .map((other) => ({ to: { kind: 'person' as const, personId: other }, view: 'delegations.notice', args }));
}
