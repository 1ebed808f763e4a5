import type { Roster } from '../../../config/office-types.ts';
import { type Stretch, united, without } from './spans.ts';
import { type Turn, turnsOf } from './turns.ts';
import type { DutyDays } from './wall-time.ts';

/** A turn as it is once the later layers of its role have taken what is theirs. */
export interface DutyTurn extends Turn {
  readonly role: string;
}

/**
 * The turns of all layers that touch a span, whole, by their beginning and then in the order of the layers. Where
 * layers of one role overlap the later one counts: pieces of one role never touch each other.
 */
export function dutyTurns(roster: Roster, schedule: DutyDays, span: Stretch): DutyTurn[] {
  const layers = roster.layers.map((layer) => turnsOf(roster, layer, schedule, span));
  const pieces = layers.flat().flatMap((turn) => turn.pieces);
  const extent = {
    start: Math.min(span.start, ...pieces.map(({ start }) => start)),
    end: Math.max(span.end, ...pieces.map(({ end }) => end)),
  };
  const taken = new Map<string, Stretch[]>();
  const all: DutyTurn[][] = [];
  // From the last layer to the first, each leaves less to those before it.
  for (const [index, layer] of [...roster.layers.entries()].reverse()) {
    const above = taken.get(layer.role) ?? [];
    const turns = layers[index]!.map(
      (turn): DutyTurn => ({
        ...turn,
        role: layer.role,
        pieces: turn.pieces.flatMap((piece) => without(piece, above)),
      }),
    );
    all.unshift(turns.filter((turn) => turn.pieces.length > 0));
    const own = turnsOf(roster, layer, schedule, extent).flatMap((turn) => turn.pieces);
    taken.set(layer.role, united([...above, ...own]));
  }
  return all.flat().sort((a, b) => a.pieces[0]!.start - b.pieces[0]!.start);
}
