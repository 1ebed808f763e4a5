import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * A new id, e.g. `req_0mb3k9x2c00f1q7v9z2`: a prefix that says what it names, 9 digits of time, 3 of a counter
 * and 10 random ones, all base 36. Ids made by one process sort in the order in which they were made.
 */
export function newId(prefix: string): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else if (++counter >= 36 ** 3) {
    lastMs += 1;
    counter = 0;
  }
  const random = randomBytes(8).readBigUInt64BE().toString(36).padStart(13, '0').slice(-10);
  return `${prefix}_${lastMs.toString(36).padStart(9, '0')}${counter.toString(36).padStart(3, '0')}${random}`;
}

/** A secret that cannot be guessed: 256 random bits, safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
