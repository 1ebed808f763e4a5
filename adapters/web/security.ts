import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../src/core/clock.ts';

/**
 * The page has no inline script and loads nothing from elsewhere. Microsoft's renderer sets styles through the
 * DOM, which `style-src 'self'` allows; a style attribute in markup it does not.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Not `no-referrer`: with that, browsers say `Origin: null` for our own forms.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
};

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether the page was asked for by a name of this very machine: a name that merely points here does not do. */
export function namesLoopback(request: Request): boolean {
  const host = request.headers.host;
  return host !== undefined && URL.canParse(`http://${host}`)
    ? loopbackNames.has(new URL(`http://${host}`).hostname)
    : false;
}

/**
 * Whether a request comes from our own page: by what the browser says of itself, which a foreign page cannot
 * change. Old browsers and plain http say less; then the cookie's SameSite and the CSRF token stand alone.
 *
 * @param ownOrigin where the page is served, e.g. `https://office.example`; undefined: wherever it was asked for.
 */
export function isSameOrigin(request: Request, ownOrigin: string | undefined): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.get('origin');
  if (origin === undefined) return site !== undefined || request.method === 'GET';
  return origin === (ownOrigin ?? `${request.protocol}://${request.get('host')}`);
}

/** Counts failures by whose they are, in windows of one minute. */
export class FailureLimit {
  #counts = new Map<string, number>();
  #window = 0;

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /** Whether this one has failed too often to be heard now. */
  isReached(who: string): boolean {
    const window = Math.floor(this.clock.now().getTime() / 60_000);
    if (window !== this.#window) {
      this.#window = window;
      this.#counts.clear();
    }
    return (this.#counts.get(who) ?? 0) >= this.perMinute;
  }

  count(who: string): void {
    this.#counts.set(who, (this.#counts.get(who) ?? 0) + 1);
  }
}
