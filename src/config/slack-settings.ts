import { z } from 'zod';
import type { SettingsReader } from './settings-reader.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** What Slack signs its requests with. Always there unless `appToken` is. */
  readonly signingSecret?: string;
  /** Given: Socket Mode instead of HTTP. */
  readonly appToken?: string;
  /** Another base for the Web API, ending in a slash. */
  readonly apiUrl?: string;
}

const others = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL'];

/** Slack's settings, or undefined where there are none. */
export function readSlack(reader: SettingsReader): SlackSettings | undefined {
  const botToken = readToken(reader, 'SLACK_BOT_TOKEN', 'xoxb-');
  const appToken = readToken(reader, 'SLACK_APP_TOKEN', 'xapp-');
  const signingSecret = reader.text('SLACK_SIGNING_SECRET');
  const apiUrl = reader.url('SLACK_API_URL', ['http', 'https'], 'https://slack.com/api/');
  if (reader.text('SLACK_BOT_TOKEN') === undefined) {
    const given = others.filter((name) => reader.text(name) !== undefined);
    if (given.length > 0)
      reader.fault(
        'SLACK_BOT_TOKEN',
        `is missing although ${given.join(', ')} is given`,
        'write the token from "OAuth & Permissions" of your Slack app, or leave all of Slack out',
      );
    return undefined;
  }
  if (signingSecret === undefined && reader.text('SLACK_APP_TOKEN') === undefined)
    reader.fault(
      'SLACK_SIGNING_SECRET',
      'is missing: without it anybody could speak in the name of Slack',
      'write the one from "Basic Information" of your Slack app, or SLACK_APP_TOKEN for Socket Mode',
    );
  if (botToken === undefined) return undefined;
  return { botToken, signingSecret, appToken, apiUrl: apiUrl?.replace(/\/*$/, '/') };
}

function readToken(reader: SettingsReader, name: string, prefix: string): string | undefined {
  const token = z.string().regex(new RegExp(`^${prefix}\\S+$`));
  return reader.read(name, token, `write the token that begins with ${prefix}`, 'is not such a token');
}
