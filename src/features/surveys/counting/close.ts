import type { Keyring } from '../../../anonymity/keyring.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import type { Round } from '../rounds/round.ts';

/** Ends a round: nobody answers any more, and what was answered is counted. */
export async function closeRound(_world: World, _keyring: Keyring, _round: Round): Promise<Outcome> {
  return nothing;
}
