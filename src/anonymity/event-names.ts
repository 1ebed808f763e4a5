import { createHmac } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Key, Keyring } from './keyring.ts';

const dayMs = 24 * 3600_000;
/** So long after midnight an event may still be the repeat of one before it, in milliseconds. */
const repeatsWithinMs = 3600_000;
const prefix = 'events-';

const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * The names under which it is remembered which events were handled. A platform may name an event by what was done in
 * it (Teams: who, where, which answer), and whoever knows such a name can find the answer by trying all; so it is kept
 * only as an HMAC under a key of its day. That key is destroyed on the second day after, and then nobody can try.
 */
export class EventNames {
  private readonly keys = new Map<string, Promise<Key>>();

  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Its names, of which a repeat of it has at least one. A file is read once a day. */
  async of(event: string): Promise<string[]> {
    const now = this.clock.now().getTime();
    const days = [...new Set([dayAt(now), dayAt(now - repeatsWithinMs)])];
    const keys = await Promise.all(days.map((day) => this.keyOf(day, now)));
    return keys.map((key) => `event:${createHmac('sha256', key).update(event).digest('base64url')}`);
  }

  private keyOf(day: string, now: number): Promise<Key> {
    const known = this.keys.get(day);
    if (known) return known;
    const made = this.keyring.make(`${prefix}${day}`).then(async (key) => {
      await this.forget(dayAt(now - dayMs));
      return key;
    });
    this.keys.set(day, made);
    made.catch(() => this.keys.delete(day));
    return made;
  }

  /** Destroys the keys of the days before this one. */
  private async forget(before: string): Promise<void> {
    for (const day of this.keys.keys()) if (day < before) this.keys.delete(day);
    for (const id of await this.keyring.ids())
      if (id.startsWith(prefix) && id.slice(prefix.length) < before) await this.keyring.destroy(id);
  }
}
