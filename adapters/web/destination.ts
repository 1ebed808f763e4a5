import type { CookieOptions, Request, Response } from 'express';
import type { State } from './page/wire.ts';

const cookie = 'quartermaster-place';
/** Long enough to ask for a sign-in link and to open it. */
const keptForMs = 30 * 60_000;
const id = /^[a-z][a-z0-9_-]{0,39}$/;

const options = (secure: boolean): CookieOptions => ({ httpOnly: true, sameSite: 'lax', secure, path: '/' });

/**
 * `/file?place=a3&category=repair`, as a place's QR code has it, waits in this browser until somebody is signed in.
 * Only ids are kept, never an address: it can lead nowhere but to our own form.
 */
export function keepDestination(request: Request, response: Response, secure: boolean): void {
  const { place, category } = request.query;
  const ids = [place, ...(category === undefined ? [] : [category])];
  if (ids.every((each) => typeof each === 'string' && id.test(each)))
    response.cookie(cookie, ids.join('.'), { ...options(secure), maxAge: keptForMs });
}

/** What to begin with, once: what is taken is gone. */
export function takeDestination(request: Request, response: Response, secure: boolean): State['start'] {
  const ids = kept(request);
  if (ids === undefined) return undefined;
  response.clearCookie(cookie, options(secure));
  return { action: 'requests.at', value: ids.join(' ') };
}

/** Does somebody come from a QR code who is not signed in yet? */
export const hasDestination = (request: Request): boolean => kept(request) !== undefined;

function kept(request: Request): string[] | undefined {
  const parts = (request.get('cookie') ?? '').split(';').map((part) => part.trim());
  const found = parts.find((part) => part.startsWith(`${cookie}=`));
  const ids = found?.slice(cookie.length + 1).split('.');
  return ids && ids.length <= 2 && ids.every((each) => id.test(each)) ? ids : undefined;
}
