import type { Router } from 'express';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { ChatAdapter, Sink, UserProfile } from '../../src/platform/adapter.ts';
import type { WebPerson } from '../../src/platform/web-access.ts';
import { drawCard, drawMessage } from './draw.ts';
import { EventStreams } from './event-streams.ts';
import { personalKey } from './inbound.ts';
import type { WebAdapterOptions } from './options.ts';
import { webRouter } from './router.ts';

/** The web page as a chat platform: the adapter and its server are one. Mount `router` at the root. */
export interface WebAdapter extends ChatAdapter {
  readonly router: Router;
}

/** @throws QuartermasterError `config` where the secret is too short or the URL is none. */
export function createWebAdapter(options: WebAdapterOptions): WebAdapter {
  const { store, people, logger } = options;
  if (options.sessionSecret.length < 32)
    throw new QuartermasterError('config', 'the session secret is shorter than 32 characters');
  if (!URL.canParse(options.publicUrl))
    throw new QuartermasterError('config', 'the public URL of the web page is not a URL');

  const streams = new EventStreams({
    store,
    logger,
    draw: drawMessage,
    heartbeatMs: options.heartbeatMs ?? 20_000,
  });
  const underWay = new Set<Promise<unknown>>();
  let core: Sink | undefined;
  const sink: Sink = (event) => {
    if (core === undefined)
      return Promise.reject(new QuartermasterError('unreachable', 'the web page is not open'));
    const answer = core(event);
    underWay.add(answer);
    const done = () => underWay.delete(answer);
    answer.then(done, done);
    return answer;
  };

  const noPicture = (error: unknown) => logger.warn({ err: error }, 'a chart could not be drawn');

  return {
    name: 'web',
    capabilities: {
      echoesMessages: false,
      threadsInPersonalChat: true,
      picksPeople: false,
      takesFilesInForms: true,
      pace: { intervalMs: 0, burst: 1 },
    },
    router: webRouter({ ...options, streams, sink }),
    async start(newSink) {
      core = newSink;
    },
    async stop() {
      core = undefined;
      streams.closeAll();
      await Promise.allSettled(underWay);
    },
    async open(target) {
      if (target.kind === 'channel') return { key: `channel:${target.channel}`, data: null };
      const { workspace, userId } = target.account;
      if (workspace !== 'web' || !(await people.find(userId)))
        throw new QuartermasterError('platform', 'nobody by this id uses the web page', { permanent: true });
      return { key: personalKey(userId), data: null };
    },
    async post(address, message) {
      const { deliveryId: id, card: content, thread } = message;
      await drawCard(content, noPicture); // What cannot be drawn must not be kept.
      await store.put({ id, conversation: address.key, threadOf: thread?.key, content });
      return { key: id, address, data: null };
    },
    async update(posted, message) {
      await drawCard(message.card, noPicture);
      if (!(await store.replace(posted.key, message.card)))
        throw new QuartermasterError('platform', 'there is no such message on the web page', {
          permanent: true,
        });
    },
    async resolveUser(query) {
      if ('email' in query) {
        const email = query.email.toLowerCase();
        return profileOf((await people.list()).find((person) => person.email.toLowerCase() === email));
      }
      return query.workspace === 'web' ? profileOf(await people.find(query.userId)) : undefined;
    },
    async download() {
      throw new QuartermasterError('platform', 'what is uploaded on the web page is here already', {
        permanent: true,
      });
    },
  };
}

function profileOf(person: WebPerson | undefined): UserProfile | undefined {
  if (person === undefined) return undefined;
  const { personId, email, name, locale, timezone } = person;
  return { workspace: 'web', userId: personId, email, name, locale, timezone };
}
