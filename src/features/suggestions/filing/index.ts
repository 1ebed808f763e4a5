import type { Context } from '../../../engine/context.ts';
import {
  type Command,
  type Feature,
  type FormHandler,
  type Outcome,
  refusal,
} from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { PickedMessage } from '../../../platform/inbound.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import { findDraft, newDraft } from '../../requests/index.ts';
import type { Authors } from '../authors.ts';
import { findSuggestion, gone } from '../find.ts';
import { showTyped } from '../look.ts';
import { perform } from '../moves/perform.ts';
import { fileSuggestion } from './file.ts';
import { type Filled, filledFrom, filledOf } from './filled.ts';
import { formFor } from './form.ts';
import { findHeld, forgetHeld, hold } from './held.ts';
import { offerAlike } from './offer.ts';

/** What a form begins with: nothing, a message, or what was written before. One query. */
async function beginning(ctx: Context, authors: Authors, context: string): Promise<Filled> {
  if (context.startsWith('hld_')) return (await findHeld(ctx, authors, context))?.filled ?? filledOf('');
  if (!context.startsWith('drf_')) return filledOf('');
  const draft = await findDraft(ctx, context);
  return draft ? { ...filledOf(draft.text), draftId: draft.id } : filledOf('');
}

export const writeForm = (authors: Authors): FormHandler => ({
  build: async (ctx, context) => formFor(ctx, context, await beginning(ctx, authors, context)),
  async submit(ctx, context, values) {
    const { draftId } = await beginning(ctx, authors, context);
    const filled = filledFrom(ctx, values, draftId);
    // What is answered word by word stands in a chat, and here until the last answer, under their name.
    if (filled.who !== 'named' && ctx.event.kind !== 'submit') {
      const form = formFor(ctx, context, filled);
      return {
        answer: { kind: 'form', form: { ...form, errors: { who: ctx.t('suggestions.refused.chat') } } },
      };
    }
    return (await offerAlike(ctx, authors, filled)) ?? fileSuggestion(ctx, authors, filled);
  },
});

/** The form; where a message cannot be answered by one, a button that opens it, with what was said kept for it. */
async function openForm(ctx: Context, authors: Authors, words: string): Promise<Outcome> {
  const filled = filledOf(words);
  if (ctx.event.can.openForm) return { answer: { kind: 'form', form: formFor(ctx, '', filled) } };
  const kept = words === '' ? undefined : await hold(ctx, authors, filled);
  const title = ctx.t('suggestions.form.title');
  const card: Card = {
    title,
    summary: title,
    blocks: [
      text(ctx.t('suggestions.form.open')),
      actions({
        label: title,
        action: 'suggestions.write',
        value: kept?.held.id ?? '',
        style: 'primary',
        opensForm: true,
      }),
    ],
  };
  return { writes: kept?.writes ?? [], answer: { kind: 'card', card } };
}

/** A shortcut at somebody's message: the form with its text. */
export async function fromMessage(ctx: Context, picked: PickedMessage): Promise<Outcome> {
  const { draft, write } = newDraft(ctx, picked, { fileIds: [] });
  const filled = { ...filledOf(draft.text), draftId: draft.id };
  return { writes: [write], answer: { kind: 'form', form: formFor(ctx, draft.id, filled) } };
}

export const filingActions = (authors: Authors): NonNullable<Feature['actions']> => ({
  'suggestions.write': async (ctx, context) => ({
    answer: { kind: 'form', form: formFor(ctx, context, await beginning(ctx, authors, context)) },
  }),
  'suggestions.sendAnyway': async (ctx, id) => {
    const held = await findHeld(ctx, authors, id);
    if (held === undefined) return refusal(ctx.t('suggestions.refused.held'));
    return merge({ writes: forgetHeld(held, ctx) }, await fileSuggestion(ctx, authors, held.filled));
  },
  'suggestions.supportInstead': async (ctx, value) => {
    const [id = '', heldId = ''] = value.split(' ');
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const supported = await perform(ctx, authors, found, { verb: 'support' });
    const held = await findHeld(ctx, authors, heldId);
    return held && supported.writes ? merge({ writes: forgetHeld(held, ctx) }, supported) : supported;
  },
});

export const filingCommands = (authors: Authors): Command[] => [
  {
    name: 'suggest',
    words: { en: ['suggest'], 'zh-CN': ['提建议', '建议'] },
    takes: 'words',
    summary: 'help.suggest',
    usage: 'help.suggest.usage',
    run: (ctx, rest) =>
      /^#?\s*\d{1,9}\s*号?$/.test(rest.trim())
        ? showTyped(ctx, authors, rest)
        : openForm(ctx, authors, rest.trim()),
  },
];
