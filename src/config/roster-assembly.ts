import type { OfficeFile } from './office-schema.ts';
import type { Roster } from './roster-types.ts';

type RosterInFile = OfficeFile['rosters'][string];

/** A roster as it is used. @param zone the organisation's, where the roster names none. */
export function rosterOf(id: string, file: RosterInFile, zone: string): Roster {
  const { rest, notices, swaps, layers, timezone = zone, roles, ...roster } = file;
  const { ahead, channel, confirm } = notices;
  return {
    id,
    ...roster,
    timezone,
    roles: Object.assign(Object.create(null), roles),
    layers: layers.map((layer, index) => ({
      ...layer,
      id: layer.id ?? `layer${index + 1}`,
      at: layer.at ?? layer.hours?.from ?? '09:00',
    })),
    restMinutes: rest,
    notices: {
      aheadMinutes: ahead,
      ...(channel === undefined ? {} : { channelAt: channel }),
      ...(confirm === undefined ? {} : { confirmMinutes: confirm }),
    },
    swapApproval: swaps.approval,
  };
}
