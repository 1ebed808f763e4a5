import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { openAsk } from '../asking/ask-form.ts';
import { gone } from '../managed.ts';
import { findOwn } from '../managing/co-owners.ts';
import type { PollDraft } from '../poll.ts';
import { draftOf } from './draft-of.ts';
import { findTemplate } from './template-store.ts';

/**
 * What a new poll begins with: a poll or a template of this person's, by its id, which comes from outside. Undefined:
 * there is none for them. One query.
 */
async function beginWith(ctx: Context, id: string): Promise<PollDraft | undefined> {
  if (id.startsWith('tpl_')) return (await findTemplate(ctx, id, ctx.person.id))?.draft;
  if (!id.startsWith('poll_')) return undefined;
  const found = await findOwn(ctx, id);
  return 'poll' in found ? draftOf(found.poll) : undefined;
}

/** Opens the form for a new poll with what stands in another one, or in a template. One query. */
export async function openAnother(ctx: Context, id: string): Promise<Outcome> {
  const draft = await beginWith(ctx, id);
  if (draft) return openAsk(ctx, draft);
  return id.startsWith('tpl_') ? refusal(ctx.t('polls.template.gone')) : gone(ctx);
}
