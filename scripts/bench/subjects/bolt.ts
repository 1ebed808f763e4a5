import { App, ExpressReceiver, HTTPReceiver } from '@slack/bolt';
import { listen, serve } from './serve.ts';

// A bare Bolt app that only acknowledges; the receiver is the first argument.
const signingSecret = process.env.SLACK_SIGNING_SECRET!;
const authorize = async () => ({
  botToken: process.env.SLACK_BOT_TOKEN!,
  botId: 'B0BOT',
  botUserId: 'U0BOT',
});

if (process.argv[2] === 'express') {
  const receiver = new ExpressReceiver({ signingSecret, endpoints: '/slack/events' });
  new App({ receiver, authorize }).command('/office', ({ ack }) => ack());
  serve(await listen(receiver.app));
} else {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
  new App({ receiver, authorize }).command('/office', ({ ack }) => ack());
  serve(await listen(receiver.requestListener));
}
