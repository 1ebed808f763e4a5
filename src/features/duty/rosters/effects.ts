import type { Office } from '../../../config/office.ts';
import type { Roster } from '../../../config/office-types.ts';
import { Directory } from '../../../directory/directory.ts';
import type { World } from '../../../engine/context.ts';
import type { Quality } from '../plan/index.ts';
import { rostersOf } from '../rosters.ts';
import { planDigest } from './digest.ts';
import { comingShifts } from './ending.ts';
import { materialFor } from './material.ts';
import { yearOf } from './quality.ts';
import { changesByPerson } from './telling.ts';

/** What another office makes of a roster. */
export interface RosterEffect {
  readonly id: string;
  /** Undefined: it is new. */
  readonly before?: Quality;
  /** Undefined: it ends. */
  readonly after?: Quality;
  /** The names of those whose shifts change. */
  readonly affects: readonly string[];
}

/**
 * What becomes of rosters whose rules or people are others in this office than those they were planned by. A few
 * queries, and some tenths of a second for each of them.
 * @param world with the office that is to come. @param before the one that counts now.
 */
export async function rosterEffects(world: World, before: Office | undefined): Promise<RosterEffect[]> {
  const states = await rostersOf(world);
  const changed = [...states.values()].filter(
    ({ roster, plannedDigest }) => planDigest(roster, world) !== plannedDigest,
  );
  const now = world.clock.now();
  const old = before && {
    ...world,
    office: before,
    directory: await Directory.preview(world.database, before),
  };
  const ids = new Set(changed.map(({ roster }) => roster.id));
  const oldRosters = old
    ? [...(await rostersOf(old)).values()].filter(({ roster }) => ids.has(roster.id))
    : [];
  const materialBefore = old ? await materialFor(old, rules(oldRosters)) : new Map();
  const materialAfter = await materialFor(world, rules(changed));
  const names = (people: Iterable<string>) => [...people].map((id) => world.directory.nameOf(id));
  const effects = changed.map(({ roster: { id } }): RosterEffect => {
    const was = materialBefore.get(id);
    const year = yearOf(materialAfter.get(id)!, now, true);
    return {
      id,
      ...(was ? { before: yearOf(was, now, false).quality } : {}),
      after: year.quality,
      affects: names(changesByPerson(year.remove, year.add).keys()),
    };
  });
  const gone = Object.keys(before?.rosters ?? {}).filter((id) => !states.has(id));
  const ended = gone.map(async (id): Promise<RosterEffect> => {
    const coming = await comingShifts(world, id);
    return { id, affects: names(changesByPerson(coming, []).keys()) };
  });
  return [...effects, ...(await Promise.all(ended))];
}

const rules = (states: readonly { roster: Roster }[]) => states.map(({ roster }) => roster);
