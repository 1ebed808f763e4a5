import type { Context } from '../../../engine/context.ts';
import type { FormHandler, Outcome } from '../../../engine/feature.ts';
import { findFor } from './find.ts';
import { reject } from './verbs.ts';

/** The lead's no, with the reason. The context is the swap's id. */
export const rejectForm: FormHandler = {
  async build(ctx, id) {
    const found = await findFor(ctx, id, 'reject');
    if ('refused' in found) return undefined;
    return {
      id: 'swaps.reject',
      context: id,
      title: ctx.t('swaps.reject.title'),
      submit: ctx.t('swaps.button.reject'),
      fields: [
        {
          id: 'reason',
          kind: 'text',
          multiline: true,
          maxLength: 1000,
          required: true,
          label: ctx.t('swaps.reject.reason'),
        },
      ],
    };
  },
  submit: (ctx, id, { reason }) => reject(ctx, id, String(reason)),
};

/** The form, or why there is none. */
export async function openReject(ctx: Context, id: string): Promise<Outcome> {
  const found = await findFor(ctx, id, 'reject');
  if ('refused' in found) return found.refused;
  return { answer: { kind: 'form', form: (await rejectForm.build(ctx, id))! } };
}
