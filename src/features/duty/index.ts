import type { Feature } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { createChecks } from './checks/index.ts';
import type { DutyRequests } from './duty-requests.ts';
import { standingDuty } from './feeds/standing.ts';
import { createHandovers, unsignedKind } from './handovers/index.ts';
import { dutyNotices, noticeKindsTold } from './notices/index.ts';
import { dutyRosters } from './rosters/index.ts';
import { openSwaps, swaps } from './swaps/index.ts';

export { checkFileTeams } from './checks/check-files.ts';
export { checkFiled } from './checks/not-in-order.ts';
export type { DutyRequests } from './duty-requests.ts';
export { createFeeds, createWebCalendars, FeedAddresses } from './feeds/index.ts';
export { mainRole } from './role-name.ts';
export { reasonText, rosterEffects, watchRosters } from './rosters/index.ts';
export { rostersOf } from './rosters.ts';
export { onDutyAt } from './shift-store.ts';

/** Who is on duty, and what they are told and asked: one feature for each folder here. */
export const duty: readonly Feature[] = [dutyRosters, dutyNotices, standingDuty, swaps];

/** What of duty is about requests as well. */
export const createDutyOf = (requests: DutyRequests): Feature[] => [
  createHandovers(requests),
  createChecks(requests),
];

/** What people are told of duty when it falls due. */
export const dutyOccurrences = [...noticeKindsTold, unsignedKind, openSwaps] as readonly OccurrenceKind[];
