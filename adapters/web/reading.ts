import type { Request, RequestHandler, Response } from 'express';
import type { Locale } from '../../src/core/locale.ts';
import { continuePage, type Problem, problemPage } from './pages.ts';
import { fail } from './person-page.ts';
import type { Visitor } from './sessions.ts';
import { preferredLocale } from './sign-in.ts';

export interface ReadingOptions {
  defaultLocale: Locale;
  /** Whether a request that only reads can come in at all, also where a link led to it: by the demo's host. */
  admitsReading(request: Request): boolean;
  visitor(request: Request, response: Response): Promise<Visitor | undefined>;
  onError(error: unknown, request: Request): void;
}

/** Something that whoever is signed in opens by its own address; `signIn` is said to anybody else. */
export function forReader(
  options: ReadingOptions,
  signIn: Problem,
  handle: (request: Request, response: Response, visitor: Visitor) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const locale = preferredLocale(request, options.defaultLocale);
    if (!options.admitsReading(request)) return fail(response, 403, 'forbidden');
    // Coming from elsewhere, the browser keeps the cookie back; from this page to itself it does not.
    if (request.get('sec-fetch-site') === 'cross-site' && request.query.open === undefined) {
      response.send(continuePage(locale, `${request.path.split('/').at(-1)}?open`));
      return;
    }
    const visitor = await options.visitor(request, response);
    if (visitor === undefined) {
      response.status(401).send(problemPage(locale, signIn));
      return;
    }
    try {
      await handle(request, response, visitor);
    } catch (error) {
      options.onError(error, request);
      response.status(500).end();
    }
  };
}
