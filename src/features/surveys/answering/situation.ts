import type { Key, Keyring } from '../../../anonymity/keyring.ts';
import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { type EnvelopeContent, emptyEnvelope } from '../answers.ts';
import { openEnvelope } from '../envelopes/envelope.ts';
import { findInvitation, type Invitation } from '../inviting/invitation.ts';
import type { Round } from '../rounds/round.ts';
import { findRound } from '../rounds/store.ts';
import { tellOfLostKey } from './lost-key.ts';
import { ownerName } from './page-form.ts';

/** Somebody who may answer, and what they have answered so far. */
export interface Situation {
  readonly round: Round;
  readonly invitation: Invitation;
  readonly key: Key;
  /** Undefined: nothing yet. */
  readonly content: EnvelopeContent | undefined;
}

/** What this person is to this round, or why they cannot answer. Three queries. */
export async function situationOf(
  ctx: Context,
  keyring: Keyring,
  roundId: string,
): Promise<Situation | { refused: Outcome }> {
  const round = await findRound(ctx, roundId);
  const invitation = round && (await findInvitation(ctx, round.id, ctx.person.id));
  if (round === undefined || invitation === undefined)
    return { refused: refusal(ctx.t('surveys.answer.notAsked')) };
  if (round.state !== 'open' || invitation.state === 'expired')
    return { refused: refusal(ctx.t('surveys.answer.over')) };
  const key = await keyring.find(round.id);
  if (key === undefined) {
    const owner = ownerName(ctx, round.rules);
    return {
      refused: { ...tellOfLostKey(ctx, round), ...refusal(ctx.t('surveys.answer.keyLost', { owner })) },
    };
  }
  return { round, invitation, key, content: await openEnvelope(ctx, key, round, ctx.person.id) };
}

export const contentIn = ({ content, invitation }: Situation): EnvelopeContent =>
  content ?? emptyEnvelope(invitation.group);
