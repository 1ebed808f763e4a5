import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { type Card, text } from '../../ui/card.ts';
import { titleOf } from './filing/catalogue.ts';
import { fileableCategories, marked, rows } from './filing/choosing.ts';
import { findRequest, notFound } from './find.ts';
import { isOfTeam } from './roles.ts';
import { isOver } from './stages.ts';

const idPattern = /^of:(req_[0-9a-z]+)$/;

/** How the id of the whole stands behind a category's, in the context of the form for a part of it. */
export const partOf = (requestId: string) => `of:${requestId}`;

/** Takes the id of the whole off the end of a form's context or a button's value: `repair of:req_1`. */
export function splitParent(value: string): { rest: string; parentId: string | undefined } {
  const last = value.split(' ').at(-1) ?? '';
  const parentId = idPattern.exec(last)?.[1];
  return parentId === undefined
    ? { rest: value, parentId }
    : { rest: value.slice(0, -last.length).trimEnd(), parentId };
}

/** Asks which kind of sub-request it should be: a button each. One query. */
export async function chooseSubRequest(ctx: Context, id: string): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const { request, roles } = found;
  if (!isOfTeam(roles)) return refusal(ctx.t('requests.refused.notMember'));
  if (isOver(request.stage)) return refusal(ctx.t('requests.refused.over'));
  const title = ctx.t('requests.subRequest.choose', { number: request.number });
  const buttons = fileableCategories(ctx).map((category) => ({
    label: marked(category.icon, category.name[ctx.locale]),
    action: 'requests.filePart',
    value: `${category.id} ${partOf(request.id)}`,
    opensForm: true,
  }));
  const card: Card = {
    title,
    summary: title,
    blocks: [
      text(titleOf(ctx, request, ctx.locale)),
      text(ctx.t('requests.subRequest.hint', { number: request.number }), 'subtle'),
      ...rows(buttons),
    ],
  };
  return { answer: { kind: 'card', card } };
}
