import type { Category } from '../../../config/office.ts';
import { pathOf } from '../../../config/places.ts';
import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { actions, type Card, type ListItem, text } from '../../../ui/card.ts';
import type { FieldValue } from '../../../ui/form.ts';
import { categoryOf, titleOf } from '../filing/catalogue.ts';
import { findableOf } from '../search/findable.ts';
import { type Alike, findAlike } from './alike.ts';
import { type HeldFiling, hold } from './held-filings.ts';

/**
 * Offers to join open requests like the one that was just filled in, which is kept meanwhile. Undefined: there are
 * none. Three queries.
 */
export async function offerAlike(
  ctx: Context,
  category: Category,
  context: string,
  values: Record<string, FieldValue>,
): Promise<Outcome | undefined> {
  const alike = await findAlike(ctx, category, findableOf(category, values, ctx.office));
  if (alike.length === 0) return undefined;
  const offeredIds = alike.map(({ request }) => request.id);
  const { held, writes } = await hold(ctx, { context, values, offeredIds });
  return { writes, answer: { kind: 'card', card: offerCard(ctx, alike, held) } };
}

function offerCard(ctx: Context, alike: Alike[], held: HeldFiling): Card {
  const people = alike.reduce((sum, { request }) => sum + 1 + request.joinerIds.length, 0);
  const title = ctx.t('requests.alike', { count: people });
  const button = { label: ctx.t('requests.alike.anyway'), action: 'requests.fileAnyway', value: held.id };
  return {
    title,
    summary: title,
    blocks: [
      text(ctx.t('requests.alike.hint')),
      { kind: 'list', items: alike.map((each) => offerItem(ctx, each, held)) },
      actions(button),
    ],
  };
}

/** One that they may see is shown as everywhere; of another they learn what kind it is and where, and nothing else. */
function offerItem(ctx: Context, { request, seen }: Alike, held: HeldFiling): ListItem {
  const { locale, office } = ctx;
  const place = request.placeId === null ? [] : [pathOf(office.places, request.placeId, locale)];
  const kind = `#${request.number} ${categoryOf(ctx, request).name[locale]}`;
  const count = 1 + request.joinerIds.length;
  const detail = [
    ...place,
    ctx.t(`requests.stage.${request.stage}`),
    ctx.t('requests.alike.people', { count }),
  ];
  return {
    text: seen ? titleOf(ctx, request, locale) : kind,
    detail: detail.join(' · '),
    button: {
      label: ctx.t('requests.button.join'),
      action: 'requests.join',
      value: `${request.id} ${held.id}`,
    },
  };
}
