import type { Context } from '../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import type { Field } from '../../ui/form.ts';
import { spread } from './changes.ts';
import { decideFor, perform } from './deeds.ts';
import { type Found, findRequest, notFound } from './find.ts';
import { showHistory, showRequest } from './look.ts';
import type { Intent } from './rules.ts';

/** A form about one request. It opens only for those who may do what it asks for. */
function formOf(
  name: 'finish' | 'confirm' | 'reopen' | 'cancel' | 'comment',
  parts: {
    fields(ctx: Context, found: Found): Field[];
    submit(ctx: Context, id: string, values: Record<string, string | number | null>): Promise<Outcome>;
  },
): FormHandler {
  return {
    async build(ctx, context) {
      const found = await findRequest(ctx, context);
      return (
        found && {
          id: `requests.${name}`,
          context,
          title: ctx.t(`requests.form.${name}`, { number: found.request.number }),
          submit: ctx.t(`requests.button.${name}`),
          fields: parts.fields(ctx, found),
        }
      );
    },
    submit: parts.submit,
  };
}

const words = (ctx: Context, id: 'note' | 'reason' | 'words', required = true): Field => ({
  id,
  kind: 'text',
  multiline: true,
  required,
  label: ctx.t(`requests.field.${id}`),
});

const rating = (ctx: Context): Field => ({
  id: 'rating',
  kind: 'choice',
  required: true,
  label: ctx.t('requests.field.rating'),
  options: ([5, 4, 3, 2, 1] as const).map((stars) => ({
    value: String(stars),
    label: ctx.t(`requests.rating.${stars}`),
  })),
});

const finishForm = formOf('finish', {
  fields: (ctx) => [words(ctx, 'note')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'finish', note: String(values.note) }),
});
const reopenForm = formOf('reopen', {
  fields: (ctx) => [words(ctx, 'reason')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'reopen', reason: String(values.reason) }),
});
const cancelForm = formOf('cancel', {
  fields: (ctx) => [words(ctx, 'reason')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'cancel', reason: String(values.reason) }),
});
const confirmForm = formOf('confirm', {
  fields: (ctx, { roles }) => [...(roles.assignee ? [] : [rating(ctx)]), words(ctx, 'words', false)],
  submit: (ctx, id, values) =>
    perform(ctx, id, {
      verb: 'confirm',
      ratings: { speed: null, quality: Number(values.rating), manner: null },
      comment: values.words === null ? null : String(values.words),
    }),
});
const commentForm = formOf('comment', {
  fields: (ctx) => [words(ctx, 'words')],
  async submit(ctx, id, values) {
    const found = await findRequest(ctx, id);
    if (found === undefined) return notFound(ctx);
    const { request, roles } = found;
    const kind = roles.requester ? 'answered' : 'commented';
    const outcome = spread(ctx, request, kind, String(values.words), undefined);
    return { ...outcome, answer: { kind: 'notice', text: ctx.t('requests.did.comment') } };
  },
});

/** Opens a form where what it is for is allowed now; `sample` is what sending it would ask for. */
const opening =
  (form: FormHandler, sample?: Intent) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findRequest(ctx, id);
    if (found === undefined) return notFound(ctx);
    const decided = sample && decideFor(ctx, found, sample);
    if (decided && 'refused' in decided) return refusal(ctx.t(decided.refused, decided.args));
    return { answer: { kind: 'form', form: (await form.build(ctx, id))! } };
  };

export const deedActions: Feature['actions'] = {
  'requests.take': (ctx, id) => perform(ctx, id, { verb: 'take' }),
  'requests.takeOver': (ctx, id) => perform(ctx, id, { verb: 'takeOver' }),
  'requests.release': (ctx, id) => perform(ctx, id, { verb: 'release' }),
  'requests.withdraw': (ctx, id) => perform(ctx, id, { verb: 'withdraw' }),
  'requests.finish': opening(finishForm, { verb: 'finish', note: '…' }),
  'requests.reopen': opening(reopenForm, { verb: 'reopen', reason: '…' }),
  'requests.cancel': opening(cancelForm, { verb: 'cancel', reason: '…' }),
  'requests.confirm': opening(confirmForm, {
    verb: 'confirm',
    ratings: { speed: 5, quality: 5, manner: 5 },
    comment: null,
  }),
  'requests.comment': opening(commentForm),
  'requests.show': async (ctx, id) => showRequest(ctx, await findRequest(ctx, id)),
  'requests.history': async (ctx, id) => showHistory(ctx, await findRequest(ctx, id)),
};

export const deedForms: Feature['forms'] = {
  'requests.finish': finishForm,
  'requests.reopen': reopenForm,
  'requests.cancel': cancelForm,
  'requests.confirm': confirmForm,
  'requests.comment': commentForm,
};
