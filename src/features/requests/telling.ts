import type { Say } from '../../delivery/outbox.ts';
import type { World } from '../../engine/context.ts';
import { titleOf } from './filing/catalogue.ts';
import type { RequestState } from './request.ts';
import { responsibleFor } from './roles.ts';

/** What a notice says besides the title of its request: who did it, their words, and whatever its text needs. */
export type NoticeArgs = { by?: string; words?: string; name?: string; teamId?: string; at?: string };

const localeOf = ({ directory, office }: World, personId: string) =>
  directory.find(personId)?.locale ?? office.organisation.locale;

/** Tells one person one sentence about a request, in private. Answers below it belong to the request. */
export function tell(
  world: World,
  request: RequestState,
  personId: string,
  key: string,
  args: NoticeArgs = {},
): Say {
  return {
    to: { kind: 'person', personId },
    view: 'requests.notice',
    subject: request.subject,
    args: { key, title: titleOf(world, request, localeOf(world, personId)), ...args },
  };
}

/** Tells a team one sentence: its own in the request's thread. */
export function tellTeam(world: World, request: RequestState, key: string, args: NoticeArgs = {}): Say {
  return {
    to: { kind: 'team', teamId: request.teamId },
    below: request.subject,
    view: 'requests.notice',
    subject: request.subject,
    args: { key, title: titleOf(world, request, world.office.organisation.locale), ...args },
  };
}

/** Tells whoever is responsible now, unless they did it themselves: the assignee in private, else the team. */
export function tellResponsible(
  world: World,
  request: RequestState,
  actorId: string | null,
  key: string,
  args: NoticeArgs = {},
): Say[] {
  const responsible = responsibleFor(request, world);
  if (responsible.kind === 'team') return [tellTeam(world, request, key, args)];
  return responsible.personId === actorId ? [] : [tell(world, request, responsible.personId, key, args)];
}

/**
 * Those who hear what the requester hears: whose request it is, those with the same need, and those who watch it.
 * Whoever works here no more hears nothing.
 */
export function hearersOf(
  { requesterId, joinerIds, watcherIds }: RequestState,
  { directory }: Pick<World, 'directory'>,
): string[] {
  const all = new Set([requesterId, ...joinerIds, ...watcherIds]);
  return [...all].filter((id) => directory.find(id)?.active);
}

/** Tells the requester, and everybody who hears what they hear, but not the one who did it. */
export function tellRequester(
  world: World,
  request: RequestState,
  actorId: string | null,
  key: string,
  args: NoticeArgs = {},
): Say[] {
  return hearersOf(request, world)
    .filter((id) => id !== actorId)
    .map((id) => tell(world, request, id, key, args));
}

/** Sends somebody a live card of their own, as it is for those who neither filed it nor do it. */
export const copyFor = ({ subject, version }: RequestState, personId: string): Say => ({
  to: { kind: 'person', personId },
  view: 'requests.card',
  subject,
  live: 'copy',
  version: version + 1,
  args: { audience: 'other', personId },
});
