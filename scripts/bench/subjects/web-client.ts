import { webApi } from '@slack/bolt';
import { inParallel } from '../measure.ts';
import { serve } from './serve.ts';

// Slack's own client, posting one message to many conversations: one that gives up where Slack asks to wait, and one
// as it comes, that waits and posts again.
const { SLACK_BOT_TOKEN: token, SLACK_API_URL: slackApiUrl = '' } = process.env;
const once = new webApi.WebClient(token, { slackApiUrl, timeout: 10_000, retryConfig: { retries: 0 } });
const patient = new webApi.WebClient(token, { slackApiUrl, logLevel: webApi.LogLevel.ERROR });

interface Post {
  body: string;
  count: number;
  atOnce: number;
  waits?: boolean;
}

serve(undefined, {
  /** `body` is a `chat.postMessage` as it goes over the wire. */
  async post({ body, count, atOnce, waits }: Post) {
    const client = waits ? patient : once;
    const { text = '', blocks, metadata } = Object.fromEntries(new URLSearchParams(body));
    const message = {
      text,
      blocks: JSON.parse(blocks ?? '[]'),
      metadata: JSON.parse(metadata ?? '{}'),
      unfurl_links: false,
      unfurl_media: false,
    };
    await inParallel(count, atOnce, async (index) => {
      await client.chat.postMessage({ channel: `C${index}`, ...message });
    });
  },
});
