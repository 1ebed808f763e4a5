import { App, ExpressReceiver } from '@slack/bolt';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';
import { listen, serve } from './serve.ts';

// Both vendors' own libraries in one process, acknowledging and nothing more.
const receiver = new ExpressReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET!,
  endpoints: '/slack/events',
});
const authorize = async () => ({
  botToken: process.env.SLACK_BOT_TOKEN!,
  botId: 'B0BOT',
  botUserId: 'U0BOT',
});
new App({ receiver, authorize }).command('/office', ({ ack }) => ack());

const teams = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
receiver.app.post('/api/messages', express.json(), (request, response) =>
  teams.process(request, response, async () => {}),
);
serve(await listen(receiver.app));
