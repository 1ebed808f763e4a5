import type { Change, Refusal } from '../intents.ts';
import type { RequestState } from '../request.ts';
import type { Roles } from '../roles.ts';
import { isOver } from '../stages.ts';

/** May somebody with the same need join it? What has to be approved is each person's own. */
export const isJoinable = ({ stage, steps }: Pick<RequestState, 'stage' | 'steps'>): boolean =>
  !isOver(stage) && steps.length === 0;

/** The same need: they hear what the requester hears. Whoever calls it has checked that they may know of it. */
export function join(request: RequestState, personId: string, roles: Roles): Change | Refusal {
  if (roles.requester) return { refused: 'requests.refused.joinOwn' };
  if (roles.joiner) return { refused: 'requests.refused.joined' };
  if (!isJoinable(request)) return { refused: 'requests.refused.notJoinable' };
  return { joinerIds: [...request.joinerIds, personId] };
}

export function leave(request: RequestState, personId: string, roles: Roles): Change | Refusal {
  if (!roles.joiner) return { refused: 'requests.refused.notJoined' };
  return { joinerIds: request.joinerIds.filter((id) => id !== personId) };
}
