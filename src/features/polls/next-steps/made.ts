import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import type { Timer } from '../../../jobs/timers.ts';
import type { Made } from '../../requests/index.ts';
import { idOf } from '../poll.ts';
import { changed, findPoll } from '../store.ts';
import { mostSteps, withStep } from './outcome-rules.ts';

/** A request or a reminder was made of a poll: its cards say so. One query. */
export async function made(world: World, { subject, args }: Timer): Promise<Outcome> {
  const poll = await findPoll(world, idOf(subject));
  if (poll === undefined) return nothing;
  const { kind, id, number, byId } = args as unknown as Made;
  const nextSteps = withStep(poll.nextSteps, { kind, id, number, byId }).slice(-mostSteps);
  return changed(world, poll, { nextSteps }, { kind: 'pollUsed', actorId: byId, data: { made: kind } });
}
