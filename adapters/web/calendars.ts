import express, { type Router } from 'express';
import type { WebCalendars } from '../../src/platform/web-calendars.ts';

/** `GET calendar/<address>.ics`: for calendar programs, which bring no cookie; the address is the key. */
export function calendarRoutes(calendars: WebCalendars): Router {
  const router = express.Router();
  router.get('/calendar/:file', async (request, response) => {
    const address = /^([\w.-]{1,200})\.ics$/.exec(request.params.file)?.[1];
    const calendar = address === undefined ? undefined : await calendars.open(address);
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
    });
    if (calendar === undefined) {
      response
        .set('Cache-Control', 'no-store')
        .status(404)
        .type('text/plain')
        .send('There is no such calendar.\n');
      return;
    }
    response.set('Cache-Control', 'private, max-age=300').type('text/calendar; charset=utf-8').send(calendar);
  });
  return router;
}
