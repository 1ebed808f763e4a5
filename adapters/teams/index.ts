import { QuartermasterError } from '../../src/core/errors.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { ChatAdapter } from '../../src/platform/adapter.ts';
import { isMessageAction, readActivity } from './activity.ts';
import { referenceOf, tenantOf } from './address.ts';
import { Answers, type Reply } from './answer.ts';
import { Authenticator, type Cloud, createTokenSource, type Registration } from './bot-framework.ts';
import { Connector } from './connector.ts';
import { Dispatcher } from './dispatch.ts';
import { Files } from './files.ts';
import { createRequestListener, type RequestListener } from './http.ts';
import { People } from './people.ts';
import { Sender } from './send.ts';
import { checkServiceUrl, publicServiceUrl } from './service-hosts.ts';

export interface TeamsOptions extends Registration {
  /**
   * Take what is not signed, and speak to a loopback `serviceUrl` without TLS, as Microsoft's Agents Playground
   * needs it. Only with an empty `appId`, and only ever behind a loopback HOST.
   */
  allowUnauthenticated: boolean;
  /** Seals what is kept of files until they are fetched: at least 32 characters, the same in every process. */
  secret: string;
  /** The language of what the adapter says itself, where the event does not carry one. */
  defaultLocale: Locale;
  logger: Logger;
  /** How long one call to Teams may take, in milliseconds. Default 10,000. */
  timeoutMs?: number | undefined;
  /** Teams gives 5 s for the answer to a click; after this many milliseconds it is answered. Default 4500. */
  replyWithinMs?: number | undefined;
  /** Another cloud than Microsoft's public one, its connector and its exact `host:port` names; for tests. */
  cloud?: (Cloud & { serviceUrl: string; hosts: readonly string[] }) | undefined;
}

export interface TeamsAdapter extends ChatAdapter {
  /** Serves `POST /api/messages`; reads the body itself. */
  messages: RequestListener;
}

/** Microsoft Teams. Throws 'config' on an empty app id, unless unsigned requests are expressly allowed. */
export function createTeamsAdapter(options: TeamsOptions): TeamsAdapter {
  const { appId, tenantId, allowUnauthenticated, cloud, logger } = options;
  if (appId.trim() === '' && !allowUnauthenticated) {
    throw new QuartermasterError(
      'config',
      'Teams: the app id is empty, which would turn the check of who is speaking off',
    );
  }
  const unsigned = appId.trim() === '';
  const hosts = { alsoAllowed: cloud?.hosts ?? [], allowLoopback: allowUnauthenticated };
  const registration = unsigned ? { ...options, appId: '' } : options;
  const token = cloud?.token ?? createTokenSource(registration);
  const files = new Files({ hosts, token, secret: options.secret });
  const connector = new Connector({
    hosts,
    token,
    timeoutMs: options.timeoutMs ?? 10_000,
  });
  const people = new People(connector);
  const serviceUrl = cloud?.serviceUrl ?? publicServiceUrl;
  const sender = new Sender(connector, people, { appId, serviceUrl, logger });
  const authenticator = Authenticator.create(registration, cloud);
  const dispatcher = new Dispatcher({
    answers: new Answers(sender, logger),
    filesOf: (activity) => files.of(activity),
    defaultLocale: options.defaultLocale,
    replyWithinMs: options.replyWithinMs ?? 4500,
    logger,
  });

  const receive = async (authorization: string, body: unknown): Promise<Reply> => {
    const { channelId }: { channelId?: unknown } = Object(body);
    // Other channels of the Bot Framework are checked by other rules, and are none of ours.
    if (!unsigned && channelId !== 'msteams') {
      throw new QuartermasterError('unauthenticated', 'Teams: an activity of another channel');
    }
    return authenticator.receive(authorization, body, async () => {
      const activity = readActivity(body);
      if (activity === undefined) return undefined;
      checkServiceUrl(activity.serviceUrl, hosts);
      if (!unsigned && options.appType === 'SingleTenant' && tenantOf(activity) !== tenantId) {
        throw new QuartermasterError('unauthenticated', 'Teams: an activity of another tenant');
      }
      if (!isMessageAction(activity)) people.learn(referenceOf(activity));
      return dispatcher.dispatch(activity);
    });
  };

  return {
    name: 'teams',
    capabilities: {
      echoesMessages: true,
      threadsInPersonalChat: false,
      picksPeople: false,
      takesFilesInForms: false,
      // Teams takes 7 in 1 s, 8 in 2 s and 60 in 30 s in one thread.
      pace: { intervalMs: 550, burst: 5 },
    },
    messages: createRequestListener(receive, logger),
    async start(sink) {
      dispatcher.begin(sink);
    },
    stop: () => dispatcher.end(),
    open: (target) => sender.open(target),
    post: (address, message) => sender.post(address, message),
    update: (posted, message) => sender.update(posted, message),
    resolveUser: (query) => people.resolve(query),
    download: (source, signal) => files.download(source, signal),
  };
}
