import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/paths.ts';
import { botToken, type SlackStandIn, signingSecret } from './slack.ts';
import type { Stores } from './stores.ts';

/** How much is measured. Every comparison says below which of these its figures mean nothing. */
export interface Amounts {
  rounds: number;
  commands: number;
  clicks: number;
  deliveries: number;
  events: number;
  latencies: number;
  starts: number;
  /** Pages are looked at among so many requests, and among so many. */
  fewRequests: number;
  manyRequests: number;
  pages: number;
  /** So many fall due, within so long. */
  occurrences: number;
  spreadMs: number;
  /** A survey asks so many people, on a platform that permits so many messages a second. */
  invitations: number;
  permittedPerSecond: number;
}

export const fullAmounts: Amounts = {
  rounds: 5,
  commands: 6000,
  clicks: 400,
  deliveries: 10_000,
  events: 10_000,
  latencies: 200,
  starts: 3,
  fewRequests: 1000,
  manyRequests: 1_000_000,
  pages: 200,
  occurrences: 1000,
  spreadMs: 60_000,
  invitations: 10_000,
  permittedPerSecond: 100,
};

/** Enough to see that every comparison runs. */
export const tinyAmounts: Amounts = {
  rounds: 1,
  commands: 40,
  clicks: 8,
  deliveries: 40,
  events: 40,
  latencies: 3,
  starts: 1,
  fewRequests: 200,
  manyRequests: 2000,
  pages: 3,
  occurrences: 20,
  spreadMs: 200,
  invitations: 40,
  permittedPerSecond: 10,
};

/** The settings of a bot that speaks to the stand-in, Quartermaster or not. */
export const slackSettings = (slack: SlackStandIn) => ({
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_BOT_TOKEN: botToken,
  SLACK_API_URL: slack.apiUrl,
});

/** The settings of Quartermaster with the demo office. */
export const appSettings = (slack: SlackStandIn, stores: Stores, databaseUrl: string) => ({
  ...slackSettings(slack),
  ...stores.settings(databaseUrl),
  PORT: '0',
  DATA_DIR: join(tmpdir(), 'quartermaster-bench'),
  OFFICE_CONFIG: '',
  LOG_LEVEL: 'warn',
});

export const demoOffice = join(projectRoot, 'office.example.yaml');
