import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Clock } from '../../src/core/clock.ts';
import { type Locale, matchLocale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { SignInLinks, WebPeople } from '../../src/platform/web-access.ts';
import { problemPage, signInPage } from './pages.ts';
import { FailureLimit, isSameOrigin, securityHeaders } from './security.ts';
import type { Sessions } from './sessions.ts';

export interface SignInOptions {
  links: SignInLinks;
  people: WebPeople;
  sessions: Sessions;
  ownOrigin: string;
  clock: Clock;
  logger: Logger;
  defaultLocale: Locale;
}

const failuresPerMinute = 20;

/** `/sign-in?key=…`, the link that the bot sends: a GET asks, a POST uses it up. */
export function signInRouter(options: SignInOptions): Router {
  const { links, people, sessions, logger } = options;
  const limit = new FailureLimit(failuresPerMinute, options.clock);
  const router = express.Router();

  const heard: RequestHandler = (request, response, next) => {
    if (!limit.isReached(request.ip ?? '')) return next();
    const locale = preferredLocale(request, options.defaultLocale);
    response.status(429).send(problemPage(locale, 'tooManyAttempts'));
  };
  const personOf = async (link: { personId: string } | undefined) => link && people.find(link.personId);
  const refuse = (request: Request, response: Response) => {
    limit.count(request.ip ?? '');
    const locale = preferredLocale(request, options.defaultLocale);
    response.status(410).send(problemPage(locale, 'linkUsed'));
  };

  router.get('/sign-in', securityHeaders, heard, async (request, response) => {
    const secret = asText(request.query.key);
    const person = await personOf(await links.peek(secret));
    if (person === undefined) refuse(request, response);
    else response.send(signInPage(person, secret));
  });

  const body = express.urlencoded({ extended: false, limit: '4kb' });
  router.post('/sign-in', securityHeaders, heard, body, async (request, response) => {
    if (!isSameOrigin(request, options.ownOrigin)) {
      const locale = preferredLocale(request, options.defaultLocale);
      response.status(403).send(problemPage(locale, 'foreign'));
      return;
    }
    const secret = asText((request.body as Record<string, unknown> | undefined)?.key);
    const person = await personOf(await links.redeem(secret));
    if (person === undefined) return refuse(request, response);
    await sessions.begin(request, response, '/', person);
    logger.info({ person: person.personId }, 'signed in to the web page');
    response.redirect(303, '/');
  });

  return router;
}

/** The first of our languages that the browser prefers. */
export function preferredLocale(request: Request, otherwise: Locale): Locale {
  const preferred = request.acceptsLanguages().map(matchLocale);
  return preferred.find((locale) => locale !== undefined) ?? otherwise;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
