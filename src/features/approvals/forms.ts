import type { Context } from '../../engine/context.ts';
import type { Feature, FormHandler, Outcome } from '../../engine/feature.ts';
import type { Field } from '../../ui/form.ts';
import { refuse } from './deciding.ts';
import type { Subjects } from './subjects.ts';
import { type MoreVerb, moreVerbs, type Verbs, type Wish } from './verbs.ts';

/** The forms about one step. They open only for those who may decide it, and are checked again when sent. */
export function approvalForms(subjects: Subjects, verbs: Verbs) {
  const formOf = (
    name: 'reject' | 'return' | 'ask' | 'more',
    fields: (ctx: Context) => Field[],
    wishOf: (values: Record<string, unknown>) => Wish,
  ): FormHandler => ({
    async build(ctx, context) {
      const found = await subjects.find(ctx, context);
      return (
        found && {
          id: `approvals.${name}`,
          context,
          title: ctx.t(`approvals.${name}.title`, { number: found.subject.number }),
          submit: ctx.t(name === 'more' ? 'approvals.more.submit' : `approvals.${name}`),
          fields: fields(ctx),
        }
      );
    },
    submit: (ctx, context, values) => verbs.perform(ctx, context, wishOf(values)),
  });

  const words = (name: 'reject' | 'return' | 'ask') => (ctx: Context) => [
    {
      id: 'text',
      kind: 'text' as const,
      multiline: true,
      required: true,
      label: ctx.t(`approvals.${name}.label`),
    },
  ];

  const handlers = {
    'approvals.reject': formOf('reject', words('reject'), ({ text }) => ({
      verb: 'reject',
      reason: String(text),
    })),
    'approvals.return': formOf('return', words('return'), ({ text }) => ({
      verb: 'return',
      reason: String(text),
    })),
    'approvals.ask': formOf('ask', words('ask'), ({ text }) => ({ verb: 'ask', reason: String(text) })),
    'approvals.more': formOf('more', moreFields, ({ verb, person, text }) => ({
      verb: String(verb) as MoreVerb,
      personId: String(person),
      reason: String(text ?? ''),
    })),
  };

  /** Opens the form for those who may decide; everybody else is told why not, before they type anything. */
  const open =
    (handler: FormHandler) =>
    async (ctx: Context, value: string): Promise<Outcome> => {
      const why = await verbs.whyNot(ctx, value);
      if (why) return refuse(ctx, why);
      return { answer: { kind: 'form', form: (await handler.build(ctx, value))! } };
    };
  const actions: NonNullable<Feature['actions']> = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, open(handler)]),
  );
  return { handlers, actions };
}

function moreFields(ctx: Context): Field[] {
  const options = moreVerbs.map((verb) => ({ value: verb, label: ctx.t(`approvals.more.${verb}`) }));
  const needsReason = moreVerbs.filter((verb) => verb !== 'copy');
  return [
    { id: 'verb', kind: 'choice', required: true, label: ctx.t('approvals.more.verb'), options },
    { id: 'person', kind: 'person', required: true, label: ctx.t('approvals.more.person') },
    {
      id: 'text',
      kind: 'text',
      multiline: true,
      required: true,
      label: ctx.t('approvals.more.reason'),
      showWhen: { field: 'verb', in: needsReason },
    },
  ];
}
