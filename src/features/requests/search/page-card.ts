import type { Context } from '../../../engine/context.ts';
import { actions, type Block, type Card, type ListItem, text } from '../../../ui/card.ts';
import { titleOf } from '../filing/catalogue.ts';
import type { RequestState } from '../request.ts';
import { understoodLine } from './search-head.ts';
import type { Understood } from './search-parse.ts';

/** The lists there are. Each can be narrowed down by what a search understands. */
export type ListKind = 'find' | 'queue' | 'overdue' | 'my';

export interface ListPage {
  kind: ListKind;
  understood: Understood[];
  /** What waits for the reader's decision, above the list itself. */
  deciding: RequestState[];
  requests: RequestState[];
  first: boolean;
  /** The list in a button's value. */
  refine: string;
  /** The value of the button for the next page, where there is one. */
  more: string | undefined;
  full: boolean;
}

/** A page of a list: what was understood, the requests with a button each, and the way to more. */
export function pageCard(ctx: Context, page: ListPage): Card {
  const { kind, understood, deciding, requests, first, more } = page;
  const title = ctx.t(`requests.list.${kind}`);
  const nothing = deciding.length + requests.length === 0;
  const empty = ctx.t(
    more ? 'requests.list.notYet' : first ? `requests.list.${kind}.empty` : 'requests.list.end',
  );
  const blocks: Block[] = understood.length > 0 ? [text(understoodLine(understood, ctx, ctx), 'subtle')] : [];
  if (deciding.length > 0) {
    blocks.push(text(ctx.t('requests.list.deciding'), 'strong'), listOf(ctx, deciding));
    if (requests.length > 0) blocks.push(text(ctx.t('requests.list.team'), 'strong'));
  }
  if (requests.length > 0) blocks.push(listOf(ctx, requests));
  if (nothing) blocks.push(text(empty));
  blocks.push(
    actions(
      more !== undefined && {
        // Where much was passed over, the page is not full although there may be more.
        label: ctx.t(page.full ? 'requests.list.more' : 'requests.list.further'),
        action: 'requests.more',
        value: more,
      },
      {
        label: ctx.t('requests.list.refine'),
        action: 'requests.refine',
        value: page.refine,
        opensForm: true,
      },
    ),
  );
  const count = deciding.length + requests.length;
  return { title, summary: nothing ? empty : ctx.t('requests.list.summary', { title, count }), blocks };
}

const listOf = (ctx: Context, requests: RequestState[]): Block => ({
  kind: 'list',
  items: requests.map((request) => listItem(ctx, request)),
});

/** A request in a line, and the button that shows it. */
function listItem(ctx: Context, request: RequestState): ListItem {
  const { locale, directory } = ctx;
  const team = directory.allTeams().find(({ id }) => id === request.teamId);
  return {
    text: titleOf(ctx, request, locale),
    detail: ctx.t('requests.list.detail', {
      stage: ctx.t(`requests.stage.${request.stage}`),
      requester: directory.nameOf(request.requesterId),
      responsible: request.assigneeId
        ? directory.nameOf(request.assigneeId)
        : (team?.name[locale] ?? request.teamId),
    }),
    button: { label: ctx.t('requests.button.show'), action: 'requests.show', value: request.id },
  };
}
