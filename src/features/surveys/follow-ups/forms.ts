import type { Context } from '../../../engine/context.ts';
import type { FormHandler, Outcome } from '../../../engine/feature.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Form } from '../../../ui/form.ts';
import { findOwn, finish, passOn, putOff } from './deeds.ts';
import type { FoundFollowUp } from './store.ts';
import { followUpWords, headline } from './words.ts';

type Values = Parameters<FormHandler['submit']>[2];

interface FollowUpForm {
  form(ctx: Context, found: FoundFollowUp): Form;
  submit(ctx: Context, found: FoundFollowUp, values: Values): Promise<Outcome>;
}

const longest = 1000;

const doneForm: FollowUpForm = {
  form: (ctx, found) => ({
    id: 'surveys.followUpDone',
    context: found.followUp.id,
    title: ctx.t('surveys.followUp.done.title'),
    intro: headline(found, ctx, ctx),
    submit: ctx.t('surveys.followUp.done'),
    fields: [
      {
        ...{ id: 'outcome', kind: 'text', multiline: true, required: true, maxLength: longest },
        label: ctx.t('surveys.followUp.done.outcome'),
        hint: ctx.t(
          found.followUp.kind === 'topic'
            ? 'surveys.followUp.done.readByAll'
            : 'surveys.followUp.done.readByPerson',
          followUpWords(found, ctx, ctx),
        ),
      },
    ],
  }),
  submit: (ctx, found, { outcome }) => finish(ctx, found, String(outcome)),
};

const laterForm: FollowUpForm = {
  form: (ctx, found) => ({
    id: 'surveys.followUpLater',
    context: found.followUp.id,
    title: ctx.t('surveys.followUp.later.title'),
    intro: headline(found, ctx, ctx),
    submit: ctx.t('surveys.followUp.later'),
    fields: [
      {
        ...{ id: 'dueOn', kind: 'date', required: true, min: dayOf(ctx.now, ctx.timezone) },
        label: ctx.t('surveys.followUp.later.dueOn'),
      },
      {
        ...{ id: 'reason', kind: 'text', multiline: true, required: true, maxLength: longest },
        label: ctx.t('surveys.followUp.later.reason'),
      },
    ],
  }),
  submit: (ctx, found, { dueOn, reason }) => putOff(ctx, found, String(dueOn), String(reason)),
};

const passForm: FollowUpForm = {
  form: (ctx, found) => ({
    id: 'surveys.followUpPass',
    context: found.followUp.id,
    title: ctx.t('surveys.followUp.pass.title'),
    intro: headline(found, ctx, ctx),
    submit: ctx.t('surveys.followUp.pass'),
    fields: [
      {
        ...{ id: 'person', kind: 'person', required: true, label: ctx.t('surveys.followUp.pass.person') },
        ...(found.followUp.kind === 'person' && { hint: ctx.t('surveys.followUp.pass.named') }),
      },
    ],
  }),
  async submit(ctx, found, { person }) {
    const { ownerId, personId } = found.followUp;
    const to = String(person);
    const why =
      to === ownerId
        ? ctx.t('surveys.followUp.pass.same')
        : to === personId
          ? ctx.t('surveys.followUp.pass.theirOwn')
          : ctx.directory.find(to)?.active
            ? undefined
            : ctx.t('surveys.followUp.pass.left');
    if (why === undefined) return passOn(ctx, found, to);
    return { answer: { kind: 'form', form: { ...passForm.form(ctx, found), errors: { person: why } } } };
  },
};

const handlerOf = ({ form, submit }: FollowUpForm): FormHandler => ({
  async build(ctx, id) {
    const found = await findOwn(ctx, id);
    return 'followUp' in found ? form(ctx, found) : undefined;
  },
  async submit(ctx, id, values) {
    const found = await findOwn(ctx, id);
    return 'followUp' in found ? submit(ctx, found, values) : found;
  },
});

const openerOf =
  ({ form }: FollowUpForm) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findOwn(ctx, id);
    return 'followUp' in found ? { answer: { kind: 'form', form: form(ctx, found) } } : found;
  };

/** The forms behind a follow-up's buttons; their context is its id. */
export const followUpForms = {
  'surveys.followUpDone': handlerOf(doneForm),
  'surveys.followUpLater': handlerOf(laterForm),
  'surveys.followUpPass': handlerOf(passForm),
};

export const followUpOpeners = {
  'surveys.followUpDone': openerOf(doneForm),
  'surveys.followUpLater': openerOf(laterForm),
  'surveys.followUpPass': openerOf(passForm),
};
