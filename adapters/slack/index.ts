import type { Clock } from '../../src/core/clock.ts';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { Capabilities, ChatAdapter } from '../../src/platform/adapter.ts';
import { Answers } from './answer.ts';
import { Charts } from './charts.ts';
import { call, createClients } from './client.ts';
import { Dispatcher } from './dispatch.ts';
import { createDownload } from './files.ts';
import { createRequestListener, type RequestListener } from './http.ts';
import type { Identity } from './inbound.ts';
import { resolveUser } from './people.ts';
import { createResponseUrl } from './response-url.ts';
import { Sender } from './send.ts';
import { createSocketMode } from './socket.ts';

export interface SlackOptions {
  /** `xoxb-…` */
  botToken: string;
  /** Signs Slack's requests over HTTP. Needed unless `appToken` is given. */
  signingSecret?: string | undefined;
  /** `xapp-…`: Socket Mode instead of HTTP. */
  appToken?: string | undefined;
  /** Another base for the Web API, e.g. a proxy's. Default: Slack's own. */
  apiUrl?: string | undefined;
  /** The language of what the adapter says itself, where the person's is not known. */
  defaultLocale: Locale;
  logger: Logger;
  clock: Clock;
  /** Slack gives 3 s for an answer; after this many milliseconds it is answered without one. Default 2500. */
  replyWithinMs?: number | undefined;
  /** How quickly one conversation takes messages. Default: one a second, three at once. */
  pace?: Capabilities['pace'] | undefined;
}

export interface SlackAdapter extends ChatAdapter {
  /** Serves `POST /slack/events`. Answers 404 in Socket Mode. */
  requestListener: RequestListener;
}

/** Slack. Throws 'config' where neither a signing secret nor an app token is given, or no bot token. */
export function createSlackAdapter(options: SlackOptions): SlackAdapter {
  const { signingSecret, appToken, apiUrl, clock, defaultLocale, logger } = options;
  if (!options.botToken) throw new QuartermasterError('config', 'Slack: the bot token is empty');
  if (!signingSecret && !appToken) {
    throw new QuartermasterError(
      'config',
      'Slack: a signing secret, or an app token for Socket Mode, is needed',
    );
  }
  const clients = createClients({ botToken: options.botToken, apiUrl, logger });
  const dispatcher = new Dispatcher(options.replyWithinMs ?? 2500, logger);
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  let identity: Identity | undefined;
  const whoWeAre = () => {
    if (identity === undefined)
      throw new QuartermasterError('internal', 'Slack: the adapter was not started');
    return identity;
  };
  const sender = new Sender(clients, whoWeAre, new Charts(clients, clock, logger, apiUrl));
  const respond = createResponseUrl(apiUrl);
  const answers = new Answers(clients, sender, respond, defaultLocale, logger, dispatcher.inBackground);
  const socket = appToken ? createSocketMode({ appToken, apiUrl, logger, dispatch }) : undefined;

  const identify = async (): Promise<Identity> => {
    const { team_id, enterprise_id, is_enterprise_install, user_id } = await call(
      clients.interactive.auth.test(),
    );
    const workspace = is_enterprise_install ? enterprise_id : team_id;
    if (!workspace || !user_id) throw new QuartermasterError('platform', 'Slack did not say who the bot is');
    const aliases = new Set([workspace, team_id ?? workspace, enterprise_id ?? workspace]);
    return { workspace, aliases, botUserId: user_id };
  };

  return {
    name: 'slack',
    capabilities: {
      echoesMessages: true,
      threadsInPersonalChat: true,
      picksPeople: true,
      takesFilesInForms: true,
      pace: options.pace ?? { intervalMs: 1000, burst: 3 },
    },
    requestListener:
      socket === undefined && signingSecret
        ? createRequestListener({ signingSecret, clock, logger, dispatch })
        : (_, response) => {
            response.writeHead(404).end();
          },
    async start(sink) {
      identity = await identify();
      dispatcher.begin(sink, identity, answers);
      await socket?.start();
    },
    async stop() {
      await dispatcher.end();
      await socket?.stop();
    },
    open: (target) => sender.open(target),
    post: (address, message) => sender.post(address, message),
    update: (posted, message) => sender.update(posted, message),
    resolveUser: (query) => resolveUser(clients.interactive, whoWeAre(), query),
    download: createDownload(clients.bulk, options.botToken, apiUrl),
  };
}
