/** What a platform permits to a whole workspace: so many messages a second, and so many saved up at most. */
export class Bucket {
  private tokens: number;

  constructor(
    private readonly perSecond: number,
    private readonly saved: number,
    private lastMs: number,
  ) {
    this.tokens = saved;
  }

  /** Takes a message, or says how long to wait as `Retry-After` does: in whole seconds. 0: it was taken. */
  take(nowMs: number): number {
    this.tokens = Math.min(this.saved, this.tokens + ((nowMs - this.lastMs) * this.perSecond) / 1000);
    this.lastMs = nowMs;
    if (this.tokens < 1) return Math.ceil((1 - this.tokens) / this.perSecond);
    this.tokens -= 1;
    return 0;
  }
}
