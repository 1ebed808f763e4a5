import { setTimeout } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../src/core/logger.ts';
import type { Reply } from './answer.ts';
import { reasonOf, slackLogger } from './client.ts';
import type { Payload } from './payloads.ts';

/** Socket Mode: Slack's requests over a connection that we open, for offices without a public address. */
export interface SocketMode {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const goodbyeMs = 3000;

interface Envelope {
  ack: (reply?: Record<string, unknown>) => Promise<void>;
  body: Payload;
}

/** An envelope is acknowledged after the commit; one that is not comes again, with the same event in it. */
export function createSocketMode(options: {
  appToken: string;
  apiUrl: string | undefined;
  logger: Logger;
  dispatch: (payload: Payload) => Promise<Reply>;
}): SocketMode {
  const { appToken, apiUrl, logger, dispatch } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(logger),
    installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
  });
  receiver.client.on('slack_event', ({ ack, body }: Envelope) => {
    dispatch(body)
      .then((reply) => ack({ ...reply }))
      .catch((error: unknown) =>
        logger.warn({ reason: reasonOf(error) }, 'an envelope of Slack was not acknowledged'),
      );
  });
  return {
    start: async () => {
      await receiver.start();
    },
    stop: async () => {
      const patience = new AbortController();
      // A connection that is half open never says goodbye: it is not waited for.
      const tooLong = setTimeout(goodbyeMs, undefined, { signal: patience.signal }).catch(() => {});
      await Promise.race([receiver.client.disconnect(), tooLong]);
      patience.abort();
    },
  };
}
