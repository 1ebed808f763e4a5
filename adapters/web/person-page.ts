import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { projectRoot } from '../../src/core/paths.ts';
import { t } from '../../src/i18n/translate.ts';
import type { Sink } from '../../src/platform/adapter.ts';
import type { WebPeople } from '../../src/platform/web-access.ts';
import type { WebFiles } from '../../src/platform/web-files.ts';
import type { WebStore } from '../../src/platform/web-store.ts';
import { drawMessage, drawReply } from './draw.ts';
import type { EventStreams } from './event-streams.ts';
import { postBody, toInbound } from './inbound.ts';
import type { Failure, Reply, State } from './page/wire.ts';
import { hasCsrfToken, type Visitor } from './sessions.ts';

export interface PersonPageOptions {
  store: WebStore;
  people: WebPeople;
  streams: EventStreams;
  files: WebFiles;
  /** Where people reach the page, without a slash at the end. */
  publicUrl: string;
  /** What the core does with events; throws 'unreachable' before the start and after the stop. */
  sink: Sink;
  /** Whether this request may come in at all: its origin and, in the demo, the name of the host. */
  admits(request: Request): boolean;
  /** Whose page this is; undefined: nobody is signed in. */
  visitor(request: Request, response: Response): Promise<Visitor | undefined>;
  /** What the page begins with, where a link says so. */
  destination(request: Request, response: Response): State['start'];
  /** What the page shows besides conversations: people to be, first steps. */
  extras(visitor: Visitor): Promise<object>;
  onError(error: unknown, request: Request): void;
}

const pageSize = 30;
export const indexFile = join(projectRoot, 'adapters/web/page/index.html');

/** Everything below the page's own path: what it shows, the stream of changes, and what the person does. */
export function personPage(options: PersonPageOptions): Router {
  const { store, people, streams } = options;
  const router = express.Router({ mergeParams: true });

  type Handler = (request: Request, response: Response, visitor: Visitor) => Promise<void>;
  const forVisitor = (handle: Handler) => async (request: Request, response: Response) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (!options.admits(request)) return fail(response, 403, 'forbidden');
    const visitor = await options.visitor(request, response);
    if (visitor === undefined) return fail(response, 401, 'signed out');
    try {
      await handle(request, response, visitor);
    } catch (error) {
      options.onError(error, request);
      if (response.headersSent) response.destroy();
      else fail(response, 500, t(visitor.person.locale, 'web.error.server'));
    }
  };
  const keysOf = async (visitor: Visitor) =>
    (await people.conversationsOf(visitor.person.personId)).map((conversation) => conversation.key);

  router.get(
    '/state',
    forVisitor(async (request, response, visitor) => {
      const { locale, timezone, personId, name, role } = visitor.person;
      const conversations = await people.conversationsOf(personId);
      const keys = conversations.map((conversation) => conversation.key);
      // Read before the messages: what changes in between is told once more, and nothing is missed.
      const sequence = await store.latest();
      const messages = await store.list(keys, { limit: pageSize });
      response.json({
        me: { id: personId, name, role: role?.[locale] ?? '', locale, timezone },
        csrf: visitor.csrf,
        uploads: options.files.limits,
        conversations: conversations.map(({ key, kind, name }) => ({ key, kind, name: name[locale] })),
        messages: await Promise.all(messages.map(drawMessage)),
        pageSize,
        sequence,
        start: options.destination(request, response),
        ...(await options.extras(visitor)),
      });
    }),
  );

  const earlier = z.object({ conversation: z.string(), before: z.iso.datetime() });
  router.get(
    '/earlier',
    forVisitor(async (request, response, visitor) => {
      const query = earlier.safeParse(request.query);
      if (!query.success) return fail(response, 400, 'not a request of the page');
      const { conversation, before } = query.data;
      if (!(await keysOf(visitor)).includes(conversation)) return fail(response, 404, 'not found');
      const messages = await store.list([conversation], { before: new Date(before), limit: pageSize });
      response.json({ messages: await Promise.all(messages.map(drawMessage)) });
    }),
  );

  router.get(
    '/events',
    forVisitor(async (request, response, visitor) => {
      const last = Number(request.get('last-event-id') ?? request.query.since);
      if (!Number.isSafeInteger(last) || last < 0) return fail(response, 400, 'not a request of the page');
      await streams.stream(request, response, await keysOf(visitor), last);
    }),
  );

  const json = express.json({ limit: '100kb' });
  router.post(
    '/do',
    json,
    forVisitor(async (request, response, visitor) => {
      const { personId } = visitor.person;
      if (!hasCsrfToken(request, visitor)) return fail(response, 403, 'forbidden');
      const parsed = postBody.safeParse(request.body);
      if (!parsed.success) return fail(response, 400, 'not a request of the page');
      const body = parsed.data;
      const named = 'messageKey' in body && body.messageKey !== undefined ? body.messageKey : undefined;
      const message = named === undefined ? undefined : await store.find(named);
      // What is not theirs to see does not exist for them.
      if (named !== undefined && !(message && (await keysOf(visitor)).includes(message.conversation)))
        return fail(response, 404, t(visitor.person.locale, 'web.error.gone'));
      const reply: Reply = await drawReply(
        await options.sink(toInbound(body, personId, message, options.publicUrl)),
      );
      response.json(reply);
    }),
  );

  return router;
}

export function fail(response: Response, status: number, error: string): void {
  response.status(status).json({ error } satisfies Failure);
}
