import type { World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { withdraw as withdrawSteps } from '../approvals/index.ts';
import { releaseWrites } from '../budgets/index.ts';
import { change, type Deed } from './changes.ts';
import type { Change } from './intents.ts';
import type { RequestState } from './request.ts';
import { ended, isOver } from './stages.ts';
import { loadRequests } from './store.ts';
import { hearersOf, tell, tellTeam } from './telling.ts';

/** Who ended the whole, when, and why, where they said so. */
type Ending = Pick<Deed, 'actorId' | 'at'> & { reason?: string | undefined };

/**
 * Cancels the open parts of a request that will not be done, and their parts, whatever they are at; whoever has to do
 * with one is told. Each has its next version, so that a change of it meanwhile is noticed. One query for each level
 * of open parts.
 * @param changed what becomes of the whole: where it does not end undone, nothing happens.
 */
export async function endParts(
  world: World,
  whole: RequestState,
  { stage }: Change,
  ending: Ending,
): Promise<Outcome> {
  if (stage !== 'cancelled' && stage !== 'rejected') return nothing;
  const open = whole.subRequests.filter((part) => !isOver(part.stage));
  const parts = await loadRequests(
    world.database,
    open.map(({ id }) => id),
  );
  let outcome: Outcome = nothing;
  for (const part of parts.values()) {
    const cancelled = { ...ended('cancelled', ending.at), steps: withdrawSteps(part.steps) };
    outcome = merge(outcome, endPart(world, whole, part, cancelled, ending));
    outcome = merge(outcome, await endParts(world, part, cancelled, ending));
  }
  return outcome;
}

function endPart(
  world: World,
  whole: RequestState,
  part: RequestState,
  cancelled: Change,
  { actorId, at, reason }: Ending,
): Outcome {
  const data = { number: whole.number, ...(reason ? { text: reason } : {}) };
  // The whole changes by itself in this commit: its part must not give it a second next version.
  const changed = change(world, { ...part, parent: null }, cancelled, {
    kind: 'wholeEnded',
    actorId,
    at,
    data,
  });
  const by = actorId === null ? '' : world.directory.nameOf(actorId);
  const args = { name: `#${whole.number}`, by, ...(reason ? { words: reason } : {}) };
  const told = new Set(hearersOf(part, world));
  if (part.assigneeId !== null && world.directory.find(part.assigneeId)?.active) told.add(part.assigneeId);
  if (actorId !== null) told.delete(actorId);
  return merge(changed, {
    writes: [{ kind: 'lapse', subject: part.subject }, ...releaseWrites(part)],
    say: [
      tellTeam(world, part, 'wholeEnded', args),
      ...[...told].map((personId) => tell(world, part, personId, 'wholeEnded', args)),
    ],
  });
}
