import express, { type Router } from 'express';
import type { ExportFormat, WebExports } from '../../src/platform/web-exports.ts';
import { problemPage } from './pages.ts';
import { forReader, type ReadingOptions } from './reading.ts';
import { securityHeaders } from './security.ts';

/** `GET exports/<kind>/<id>.csv` and `.xlsx`: one table, to be saved, for those who may have it. */
export function exportRoutes(options: ReadingOptions & { exports: WebExports }): Router {
  const router = express.Router({ mergeParams: true });
  router.get(
    '/exports/:kind/:file',
    securityHeaders,
    forReader(options, 'signInForExport', async (request, response, { person }) => {
      const [, id, format] = /^(.{1,200})\.(csv|xlsx)$/.exec(String(request.params.file)) ?? [];
      const asked = { kind: String(request.params.kind), id: id ?? '', format: format as ExportFormat };
      const made = id === undefined ? undefined : await options.exports.open(asked, person.personId);
      if (made === undefined) {
        response.status(404).send(problemPage(person.locale, 'noExport'));
        return;
      }
      response.attachment(made.name);
      response.set({
        'Content-Type': made.contentType,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      });
      response.send(made.content);
    }),
  );
  return router;
}
