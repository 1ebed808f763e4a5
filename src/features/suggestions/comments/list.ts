import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { actions, type Block, type Button, text } from '../../../ui/card.ts';
import type { Authors } from '../authors.ts';
import { findSuggestion, gone } from '../find.ts';
import { titleOf } from '../words.ts';
import { commentsOf } from './comment.ts';
import { commentBlock, dayOfComment } from './views.ts';

/** A card holds so many of the longest. */
const perPage = 4;

/**
 * What was said, the newest first. What is between the author and whoever answers for it is shown to the one who
 * answers, and to an author by name; an anonymous one finds it in the form, since a card may be kept as a message.
 * @param value the suggestion's id, and how many to pass over. Two queries.
 */
export async function listComments(ctx: Context, authors: Authors, value: string): Promise<Outcome> {
  const [id = '', start] = value.split(' ');
  const found = await findSuggestion(ctx, authors, id);
  if (found === undefined) return gone(ctx);
  const { suggestion, roles } = found;
  const from = Math.max(0, Number(start) || 0);
  const alone = ctx.event.personal || ctx.event.can.replyPrivately;
  const between = alone && (roles.answers || suggestion.authorId === ctx.person.id);
  const all = await commentsOf(
    ctx.database,
    id,
    { shared: true, between, hidden: true },
    { from, limit: perPage + 1 },
  );
  const title = titleOf(suggestion);
  const blocks = all.slice(0, perPage).flatMap((comment): Block[] => {
    const day = dayOfComment(comment, ctx, ctx);
    const moderate: Button = {
      label: ctx.t(comment.hidden ? 'suggestions.button.showComment' : 'suggestions.button.hideComment'),
      action: comment.hidden ? 'suggestions.showComment' : 'suggestions.hideComment',
      value: comment.id,
    };
    return [
      text(comment.private ? ctx.t('suggestions.comments.private', { day }) : day, 'subtle'),
      commentBlock(comment, ctx, ctx),
      ...(alone && roles.moderator && !comment.private ? [actions(moderate)] : []),
    ];
  });
  const more: Button = {
    label: ctx.t('suggestions.list.more'),
    action: 'suggestions.comments',
    value: `${id} ${from + perPage}`,
  };
  const comment: Button = {
    label: ctx.t('suggestions.button.comment'),
    action: 'suggestions.comment',
    value: id,
    opensForm: true,
  };
  const none = ctx.t('suggestions.comments.none');
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: blocks.length > 0 ? title : none,
        blocks: [
          ...(blocks.length > 0 ? blocks : [text(none)]),
          actions(all.length > perPage && more, comment),
        ],
      },
    },
  };
}
