import { z } from 'zod';
import type { Localized } from '../../core/locale.ts';
import type { References } from './references.ts';
import { exact, id, localized } from './shapes.ts';

/** Site, building, floor, room, and what is in it; the depth has an end, a YAML alias of itself has none. */
const deepestPlace = 8;

/** A place as the file has it, with those that are in it. */
export interface PlaceTree {
  name: Localized;
  responsible?: string | undefined;
  places?: Record<string, PlaceTree> | undefined;
}

/** Places by their ids, within each other. */
export const placesSchema = ({ person }: References): z.ZodType<Record<string, PlaceTree>> => {
  const shape = { name: localized, responsible: person.optional() };
  const tooDeep = { places: `a place that is at most ${deepestPlace} levels deep` };
  let tree: z.ZodType<Record<string, PlaceTree>> = z.record(id, exact(shape, tooDeep));
  for (let level = 1; level < deepestPlace; level += 1)
    tree = z.record(id, exact({ ...shape, places: tree.optional() }));
  return tree;
};
