import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { getIronSession } from 'iron-session';
import { newSecret } from '../../src/core/ids.ts';
import type { WebPeople, WebPerson } from '../../src/platform/web-access.ts';

/** Somebody who is signed in. */
export interface Visitor {
  person: WebPerson;
  csrf: string;
}

interface SessionData {
  personId?: string;
  csrf?: string;
}

export interface SessionsOptions {
  people: WebPeople;
  /** At least 32 characters; changing it signs everybody out. */
  secret: string;
  /** The cookie is sent over https only. */
  secure: boolean;
}

const lifetimeSeconds = 14 * 24 * 3600;

/** Sealed cookies: what a session is stands in the cookie itself, which only we can read and write. */
export class Sessions {
  constructor(private readonly options: SessionsOptions) {}

  /** Who this is. `path` is the page's own: in the demo each person's page has a cookie of its own. */
  async find(request: Request, response: Response, path: string): Promise<Visitor | undefined> {
    const { personId, csrf } = await this.#open(request, response, path);
    if (personId === undefined || csrf === undefined) return undefined;
    const person = await this.options.people.find(personId);
    return person && { person, csrf };
  }

  async begin(request: Request, response: Response, path: string, person: WebPerson): Promise<Visitor> {
    const session = await this.#open(request, response, path);
    session.personId = person.personId;
    session.csrf = newSecret();
    await session.save();
    return { person, csrf: session.csrf };
  }

  async end(request: Request, response: Response, path: string): Promise<void> {
    (await this.#open(request, response, path)).destroy();
  }

  #open(request: Request, response: Response, path: string) {
    return getIronSession<SessionData>(request, response, {
      cookieName: 'quartermaster',
      password: this.options.secret,
      ttl: lifetimeSeconds,
      cookieOptions: { httpOnly: true, sameSite: 'strict', secure: this.options.secure, path },
    });
  }
}

/** Whether the request carries this session's token, compared in constant time. */
export function hasCsrfToken(request: Request, visitor: Visitor): boolean {
  const given = Buffer.from(request.get('x-csrf-token') ?? '');
  const own = Buffer.from(visitor.csrf);
  return given.length === own.length && timingSafeEqual(given, own);
}
