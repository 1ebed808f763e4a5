import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal } from '../../engine/feature.ts';
import { historyOf } from '../../history/history.ts';
import type { Authors } from './authors.ts';
import { historyCard } from './cards/history-card.ts';
import { suggestionCard } from './cards/suggestion-card.ts';
import { type Found, findSuggestion, findTyped, gone } from './find.ts';
import { loadShown } from './store.ts';
import { subjectOf } from './suggestion.ts';

/** All of one suggestion. One query. */
async function show(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return gone(ctx);
  const shown = (await loadShown(ctx.database, [found.suggestion.id])).get(found.suggestion.id);
  if (shown === undefined) return gone(ctx);
  // Among people it shows what everyone may do.
  const { locale, timezone, person, event } = ctx;
  const alone = event.personal || event.can.replyPrivately;
  const reader = { locale, timezone, ...(alone && { id: person.id }) };
  return { answer: { kind: 'card', card: suggestionCard(shown, reader, ctx) } };
}

export const lookActions = (authors: Authors): NonNullable<Feature['actions']> => ({
  'suggestions.show': async (ctx, id) => show(ctx, await findSuggestion(ctx, authors, id)),
  'suggestions.history': async (ctx, value) => {
    const [id = '', from] = value.split(' ');
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const entries = await historyOf(ctx.database, subjectOf(found.suggestion));
    const card = historyCard(found.suggestion, entries, Math.max(0, Number(from) || 0), ctx, ctx);
    return { answer: { kind: 'card', card } };
  },
});

/** `suggestion 12` */
export const showTyped = async (ctx: Context, authors: Authors, typed: string): Promise<Outcome> =>
  typed === ''
    ? refusal(ctx.t('suggestions.refused.number'))
    : show(ctx, await findTyped(ctx, authors, typed));

export const lookCommands = (authors: Authors): Command[] => [
  {
    name: 'suggestion',
    words: { en: ['suggestion'], 'zh-CN': ['查看建议'] },
    takes: 'number',
    summary: 'help.suggestion',
    usage: 'help.suggestion.usage',
    run: (ctx, rest) => showTyped(ctx, authors, rest),
  },
];
