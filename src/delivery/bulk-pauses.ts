import type { Clock } from '../core/clock.ts';
import type { PlatformName } from '../platform/adapter.ts';

/** Platforms ask to wait in whole seconds: by less than one they do not mean another wait. */
const unitMs = 1000;

/**
 * A platform that asks to wait means all that is sent to it, whatever the conversation. So all bulk sending there
 * waits together instead of being refused lane by lane; whoever waits for an answer meanwhile is tried still. Each
 * process remembers what it was told itself.
 */
export class BulkPauses {
  private readonly pauses = new Map<PlatformName, { from: Date; until: Date }>();

  constructor(private readonly clock: Clock) {}

  /** The end of the wait; undefined where nothing has to wait. */
  until(platform: PlatformName): Date | undefined {
    const pause = this.pauses.get(platform);
    const now = this.clock.now();
    // A clock that was set back since would make it longer.
    return pause && now >= pause.from && now < pause.until ? pause.until : undefined;
  }

  /** Begins a wait. Calls that were under way when it began are refused as well, and hardly make it longer. */
  begin(platform: PlatformName, ms: number): Date {
    const from = this.clock.now();
    const before = this.until(platform);
    const until = new Date(from.getTime() + ms);
    if (before && until.getTime() - before.getTime() < unitMs) return before;
    this.pauses.set(platform, { from, until });
    return until;
  }
}
