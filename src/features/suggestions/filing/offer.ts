import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { actions, type Card, type ListItem, text } from '../../../ui/card.ts';
import type { Authors } from '../authors.ts';
import { standing } from '../cards/suggestion-card.ts';
import type { Suggestion } from '../suggestion.ts';
import { titleOf } from '../words.ts';
import { findAlike } from './alike.ts';
import type { Filled } from './filled.ts';
import { type Held, hold } from './held.ts';

/**
 * Offers to support one that is there already, while what was written is kept. Undefined: there is none like it.
 * Three queries.
 */
export async function offerAlike(
  ctx: Context,
  authors: Authors,
  filled: Filled,
): Promise<Outcome | undefined> {
  const alike = await findAlike(ctx, filled);
  if (alike.length === 0) return undefined;
  const { held, writes } = await hold(ctx, authors, filled);
  return { writes, answer: { kind: 'card', card: offerCard(ctx, alike, held) } };
}

function offerCard(ctx: Context, alike: readonly Suggestion[], { id }: Held): Card {
  const title = ctx.t('suggestions.alike', { count: alike.length });
  const item = (suggestion: Suggestion): ListItem => ({
    text: titleOf(suggestion),
    detail: `${standing(suggestion, ctx, ctx)} · ${ctx.t('suggestions.supporters', { count: suggestion.supporterIds.length })}`,
    button: {
      label: ctx.t('suggestions.button.supportInstead'),
      action: 'suggestions.supportInstead',
      value: `${suggestion.id} ${id}`,
    },
  });
  return {
    title,
    summary: title,
    blocks: [
      text(ctx.t('suggestions.alike.hint')),
      { kind: 'list', items: alike.map(item) },
      actions(
        { label: ctx.t('suggestions.button.sendAnyway'), action: 'suggestions.sendAnyway', value: id },
        {
          label: ctx.t('suggestions.button.change'),
          action: 'suggestions.write',
          value: id,
          opensForm: true,
        },
      ),
    ],
  };
}
