import type { Feature } from '../../engine/feature.ts';
import { nothing } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { change } from './changes.ts';
import { ended, goesOn } from './stages.ts';
import { idOf, loadRequest } from './store.ts';
import { tell, tellRequester, tellResponsible } from './telling.ts';

/** What falls due in the life of a request. Each looks at how things are now: much may have happened since. */
export const timers: Feature['timers'] = {
  'requests.remind': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    if (request?.stage !== 'done') return nothing;
    const reminded = change(world, request, {}, { kind: 'reminded', actorId: null, at: world.clock.now() });
    return merge(reminded, { say: [tell(world, request, request.requesterId, 'remind')] });
  },
  'requests.holdOver': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    const at = world.clock.now();
    if (request?.stage !== 'onHold' || request.holdUntil === null || request.holdUntil > at) return nothing;
    const resumed = change(world, request, goesOn(request), { kind: 'holdOver', actorId: null, at });
    return merge(resumed, {
      say: [
        ...tellResponsible(world, request, null, 'holdOver'),
        ...tellRequester(world, request, null, 'holdOver'),
      ],
    });
  },
  'requests.close': async (world, timer) => {
    const request = await loadRequest(world.database, idOf(timer.subject));
    if (request?.stage !== 'done') return nothing;
    return change(world, request, ended('closed', world.clock.now()), {
      kind: 'closed',
      actorId: null,
      at: world.clock.now(),
    });
  },
};
