import express, { type Request, type Response, type Router } from 'express';
import { t } from '../../src/i18n/translate.ts';
import type { WebFile, WebFiles } from '../../src/platform/web-files.ts';
import type { FileReply } from './page/wire.ts';
import { problemPage } from './pages.ts';
import { fail } from './person-page.ts';
import { forReader, type ReadingOptions } from './reading.ts';
import { securityHeaders } from './security.ts';
import { hasCsrfToken } from './sessions.ts';
import { isTooLong, receiveUploads } from './upload.ts';

export interface FileRoutesOptions extends ReadingOptions {
  files: WebFiles;
  /** Whether a request that may change something can come in at all: by its origin and, in the demo, its host. */
  admits(request: Request): boolean;
}

/** `POST files`: uploads. `GET files/<id>`: one file, for those who may see what it belongs to. */
export function fileRoutes(options: FileRoutesOptions): Router {
  const { files } = options;
  const router = express.Router({ mergeParams: true });

  router.post('/files', async (request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (!options.admits(request)) return fail(response, 403, 'forbidden');
    const visitor = await options.visitor(request, response);
    if (visitor === undefined) return fail(response, 401, 'signed out');
    // Before anything of it is read: a foreign page cannot make us keep a byte.
    if (!hasCsrfToken(request, visitor)) return fail(response, 403, 'forbidden');
    if (!request.is('multipart/form-data')) return fail(response, 415, 'not a request of the page');
    if (isTooLong(request, files.limits)) {
      response.set('Connection', 'close');
      return fail(response, 413, t(visitor.person.locale, 'files.problem.tooMuch'));
    }
    try {
      const reply: FileReply = { files: await receiveUploads(request, files, visitor.person.personId) };
      response.json(reply);
    } catch (error) {
      if (!request.complete) return void request.destroy();
      options.onError(error, request);
      fail(response, 500, t(visitor.person.locale, 'web.error.server'));
    }
  });

  router.get(
    '/files/:id',
    securityHeaders,
    forReader(options, 'signInForFile', async (request, response, { person }) => {
      const file = await files.open(String(request.params.id), person.personId);
      if (file === undefined) response.status(404).send(problemPage(person.locale, 'noFile'));
      else if (file === 'pending') response.status(503).send(problemPage(person.locale, 'filePending'));
      else send(file, response);
    }),
  );

  return router;
}

/** Nothing in a file can act in our name: a browser shows it in a box of its own, if it shows it at all. */
function send(file: WebFile, response: Response): void {
  response.attachment(file.name);
  if (file.safeImage)
    response.set({
      'Content-Disposition': response.get('Content-Disposition')?.replace(/^attachment/, 'inline'),
      'Cache-Control': 'private, max-age=600',
    });
  response.set({
    'Content-Type': file.contentType,
    'Content-Length': String(file.size),
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  file.content.on('error', () => response.destroy());
  response.on('close', () => file.content.destroy());
  file.content.pipe(response);
}
