import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { PickedMessage } from '../../../platform/inbound.ts';
import { actions, type Card } from '../../../ui/card.ts';
import { sayWithFiles } from '../files/attachments.ts';
import { findRequest, notFound } from '../find.ts';
import { speak } from '../speaking.ts';
import { requestsOf } from '../store.ts';
import { titleOf } from './catalogue.ts';
import { findDraft, forget, newDraft, splitDraft } from './drafts.ts';
import { startFilingDraft } from './filing.ts';

/** Somebody wants a request made of a message: the kinds to choose from, or at once the form with its text. */
export async function fromMessage(ctx: Context, picked: PickedMessage): Promise<Outcome> {
  const { draft, write } = newDraft(ctx, picked);
  return merge({ writes: [write] }, startFilingDraft(ctx, draft));
}

const mostOffered = 4;

/** Files came, and no form or thread says what for: their sender is asked. One query. */
export async function receiveFiles(ctx: Context, text: string): Promise<Outcome> {
  const { draft, write } = newDraft(ctx, { text });
  const mine = (await requestsOf(ctx.database, ctx.person.id)).filter(({ closedAt, stage }) => {
    return closedAt === null && stage !== 'cancelled' && stage !== 'rejected' && stage !== 'closed';
  });
  if (mine.length === 0) return merge({ writes: [write] }, startFilingDraft(ctx, draft));
  const question = ctx.t('requests.files.which');
  const offers = mine.slice(0, mostOffered).map((request) => ({
    label: titleOf(ctx, request, ctx.locale),
    action: 'requests.attach',
    value: `${request.id} ${draft.id}`,
  }));
  const anew = {
    label: ctx.t('requests.files.new'),
    action: 'requests.startDraft',
    value: draft.id,
    opensForm: true,
  };
  const card: Card = { title: question, summary: question, blocks: [actions(...offers, anew)] };
  return { writes: [write], answer: { kind: 'card', card } };
}

/** The files are for a new request. */
export async function startDraft(ctx: Context, value: string): Promise<Outcome> {
  const { draftId } = splitDraft(value);
  const draft = draftId && (await findDraft(ctx, draftId));
  return draft ? startFilingDraft(ctx, draft) : refusal(ctx.t('requests.draft.gone'));
}

/** The files are for this request: they are said in its threads. Three queries. */
export async function attachDraft(ctx: Context, value: string): Promise<Outcome> {
  const { rest, draftId } = splitDraft(value);
  const found = await findRequest(ctx, rest);
  if (found === undefined) return notFound(ctx);
  const draft = draftId && (await findDraft(ctx, draftId));
  if (!draft) return refusal(ctx.t('requests.draft.gone'));
  const { request } = found;
  const files = await ctx.database.prisma.file.findMany({ where: { id: { in: draft.fileIds } } });
  const words = draft.text || files.map(({ name }) => name).join(', ');
  const said = speak(ctx, found, words);
  if (said.history === undefined) return said;
  const title = titleOf(ctx, request, ctx.locale);
  return merge(sayWithFiles(ctx, request, said, files), {
    writes: [forget(draft)],
    answer: { kind: 'notice', text: ctx.t('requests.did.attach', { count: files.length, title }) },
  });
}
