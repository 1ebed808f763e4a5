import type { Context } from '../../engine/context.ts';
import { type Feature, type Outcome, refusal } from '../../engine/feature.ts';
import { deedForms } from './deed-forms.ts';
import { decideFor, perform } from './deeds.ts';
import { findRequest, notFound } from './find.ts';
import { type FormVerb, verbsAtOnce } from './intents.ts';
import { showHistory, showRequest } from './look.ts';
import { showMore } from './more.ts';
import { chooseSubRequest } from './parts.ts';
import { sampleOf } from './samples.ts';

/** Opens the form of a verb where it is allowed now; checked again when it is sent. */
const opening =
  (verb: FormVerb) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findRequest(ctx, id);
    if (found === undefined) return notFound(ctx);
    const sample = sampleOf(verb, found.request, ctx);
    const decided = sample && decideFor(ctx, found, sample);
    if (decided === undefined || 'refused' in decided)
      return refusal(decided ? ctx.t(decided.refused, decided.args) : ctx.t('requests.refused.nothingThere'));
    return { answer: { kind: 'form', form: (await deedForms[verb].build(ctx, id))! } };
  };

export const deedActions: NonNullable<Feature['actions']> = {
  ...Object.fromEntries(
    verbsAtOnce.map((verb) => [`requests.${verb}`, (ctx: Context, id: string) => perform(ctx, id, { verb })]),
  ),
  ...Object.fromEntries(
    (Object.keys(deedForms) as FormVerb[]).map((verb) => [`requests.${verb}`, opening(verb)]),
  ),
  'requests.show': async (ctx, id) => showRequest(ctx, await findRequest(ctx, id)),
  'requests.history': async (ctx, id) => showHistory(ctx, await findRequest(ctx, id)),
  'requests.verbs': async (ctx, id) => showMore(ctx, await findRequest(ctx, id)),
  'requests.subRequest': chooseSubRequest,
};
