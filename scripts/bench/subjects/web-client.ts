import { webApi } from '@slack/bolt';
import { inParallel } from '../measure.ts';
import { serve } from './serve.ts';

// Slack's own client, posting one message to many conversations.
const client = new webApi.WebClient(process.env.SLACK_BOT_TOKEN!, {
  slackApiUrl: process.env.SLACK_API_URL!,
  timeout: 10_000,
  retryConfig: { retries: 0 },
});

serve(undefined, {
  /** `body` is a `chat.postMessage` as it goes over the wire. */
  async post({ body, count, atOnce }: { body: string; count: number; atOnce: number }) {
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
