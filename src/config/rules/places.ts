import { normaliseEmail, type Outline, placesOf } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';
import { repeats } from './repeats.ts';

/** Places whose id is there twice, whichever branches they are in. */
export function checkPlaces(outline: Outline): Fault[] {
  const places = placesOf(outline);
  return repeats(places.map(({ id }) => id)).map((index) => ({
    path: places[index]!.path,
    atKey: true,
    message: `there is another place "${places[index]!.id}"`,
  }));
}

/** What a team says of its members that are none, and canned replies that are there twice. */
export function checkTeams({ teams }: Outline): Fault[] {
  return Object.entries(teams).flatMap(([id, { members, places, replies }]) => {
    const emails = members.map((member) => normaliseEmail(member ?? ''));
    const strangers = Object.keys(places).filter((email) => !emails.includes(normaliseEmail(email)));
    return [
      ...strangers.map(
        (email): Fault => ({
          path: ['teams', id, 'places', email],
          atKey: true,
          message: `${email} is no member of ${id}`,
        }),
      ),
      ...repeats(replies.map((reply) => reply.id)).map(
        (index): Fault => ({
          path: ['teams', id, 'replies', index, 'id'],
          message: `there are two replies "${replies[index]?.id}"`,
        }),
      ),
    ];
  });
}
