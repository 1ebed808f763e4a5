import { createHmac, timingSafeEqual } from 'node:crypto';

/** The addresses of calendar feeds: an id, and a key for it that only this installation can make. */
export class FeedAddresses {
  /** @param secret the one that seals sessions: where it changes, every address has to be fetched anew. */
  constructor(private readonly secret: string) {}

  of(feedId: string): string {
    return `${feedId}.${this.keyOf(feedId)}`;
  }

  /** The feed's id; undefined where the key is not the one for it. */
  read(address: string): string | undefined {
    const [feedId = '', key = '', ...more] = address.split('.');
    const [given, right] = [Buffer.from(key), Buffer.from(this.keyOf(feedId))];
    const fits = more.length === 0 && given.length === right.length && timingSafeEqual(given, right);
    return fits ? feedId : undefined;
  }

  private keyOf(feedId: string): string {
    return createHmac('sha256', this.secret).update(`calendar:${feedId}`).digest('base64url');
  }
}
