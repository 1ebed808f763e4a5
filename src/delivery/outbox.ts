import { newId } from '../core/ids.ts';
import type { Json } from '../core/json.ts';
import type { Row, Write } from '../db/commit.ts';
import type { Directory } from '../directory/directory.ts';
import type { Address, PlatformName } from '../platform/adapter.ts';

/** Something to be said: which view to draw, where to put it, and in whose language. */
export interface Say {
  to: Place;
  /** The view that draws it, e.g. `requests.card`. */
  view: string;
  /** What the view shows. A live card is drawn again whenever this subject changes. */
  subject?: string | undefined;
  /** What else the view needs; kept as it was when this was said. */
  args?: { [key: string]: Json };
  /** Stays current. `main`: the one card of its subject in that place, below which its thread hangs. */
  live?: 'main' | 'copy';
  /** For a live card: the subject's version that it must show at least. */
  version?: number;
  /** Puts it into the thread below the main card of this subject, where that place has one. */
  below?: string | undefined;
  /** Puts it into the thread below this delivery. */
  inThreadOf?: string;
  /** The one main card whose thread is left out: there it was said. */
  except?: string | undefined;
  /** For a live card that many change at once: drawn again at most once in so many milliseconds. Default: as often as its lane allows. */
  redrawMs?: number;
  /** Sent behind everything that somebody waits for. */
  bulk?: boolean;
}

export type Place =
  /** A team's channel on every platform where it has one. */
  | { kind: 'team'; teamId: string }
  /** A person, on every platform or on one. */
  | { kind: 'person'; personId: string; platform?: PlatformName }
  /** Where something was just said to us, among people. */
  | { kind: 'conversation'; platform: PlatformName; address: Address; readerId: string | null };

interface Lane {
  key: string;
  platform: PlatformName;
  teamId: string | null;
  personId: string | null;
  address: Json;
  readerId: string | null;
}

/** The id of a subject's main card in one place; everyone who knows the place can name it without a query. */
const mainCardId = (subject: string, laneKey: string) => `${subject}@${laneKey}`;

/** The writes that put everything said into its lanes. `platforms` are those that are running. */
export function say(
  all: Say[],
  context: { platforms: PlatformName[]; directory: Directory; now: Date },
): Write[] {
  const lanes = new Map<string, Row>();
  const rows: Row[] = [];
  for (const one of all) {
    for (const lane of lanesOf(one.to, context)) {
      const root = one.inThreadOf ?? (one.below === undefined ? null : mainCardId(one.below, lane.key));
      if (root !== null && root === one.except) continue;
      const key = one.bulk ? `${lane.key}/bulk` : lane.key;
      const { readerId, ...row } = lane;
      lanes.set(key, { ...row, key, bulk: one.bulk ?? false });
      rows.push({
        id: one.live === 'main' ? mainCardId(one.subject!, lane.key) : newId('dlv'),
        lane: key,
        platform: lane.platform,
        readerId,
        threadOf: root,
        view: one.view,
        subject: one.subject ?? null,
        args: one.args ?? {},
        live: one.live !== undefined,
        wanted: one.version ?? 1,
        redrawMs: one.redrawMs ?? 0,
        createdAt: context.now,
      });
    }
  }
  return [
    { kind: 'insert', table: 'Lane', rows: [...lanes.values()], onConflict: 'nothing' },
    { kind: 'insert', table: 'Delivery', rows, onConflict: 'nothing' },
  ];
}

function lanesOf(
  place: Place,
  { platforms, directory }: { platforms: PlatformName[]; directory: Directory },
): Lane[] {
  switch (place.kind) {
    case 'team': {
      const team = directory.team(place.teamId);
      return platforms
        .filter((platform) => team.channels[platform] !== undefined)
        .map((platform) => ({
          key: `${platform}/team:${team.id}`,
          platform,
          teamId: team.id,
          personId: null,
          address: null,
          readerId: null,
        }));
    }
    case 'person':
      return platforms
        .filter((platform) => place.platform === undefined || place.platform === platform)
        .map((platform) => ({
          key: `${platform}/person:${place.personId}`,
          platform,
          teamId: null,
          personId: place.personId,
          address: null,
          readerId: place.personId,
        }));
    case 'conversation':
      if (!platforms.includes(place.platform)) return [];
      return [
        {
          key: `${place.platform}/at:${place.address.key}`,
          platform: place.platform,
          teamId: null,
          personId: null,
          address: { key: place.address.key, data: place.address.data },
          readerId: place.readerId,
        },
      ];
  }
}
