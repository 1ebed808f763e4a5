import { Temporal } from 'temporal-polyfill';

export const dayMs = 86_400_000;

/**
 * When the clocks of a zone first show a time. Plain arithmetic between two changes of the clocks, Temporal near
 * them: years of working days cost milliseconds.
 */
export class WallClock {
  /** Between these instants the clocks are `offset` ahead of UTC. All in milliseconds. */
  private stretch = { from: 0, until: 0, offset: 0 };

  constructor(private readonly timezone: string) {}

  /**
   * The instant at which this wall time has come: where the clocks show it twice the first, and where they skip
   * it the instant at which they do. Later wall times never come earlier.
   * @param wall the wall time in milliseconds, as if it were UTC.
   */
  instantOf(wall: number): number {
    const { instant, gap } = this.show(wall);
    return gap ? stretchAround(this.at(instant)).from : instant;
  }

  /**
   * The same, but what the clocks skip moves on by the gap.
   * @param wall the wall time in milliseconds, as if it were UTC.
   */
  show(wall: number): { instant: number; gap: boolean } {
    const guess = wall - this.stretch.offset;
    const { from, until } = this.stretch;
    // No zone ever moved its clocks by more than a day.
    if (guess - dayMs > from && guess + dayMs < until) return { instant: guess, gap: false };
    const meant = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
    const shown = meant.toZonedDateTime(this.timezone, { disambiguation: 'compatible' });
    if (guess < from || guess >= until) this.stretch = stretchAround(shown);
    return { instant: shown.epochMilliseconds, gap: !shown.toPlainDateTime().equals(meant) };
  }

  /** The day that the clocks show at this instant, counted from 1970-01-01. */
  dayOf(instant: number): number {
    const { from, until, offset } = this.stretch;
    if (instant >= from && instant < until) return Math.floor((instant + offset) / dayMs);
    this.stretch = stretchAround(this.at(instant));
    return this.dayOf(instant);
  }

  private at(instant: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.timezone);
  }
}

function stretchAround(shown: Temporal.ZonedDateTime) {
  return {
    // A moment later, so that a change at this very instant is the one that began it.
    from:
      shown.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ??
      Number.NEGATIVE_INFINITY,
    until: shown.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: shown.offsetNanoseconds / 1e6,
  };
}
