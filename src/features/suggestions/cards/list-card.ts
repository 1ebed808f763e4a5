import type { Context } from '../../../engine/context.ts';
import { actions, type Block, type Card, text } from '../../../ui/card.ts';
import type { Suggestion } from '../suggestion.ts';
import { titleOf } from '../words.ts';
import { standing } from './suggestion-card.ts';

export const listKinds = ['top', 'newest', 'mine', 'answering'] as const;
export type ListKind = (typeof listKinds)[number];

export const perPage = 10;

/** A page of a list. @param from how many were passed over. @param more are there any behind these. */
export function listCard(
  ctx: Context,
  kind: ListKind | 'found',
  page: readonly Suggestion[],
  { from, more, words }: { from: number; more: boolean; words: string },
): Card {
  const title = ctx.t(`suggestions.list.${kind}`);
  const empty = ctx.t('suggestions.list.none');
  const body: Block =
    page.length === 0
      ? text(empty)
      : {
          kind: 'list',
          items: page.map((suggestion) => ({
            text: titleOf(suggestion),
            detail: `${standing(suggestion, ctx, ctx)} · ${ctx.t('suggestions.supporters', { count: suggestion.supporterIds.length })}`,
            button: {
              label: ctx.t('suggestions.button.show'),
              action: 'suggestions.show',
              value: suggestion.id,
            },
          })),
        };
  return {
    title,
    summary: page.length === 0 ? empty : title,
    blocks: [
      body,
      actions(
        more && {
          label: ctx.t('suggestions.list.more'),
          action: 'suggestions.list',
          value: `${kind} ${from + perPage} ${words}`.trim(),
        },
        ...listKinds
          .filter((other) => other !== kind)
          .map((other) => ({
            label: ctx.t(`suggestions.list.${other}`),
            action: 'suggestions.list',
            value: other,
          })),
        {
          label: ctx.t('suggestions.form.title'),
          action: 'suggestions.write',
          value: '',
          style: 'primary' as const,
          opensForm: true,
        },
      ),
    ],
  };
}
