import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { type Logger, silentLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { createDatabase, defaultBackend, dropDatabase } from '../helpers/database.ts';
import { startOffice, type TestOffice, textOf, withoutRosters } from '../helpers/office.ts';
import { type SlackServer, startSlackServer } from '../helpers/slack/server.ts';
import { type SocketServer, startSocketServer } from '../helpers/slack/socket-server.ts';
import { buttonsOf, visibleText } from '../helpers/slack/visible.ts';
import type { SlackMessage } from '../helpers/slack/world.ts';
import { drawnIn } from '../helpers/teams/connector-api.ts';
import { startTeamsServer, type TeamsServer } from '../helpers/teams/server.ts';
import type { Conversation, StoredMessage, TeamsUser } from '../helpers/teams/world.ts';

/** A message as somebody reads it on its platform, in one piece, with its buttons. */
export interface Read<Message> {
  text: string;
  buttons: string[];
  message: Message;
  inThread: boolean;
}

/** One Quartermaster with a Slack workspace, a Teams tenant and the web page at once, outside the demo. */
export interface Stage {
  readonly office: TestOffice;
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  /** Slack's end of Socket Mode, where it was asked for. */
  readonly socket: SocketServer | undefined;
  readonly slackChannel: string;
  readonly teamsChannel: Conversation;
  /** The ids of those who have Slack. */
  readonly onSlack: { anna: string; zhao: string; omar: string; stranger: string };
  /** Those who have Teams; Anna has both. */
  readonly onTeams: { anna: TeamsUser; zhang: TeamsUser; li: TeamsUser; stranger: TeamsUser };
  /** What stands in a channel or a direct message of Slack, the oldest first. */
  readSlack(channel: string): Read<SlackMessage>[];
  readTeams(conversation: Conversation): Read<StoredMessage>[];
  /** What stands on the web page: `facilities` for the channel, `anna.meyer` for a person. */
  readWeb(conversation: string): Promise<Read<string>[]>;
  /** Starts again on the same data, with the office file rewritten. */
  restart(change?: (yaml: string) => string): Promise<void>;
  stop(): Promise<void>;
}

/** The demo's office, with a channel on Teams. `change` rewrites the file further. */
async function officeFile(change: (yaml: string) => string): Promise<string> {
  const example = await readFile(join(projectRoot, 'office.example.yaml'), 'utf8');
  const here = withoutRosters(example).replace(
    'slack: "#facilities"',
    'slack: "#facilities", teams: "19:facilities@thread.tacv2"',
  );
  const path = join(await mkdtemp(join(tmpdir(), 'quartermaster-office-')), 'office.yaml');
  await writeFile(path, change(here));
  return path;
}

interface StageOptions {
  /** Slack through its socket instead of HTTP. */
  socketMode?: boolean;
  logger?: Logger;
  /** Rewrites the office file. */
  office?: (yaml: string) => string;
  /** The present, here and for Slack. Default: the machine's. */
  clock?: Clock;
  /** More settings, e.g. the address at which a browser reaches the page. */
  settings?: Record<string, string>;
}

/** Where browsers would reach the page. */
export const publicUrl = 'http://office.example';

export async function startStage({
  socketMode = false,
  logger = silentLogger,
  office: change,
  clock = systemClock,
  settings,
}: StageOptions = {}): Promise<Stage> {
  const socket = socketMode ? await startSocketServer() : undefined;
  const slack = await startSlackServer({
    now: () => clock.now().getTime(),
    ...(socket && { socketUrl: socket.url }),
  });
  const teams = await startTeamsServer({ signed: false });
  const member = (name: string, locale = 'en-US') =>
    slack.world.addUser({ name, email: `${name}@harbour.example`, locale }).id;
  const onSlack = {
    anna: member('anna.meyer'),
    zhao: member('zhao.lei', 'zh-CN'),
    omar: member('omar.haddad'),
    stranger: member('stranger'),
  };
  const user = (name: string): TeamsUser =>
    Object.assign(teams.world.addUser(name), { email: `${name}@harbour.example` });
  const onTeams = {
    anna: user('anna.meyer'),
    zhang: user('zhang.min'),
    li: user('li.wei'),
    stranger: user('stranger'),
  };
  const slackChannel = slack.world.addChannel('facilities');
  slack.world.addChannel('finance');
  const teamsChannel = teams.world.addConversation('channel', 'facilities', Object.values(onTeams));

  const databaseUrl = await createDatabase(defaultBackend, inject('templateDatabase'));
  const open = async (change: (yaml: string) => string = (yaml) => yaml): Promise<TestOffice> => {
    const opened = await startOffice({
      databaseUrl,
      logger,
      clock,
      // Its real one is held in test/proofs; here it would be waited for, a second a message.
      slackPace: { intervalMs: 0, burst: 1 },
      settings: {
        OFFICE_CONFIG: await officeFile(change),
        PUBLIC_URL: publicUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_API_URL: slack.apiUrl,
        ...(socketMode ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
        TEAMS_ALLOW_UNAUTHENTICATED: '1',
        ...settings,
      },
    });
    slack.people.botUrl = `${opened.app.url}/slack/events`;
    teams.people.botUrl = `${opened.app.url}/api/messages`;
    return opened;
  };
  let office = await open(change);
  for (const person of [onTeams.anna, onTeams.zhang, onTeams.li])
    await teams.people.install(person, teams.world.personal(person));

  // Nobody reads and answers within the milliseconds until it is written down where a message stands.
  const reply = slack.people.reply.bind(slack.people);
  slack.people.reply = (...what) => office.app.sender.drain().then(() => reply(...what));
  const say = teams.people.say.bind(teams.people);
  teams.people.say = (...what) => office.app.sender.drain().then(() => say(...what));

  return {
    get office() {
      return office;
    },
    async restart(change) {
      await office.stop();
      office = await open(change);
    },
    slack,
    teams,
    socket,
    slackChannel,
    teamsChannel,
    onSlack,
    onTeams,
    readSlack: (channel) =>
      slack.world.messages
        .filter((message) => message.channel === channel && message.onlyFor === undefined)
        .map((message) => ({
          text: visibleText(message.blocks),
          buttons: buttonsOf(message.blocks).map(({ label }) => label),
          message,
          inThread: message.threadTs !== undefined,
        })),
    readTeams: ({ id }) =>
      teams.world.messages
        .filter(({ conversation }) => conversation === id)
        .map((message) => {
          const { text, buttons } = drawnIn(message);
          const titles = buttons.map(({ title }) => title);
          return { text, buttons: titles, message, inThread: message.thread !== undefined };
        }),
    readWeb: async (conversation) =>
      (await office.shown(conversation)).map(({ id, threadOf, card }) => ({
        text: textOf(card),
        buttons: [],
        message: id,
        inThread: threadOf !== null,
      })),
    async stop() {
      await office.stop();
      await dropDatabase(defaultBackend, databaseUrl);
      await Promise.all([slack.stop(), teams.stop(), socket?.stop()]);
    },
  };
}

/** Anna files by the slash command in the team's channel: the dialog opens, she fills it and sends it off. */
export async function fileOnSlack(
  stage: Stage,
  words: string,
  values: Record<string, string>,
): Promise<void> {
  const { slack, slackChannel, onSlack } = stage;
  await slack.people.command(onSlack.anna, words, slackChannel);
  await slack.world.until(() => slack.world.viewOf(onSlack.anna));
  await slack.people.submit(onSlack.anna, values);
}
