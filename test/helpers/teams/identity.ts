import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

export const issuer = 'https://api.botframework.com';

/** Microsoft's signing key, as its OpenID metadata publishes it. */
export class SigningKey {
  readonly id = randomUUID();
  private readonly privateKey: KeyObject;
  readonly jwk: object;

  constructor() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = pair.privateKey;
    this.jwk = {
      ...pair.publicKey.export({ format: 'jwk' }),
      kid: this.id,
      use: 'sig',
      endorsements: ['msteams'],
    };
  }

  /** A JWT; `id` claims to be signed by another key than it is. */
  sign(claims: object, id = this.id): string {
    const parts = [{ typ: 'JWT', alg: 'RS256', kid: id }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const signed = parts.join('.');
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.privateKey).toString('base64url')}`;
  }
}

/** What a genuine token for this bot says. */
export function channelClaims(appId: string, serviceUrl: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, iat: now - 60, exp: now + 3600 };
}
