import { QuartermasterError } from '../core/errors.ts';
import { groupBy } from '../core/group-by.ts';
import type { DueDelivery } from '../delivery/lanes.ts';
import type { Drawn } from '../delivery/turn.ts';
import type { Reader, World } from './context.ts';
import type { Versioned } from './feature.ts';
import type { Routes } from './routing.ts';

/** In whose language a delivery is drawn: its reader's, or for a channel the organisation's. */
function readerOf(world: World, delivery: DueDelivery): Reader {
  const person = delivery.readerId === null ? undefined : world.directory.find(delivery.readerId);
  return person ?? world.office.organisation;
}

/** Draws deliveries from the present state of what they show: as many queries as there are kinds of view. */
export async function draw(
  world: World,
  routes: Routes,
  deliveries: DueDelivery[],
): Promise<Map<string, Drawn>> {
  const drawn = new Map<string, Drawn>();
  for (const [name, group] of groupBy(deliveries, ({ view }) => view)) {
    const view = routes.views.get(name);
    const subjects = [...new Set(group.flatMap(({ subject }) => subject ?? []))];
    const states = view?.load && subjects.length > 0 ? await view.load(world, subjects) : new Map();
    for (const delivery of group) {
      const { id, args, subject } = delivery;
      try {
        if (view === undefined) throw new QuartermasterError('invalid', `there is no view ${name}`);
        const found: Versioned<unknown> | undefined = subject === null ? undefined : states.get(subject);
        if (view.load && found === undefined)
          throw new QuartermasterError('invalid', `the subject of a ${name} is gone`);
        const reader = readerOf(world, delivery);
        const card = view.draw({ state: found?.state, args, reader, world });
        // A message that is not live shows what was said, once.
        drawn.set(id, { card, version: delivery.live && found ? found.version : delivery.wanted });
      } catch (error) {
        drawn.set(id, { error });
      }
    }
  }
  return drawn;
}
