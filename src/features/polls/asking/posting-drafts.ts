import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Place } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { type Card, text } from '../../../ui/card.ts';
import type { PollDraft } from '../poll.ts';
import { postNew } from '../posting.ts';
import { mayAskEveryone } from './audience.ts';
import { type DraftFault, faultOfDraft } from './draft-rules.ts';
import { dropDraft, findDraft } from './draft-store.ts';
import { understoodLines } from './understood.ts';

/** What is wrong with it, whoever posts it. @param elsewhere it is posted where it was typed, or not yet. */
export const faultOf = (ctx: Context, draft: PollDraft, elsewhere = false): DraftFault | undefined =>
  faultOfDraft(draft, {
    now: ctx.now,
    mayAskEveryone: mayAskEveryone(ctx),
    hasChannel: (teamId) => Object.keys(ctx.directory.team(teamId).channels).length > 0,
    elsewhere,
  });

/** Posts what was made ready, and says back to whoever asked what was understood. */
export async function postDraft(
  ctx: Context,
  keyring: Keyring,
  id: string,
  draft: PollDraft,
  at?: Place,
): Promise<Outcome> {
  const { outcome } = await postNew(ctx, keyring, draft, { ownerId: ctx.person.id, id, ...(at && { at }) });
  const posted = merge(outcome, { writes: [dropDraft(id)] });
  const said = ctx.t('polls.did.posted', { title: draft.title });
  const card: Card = {
    summary: said,
    blocks: [
      text(said),
      ...understoodLines(ctx, draft, at !== undefined).map((line) => text(line, 'subtle')),
    ],
  };
  if (ctx.event.can.replyPrivately || ctx.event.personal)
    return { ...posted, answer: { kind: 'card', card } };
  return merge(posted, { say: [{ to: ctx.inPrivate, view: 'dialog.card', args: { card: card as never } }] });
}

/** Posts a kept one in the channel of a team at one click. One query. @param value the draft and the team. */
export async function postToTeam(ctx: Context, keyring: Keyring, value: string): Promise<Outcome> {
  const [id = '', teamId = ''] = value.split(' ');
  const kept = await findDraft(ctx, id);
  if (kept === undefined) return refusal(ctx.t('polls.refused.posted'));
  const draft = { ...kept, audience: { ...kept.audience, teamIds: [teamId] } };
  const fault = faultOf(ctx, draft);
  if (fault) return refusal(ctx.t('polls.refused.useForm'));
  return postDraft(ctx, keyring, id, draft);
}
