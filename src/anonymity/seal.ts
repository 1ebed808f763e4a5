import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { QuartermasterError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import type { Key } from './keyring.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const lengthBytes = 4;

/** Nothing made with one part of a key says anything about what was made with another. */
const part = (key: Key, use: string) => Buffer.from(hkdfSync('sha256', key, '', use, 32));

/**
 * Who somebody is under this key: the same for the same person every time, and nobody's without the key.
 * @param about what it is about, so that one person has another name in each thing.
 */
export function pseudonymOf(key: Key, about: string, personId: string): string {
  return createHmac('sha256', part(key, 'pseudonym')).update(`${about}\n${personId}`).digest('base64url');
}

/**
 * A value that only this key opens, as base64url. Its length says nothing: it is filled up to `size` bytes. Sealed
 * twice, it looks different each time.
 * @param size in bytes of JSON in UTF-8, at least what the largest value of its kind takes.
 * @throws QuartermasterError `internal` where the value is larger.
 */
export function seal(key: Key, value: Json, size: number): string {
  const text = Buffer.from(JSON.stringify(value));
  if (text.length > size) throw new QuartermasterError('internal', 'this is too large for its envelope');
  const plain = Buffer.alloc(lengthBytes + size);
  plain.writeUInt32BE(text.length);
  text.copy(plain, lengthBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, part(key, 'envelope'), nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** What was sealed. @throws QuartermasterError `invalid` where it was sealed with another key, or was changed. */
export function unseal(key: Key, sealed: string): Json {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv(algorithm, part(key, 'envelope'), bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(plain.toString('utf8', lengthBytes, lengthBytes + plain.readUInt32BE()));
  } catch (cause) {
    throw new QuartermasterError('invalid', 'this cannot be unsealed', { cause });
  }
}
