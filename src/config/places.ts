import type { Locale } from '../core/locale.ts';
import type { Office, Place } from './office-types.ts';

type Places = Office['places'];

/** A place and what it is in, the nearest first; nothing for an id that is none. */
function upwards(places: Places, id: string): Place[] {
  const place = places[id];
  if (place === undefined) return [];
  return place.parentId === undefined ? [place] : [place, ...upwards(places, place.parentId)];
}

/** `HQ › Building A › 3F`; the id where there is no such place any more. */
export function pathOf(places: Places, id: string, locale: Locale): string {
  const names = upwards(places, id).map(({ name }) => name[locale]);
  return names.reverse().join(' › ') || id;
}

/** Is it this place, or somewhere in it? */
export function isWithin(places: Places, id: string, ancestorId: string): boolean {
  return upwards(places, id).some((place) => place.id === ancestorId);
}

/** A place and all that it is in, by id, the nearest first. */
export const placesAround = (places: Places, id: string): string[] =>
  upwards(places, id).map((place) => place.id);

/** The e-mail of whoever answers for a place: its own, or of the nearest that it is in. */
export function responsibleFor(places: Places, id: string): string | undefined {
  return upwards(places, id).find(({ responsible }) => responsible !== undefined)?.responsible;
}
