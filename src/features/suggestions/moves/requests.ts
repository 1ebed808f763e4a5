import { narrow } from '../../../core/full-width.ts';
import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { findTyped as findRequestTyped, newDraft, startFilingDraft } from '../../requests/index.ts';
import type { Authors } from '../authors.ts';
import { changeSuggestion } from '../changes.ts';
import { findSuggestion, gone } from '../find.ts';
import { whyNot } from '../rules.ts';
import { loadSuggestion } from '../store.ts';
import { idOf, subjectOf } from '../suggestion.ts';
import { titleOf } from '../words.ts';
import { actorOf, deedKinds, perform, refuse } from './perform.ts';

const mostAtOnce = 10;

/** Requests that are there already, by their numbers; the context is the suggestion's id. One query for each. */
export const linkForm = (authors: Authors): FormHandler => ({
  async build(ctx, id) {
    const found = await findSuggestion(ctx, authors, id);
    return (
      found && {
        id: 'suggestions.link',
        context: id,
        title: ctx.t('suggestions.button.link'),
        intro: titleOf(found.suggestion),
        submit: ctx.t('suggestions.button.link'),
        fields: [
          {
            id: 'numbers',
            kind: 'text',
            required: true,
            maxLength: 100,
            label: ctx.t('suggestions.link.numbers'),
            hint: ctx.t('suggestions.link.hint'),
          },
        ],
      }
    );
  },
  async submit(ctx, id, { numbers }) {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const typed = [...new Set(narrow(String(numbers)).match(/\d{1,9}/g) ?? [])].slice(0, mostAtOnce);
    const seen = await Promise.all(typed.map((number) => findRequestTyped(ctx, number)));
    const missing = typed.filter((_, at) => seen[at] === undefined);
    if (typed.length === 0 || missing.length > 0) {
      const form = (await linkForm(authors).build(ctx, id))!;
      const problem = ctx.t('suggestions.link.unknown', {
        numbers: missing.map((each) => `#${each}`).join(' '),
      });
      return { answer: { kind: 'form', form: { ...form, errors: { numbers: problem } } } };
    }
    const requestIds = seen.flatMap((each) => each?.request.id ?? []);
    return perform(ctx, authors, found, { verb: 'link', requestIds });
  },
});

export const requestActions = (authors: Authors): NonNullable<Feature['actions']> => {
  const allowed = async (ctx: Context, id: string) => {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return { refused: gone(ctx) };
    const why = whyNot(found.suggestion, 'link', actorOf(ctx, found));
    return why === undefined ? found : { refused: refuse(ctx, why) };
  };
  return {
    'suggestions.link': async (ctx, id) => {
      const found = await allowed(ctx, id);
      if ('refused' in found) return found.refused;
      return { answer: { kind: 'form', form: (await linkForm(authors).build(ctx, id))! } };
    },
    /** What is to be asked for, with the suggestion's words; the request is linked as soon as it is filed. */
    'suggestions.file': async (ctx, id): Promise<Outcome> => {
      const found = await allowed(ctx, id);
      if ('refused' in found) return found.refused;
      const { title, text, number } = found.suggestion;
      const source = { subject: subjectOf(found.suggestion), number, told: 'suggestions.filed' };
      const { draft, write } = newDraft(ctx, { text: `${title}\n${text}` }, { source });
      return merge({ writes: [write] }, startFilingDraft(ctx, draft));
    },
  };
};

export const requestTimers: NonNullable<Feature['timers']> = {
  /** A request was filed from a suggestion. */
  'suggestions.filed': async (world, { subject, args }) => {
    const before = await loadSuggestion(world.database, idOf(subject));
    const id = String(args.id);
    if (before === undefined || args.kind !== 'request' || before.requestIds.includes(id)) return nothing;
    const deed = { kind: deedKinds.link, by: String(args.byId) };
    return changeSuggestion(world, before, { requestIds: [...before.requestIds, id] }, deed).outcome;
  },
};
