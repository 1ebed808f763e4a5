import { namedQuery } from '../../../db/named-query.ts';
import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { actions, type Block, type Button, text } from '../../../ui/card.ts';
import { buttonOf } from '../cards/buttons.ts';
import type { Suggestion } from '../suggestion.ts';
import { shortened } from '../words.ts';

const perPage = 5;
const shownReasons = 3;

/** What was reported and what is hidden, the most often reported first; never who reported or suggested. One query. */
export async function queue(ctx: Context, start: string): Promise<Outcome> {
  const from = Math.max(0, Number(start) || 0);
  const { rows } = await namedQuery<Suggestion>(
    ctx.database,
    `SELECT * FROM "Suggestion" WHERE ("hidden" OR "flags" <> '[]') AND "stage" <> 'merged'
     ORDER BY "hidden", jsonb_array_length("flags") DESC, "number" DESC OFFSET $1 LIMIT ${perPage + 1}`,
    [from],
  );
  const blocks = rows.slice(0, perPage).flatMap((suggestion): Block[] => {
    const { id, number, title, flags, hidden } = suggestion;
    const state = hidden
      ? ctx.t('suggestions.queue.hidden')
      : ctx.t('suggestions.queue.flags', { count: flags.length });
    const reasons = flags.slice(0, shownReasons).map(({ reason }) => `– ${shortened(reason, 150)}`);
    return [
      text([`#${number} ${title} · ${state}`, ...reasons].join('\n')),
      actions(
        buttonOf('show', id, ctx),
        hidden ? buttonOf('unhide', id, ctx) : buttonOf('hide', id, ctx),
        !hidden && buttonOf('dismiss', id, ctx),
      ),
    ];
  });
  const title = ctx.t('suggestions.queue.title');
  const none = ctx.t('suggestions.queue.none');
  const more: Button = {
    label: ctx.t('suggestions.list.more'),
    action: 'suggestions.queue',
    value: String(from + perPage),
  };
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: blocks.length > 0 ? title : none,
        blocks: [...(blocks.length > 0 ? blocks : [text(none)]), actions(rows.length > perPage && more)],
      },
    },
  };
}
