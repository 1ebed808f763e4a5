import type { Feature } from '../../engine/feature.ts';
import { nothing } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { openStep } from '../approvals/index.ts';
import { change, tell } from './changes.ts';
import { idOf, loadRequest } from './store.ts';

/** What falls due in the life of a request. Each looks at how things are now: much may have happened since. */
export const timers: Feature['timers'] = {
  'requests.remindApprover': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    const step = request && openStep(request.steps);
    if (!request || !step || step.id !== timer.args.stepId) return nothing;
    const by = world.directory.nameOf(request.requesterId);
    const reminded = change(request, {}, { kind: 'reminded', actorId: null, at: world.clock.now() });
    return merge(reminded, {
      say: step.approverIds.map((personId) => tell(world, request, personId, 'remindApprover', { by })),
    });
  },
  'requests.remind': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    if (request?.stage !== 'done') return nothing;
    const reminded = change(request, {}, { kind: 'reminded', actorId: null, at: world.clock.now() });
    return merge(reminded, { say: [tell(world, request, request.requesterId, 'remind')] });
  },
  'requests.close': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    if (request?.stage !== 'done') return nothing;
    return change(request, { stage: 'closed' }, { kind: 'closed', actorId: null, at: world.clock.now() });
  },
};
