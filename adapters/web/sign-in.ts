import express, { type Request, type Router } from 'express';
import type { Clock } from '../../src/core/clock.ts';
import { type Locale, matchLocale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { SignInLinks, WebPeople } from '../../src/platform/web-access.ts';
import { problemPage, signInPage } from './pages.ts';
import { AttemptLimit, isSameOrigin, securityHeaders } from './security.ts';
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

const attemptsPerMinute = 20;

/** `/sign-in?key=…`, the link that the bot sends: a GET asks, a POST uses it up. */
export function signInRouter(options: SignInOptions): Router {
  const { links, people, sessions, logger } = options;
  const limit = new AttemptLimit(attemptsPerMinute, options.clock);
  const router = express.Router();

  router.get('/sign-in', securityHeaders, async (request, response) => {
    const locale = preferredLocale(request, options.defaultLocale);
    if (!limit.allows(request.ip ?? '')) {
      response.status(429).send(problemPage(locale, 'tooManyAttempts'));
      return;
    }
    const secret = asText(request.query.key);
    const link = await links.peek(secret);
    const person = link && (await people.find(link.personId));
    if (person === undefined) response.status(410).send(problemPage(locale, 'linkUsed'));
    else response.send(signInPage(person, secret));
  });

  const body = express.urlencoded({ extended: false, limit: '4kb' });
  router.post('/sign-in', securityHeaders, body, async (request, response) => {
    const locale = preferredLocale(request, options.defaultLocale);
    if (!isSameOrigin(request, options.ownOrigin)) {
      response.status(403).send(problemPage(locale, 'foreign'));
      return;
    }
    if (!limit.allows(request.ip ?? '')) {
      response.status(429).send(problemPage(locale, 'tooManyAttempts'));
      return;
    }
    const link = await links.redeem(asText((request.body as Record<string, unknown> | undefined)?.key));
    const person = link && (await people.find(link.personId));
    if (person === undefined) {
      response.status(410).send(problemPage(locale, 'linkUsed'));
      return;
    }
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
