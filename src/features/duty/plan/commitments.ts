import type { Span } from '../shift.ts';
import { minuteMs, type Stretch, stretchOf, touches } from './spans.ts';

interface Commitment extends Stretch {
  readonly slot: string;
}

/** When people are on duty, or will be, and when they are away. */
export class Commitments {
  private readonly taken = new Map<string, Commitment[]>();
  private readonly away = new Map<string, Stretch[]>();
  private readonly restMs: number;

  constructor(restMinutes: number, leave: readonly Span[] = []) {
    this.restMs = restMinutes * minuteMs;
    for (const { personId, fromAt, untilAt } of leave)
      add(this.away, personId, stretchOf({ startsAt: fromAt, endsAt: untilAt }));
  }

  take(personId: string, slot: string, { start, end }: Stretch): void {
    add(this.taken, personId, { slot, start, end });
  }

  release(personId: string, slot: string, piece: Stretch): void {
    const all = this.taken.get(personId) ?? [];
    this.taken.set(
      personId,
      all.filter((each) => each.slot !== slot || each.start !== piece.start),
    );
  }

  isAway(personId: string, piece: Stretch): boolean {
    return (this.away.get(personId) ?? []).some((span) => touches(span, piece));
  }

  /** Neither away, nor on duty in another turn. */
  isFree(personId: string, slot: string, piece: Stretch): boolean {
    return (
      !this.isAway(personId, piece) &&
      !(this.taken.get(personId) ?? []).some((each) => each.slot !== slot && touches(each, piece))
    );
  }

  /** Is there rest enough between this and every other turn? */
  isRested(personId: string, slot: string, piece: Stretch): boolean {
    const around = { start: piece.start - this.restMs, end: piece.end + this.restMs };
    return !(this.taken.get(personId) ?? []).some((each) => each.slot !== slot && touches(each, around));
  }
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
