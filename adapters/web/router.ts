import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { projectRoot } from '../../src/core/paths.ts';
import { messagesOf } from '../../src/i18n/translate.ts';
import type { Sink } from '../../src/platform/adapter.ts';
import type { WebPerson } from '../../src/platform/web-access.ts';
import { calendarRoutes } from './calendars.ts';
import { hasDestination, keepDestination, takeDestination } from './destination.ts';
import type { EventStreams } from './event-streams.ts';
import { exportRoutes } from './exports.ts';
import { fileRoutes } from './files.ts';
import { guideFor, personPath } from './guide.ts';
import type { WebAdapterOptions } from './options.ts';
import type { State } from './page/wire.ts';
import { choosePage, legalPages, problemPage, signedOutPage } from './pages.ts';
import { fail, indexFile, personPage } from './person-page.ts';
import { isSameOrigin, namesLoopback, securityHeaders } from './security.ts';
import { Sessions } from './sessions.ts';
import { preferredLocale, signInRouter } from './sign-in.ts';

type RouterOptions = WebAdapterOptions & { streams: EventStreams; sink: Sink };

/** All paths of the web page. Guards stand on our own routes only: other platforms share this port. */
export function webRouter(options: RouterOptions): Router {
  const router = express.Router();
  router.use('/web', assets());
  // The one piece of the core that the page runs too, where its import leads.
  router.get('/src/ui/show-when.js', securityHeaders, (_request, response) => {
    response.sendFile(join(projectRoot, 'dist/src/ui/show-when.js'));
  });
  for (const [path, page] of Object.entries(legalPages))
    router.get(path, securityHeaders, (request, response) => {
      response.send(page(preferredLocale(request, options.defaultLocale)));
    });
  router.get('/file', securityHeaders, (request, response) => {
    keepDestination(request, response, isSecure(options));
    response.redirect(303, './');
  });
  router.use(calendarRoutes(options.calendars));
  router.use(options.demo ? demoRoutes(options) : signedInRoutes(options));
  router.use(bodyErrors);
  return router;
}

/** In the demo each person's page has a path and a cookie of its own: two windows are two people. */
function demoRoutes(options: RouterOptions): Router {
  const { people } = options;
  const sessions = newSessions(options);
  const router = express.Router({ strict: true });
  const personOf = async (request: Request): Promise<WebPerson | undefined> =>
    (await people.list()).find(({ handle }) => handle === request.params.handle);

  router.get('/', securityHeaders, async (request, response) => {
    const locale = preferredLocale(request, options.defaultLocale);
    if (!namesLoopback(request)) response.status(403).send(problemPage(locale, 'foreign'));
    else response.send(choosePage(locale, await people.list()));
  });

  router.get(['/as/:handle', '/as/:handle/'], securityHeaders, async (request, response) => {
    const person = namesLoopback(request) ? await personOf(request) : undefined;
    if (person === undefined) return response.redirect(303, '/');
    const path = personPath(person);
    if (!request.path.endsWith('/')) return response.redirect(308, path);
    const visitor = await sessions.find(request, response, path);
    if (visitor?.person.personId !== person.personId) await sessions.begin(request, response, path, person);
    response.sendFile(indexFile);
  });

  const access = {
    admits: (request: Request) => namesLoopback(request) && isSameOrigin(request, undefined),
    admitsReading: namesLoopback,
    async visitor(request: Request, response: Response) {
      const person = await personOf(request);
      const visitor = person && (await sessions.find(request, response, personPath(person)));
      return visitor?.person.personId === person?.personId ? visitor : undefined;
    },
  };
  router.use('/as/:handle', fileRoutes({ ...common(options), ...access }));
  router.use('/as/:handle', exportRoutes({ ...common(options), ...access }));
  // Whose page a link from elsewhere means, only they know.
  router.get(['/files/:id', '/exports/:kind/:file'], (_request, response) => response.redirect(303, '/'));
  router.use(
    '/as/:handle',
    personPage({
      ...common(options),
      ...access,
      async extras({ person }) {
        const { locale } = person;
        const everyone = await people.list();
        return {
          texts: pageTexts(person),
          people: everyone.map(({ handle, name, role }) => ({ handle, name, role: role?.[locale] ?? '' })),
          guide: options.guide && guideFor(person, options.guide, everyone),
        };
      },
    }),
  );
  return router;
}

function signedInRoutes(options: RouterOptions): Router {
  const ownOrigin = new URL(options.publicUrl).origin;
  const sessions = newSessions(options);
  const router = express.Router();

  router.use(signInRouter({ ...options, sessions, ownOrigin }));

  router.get('/', securityHeaders, async (request, response) => {
    // Coming from elsewhere, the browser keeps the cookie back: the page then asks for its state with it.
    const unsure = request.get('sec-fetch-site') === 'cross-site';
    if (unsure || (await sessions.find(request, response, '/'))) response.sendFile(indexFile);
    else
      response.send(signedOutPage(preferredLocale(request, options.defaultLocale), hasDestination(request)));
  });

  router.post('/sign-out', securityHeaders, async (request, response) => {
    if (!isSameOrigin(request, ownOrigin)) return fail(response, 403, 'forbidden');
    await sessions.end(request, response, '/');
    response.redirect(303, '/');
  });

  const access = {
    admits: (request: Request) => isSameOrigin(request, ownOrigin),
    admitsReading: () => true,
    visitor: (request: Request, response: Response) => sessions.find(request, response, '/'),
  };
  router.use(fileRoutes({ ...common(options), ...access }));
  router.use(exportRoutes({ ...common(options), ...access }));
  router.use(
    personPage({
      ...common(options),
      ...access,
      extras: async ({ person }) => ({ texts: pageTexts(person) }),
    }),
  );
  return router;
}

function common(options: RouterOptions) {
  const { store, people, files, exports, streams, sink, logger, publicUrl, defaultLocale } = options;
  const onError = (error: unknown, request: Request) =>
    logger.error({ err: error, path: request.path }, 'the web page could not answer');
  const destination = (request: Request, response: Response) =>
    takeDestination(request, response, isSecure(options));
  return { store, people, files, exports, streams, sink, onError, publicUrl, defaultLocale, destination };
}

function newSessions(options: RouterOptions): Sessions {
  return new Sessions({
    people: options.people,
    secret: options.sessionSecret,
    secure: isSecure(options),
  });
}

const isSecure = ({ publicUrl }: RouterOptions) => new URL(publicUrl).protocol === 'https:';

function pageTexts({ locale }: WebPerson): State['texts'] {
  return {
    ...messagesOf(locale, 'web.'),
    ...messagesOf(locale, 'form.'),
    ...messagesOf(locale, 'product.'),
  };
}

/** Styles, scripts and Microsoft's renderer. The scripts are the build's; the rest stands in the sources. */
function assets(): Router {
  const renderer = dirname(createRequire(import.meta.url).resolve('adaptivecards/package.json'));
  const router = express.Router();
  router.use(securityHeaders);
  router.get('/adaptivecards.js', (_request, response) => {
    const headers = { 'Cache-Control': 'public, max-age=3600' };
    response.sendFile(join(renderer, 'dist/adaptivecards.min.js'), { headers });
  });
  const served = { index: false, redirect: false, setHeaders: revalidate };
  router.use(express.static(join(projectRoot, 'adapters/web/page/public'), served));
  router.use(express.static(join(projectRoot, 'dist/adapters/web/page'), served));
  return router;
}

function revalidate(response: { setHeader(name: string, value: string): void }): void {
  response.setHeader('Cache-Control', 'no-cache');
}

/** What the body parser refuses: too long, or no JSON. Anything else is not ours to answer. */
const bodyErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413 || status === 400 || status === 415) fail(response, status, 'not a request of the page');
  else next(error);
};
