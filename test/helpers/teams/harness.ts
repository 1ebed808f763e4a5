import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dataKey } from '../../../adapters/adaptive-cards/action-data.ts';
import { errorId } from '../../../adapters/adaptive-cards/render-form.ts';
import { createTeamsAdapter, type TeamsAdapter, type TeamsOptions } from '../../../adapters/teams/index.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import type { AdapterHarness, HarnessUser, Seen } from '../../contract/harness.ts';
import { picturesIn } from '../pictures.ts';
import { cardProblem, drawnIn } from './connector-api.ts';
import { issuer, SigningKey } from './identity.ts';
import { renderOfficially } from './official-renderer.ts';
import type { Dialog } from './people.ts';
import { startTeamsServer, type TeamsServer } from './server.ts';
import type { Conversation, StoredMessage, TeamsUser } from './world.ts';

export interface TeamsHarness extends AdapterHarness {
  readonly adapter: TeamsAdapter;
  readonly teams: TeamsServer;
  readonly room: Conversation;
  readonly ada: TeamsUser;
  readonly ben: TeamsUser;
}

/** The settings that lead an adapter to this stand-in instead of to Microsoft. */
export function teamsOptions(teams: TeamsServer): TeamsOptions {
  let token: string | undefined;
  return {
    appId: teams.appId,
    appPassword: teams.appPassword,
    appType: 'MultiTenant',
    allowUnauthenticated: teams.appId === '',
    secret: 'a secret of the stand-in, long enough',
    defaultLocale: 'en',
    logger: silentLogger,
    cloud: {
      hosts: [teams.host],
      serviceUrl: teams.serviceUrl,
      token: async (renew) => {
        if (teams.appId === '') return '';
        if (token === undefined || renew) token = await logIn(teams);
        return token;
      },
      settings: {
        ToBotFromChannelTokenIssuer: issuer,
        ToBotFromChannelOpenIdMetadataUrl: teams.metadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: teams.metadataUrl,
        ToChannelFromBotLoginUrl: teams.loginUrl,
        ToChannelFromBotOAuthScope: issuer,
        OAuthUrl: issuer,
      },
    },
  };
}

/** The Teams adapter on a port of its own, before a strict Teams. */
export async function startTeamsHarness(
  more: Partial<TeamsOptions> = {},
  { signed = true } = {},
): Promise<TeamsHarness> {
  const teams = await startTeamsServer({ signed });
  const { world, people } = teams;
  const adapter = createTeamsAdapter({ ...teamsOptions(teams), ...more });
  const server = createServer((request, response) => adapter.messages(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  people.botUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;

  const [ada, ben] = [world.addUser('ada'), world.addUser('ben')];
  const room = world.addConversation('channel', 'facilities', [ada, ben]);
  const received: Inbound[] = [];
  let answer: (event: Inbound) => Ack | Promise<Ack> = () => ({ kind: 'ok' });
  await adapter.start(async (event) => {
    received.push(event);
    return answer(event);
  });

  const userOf = (user: TeamsUser): HarnessUser => ({
    workspace: world.tenant,
    userId: user.aadObjectId,
    email: user.email,
  });
  const whoIs = ({ userId }: HarnessUser) => world.users.find(({ aadObjectId }) => aadObjectId === userId)!;
  const seenBy = async (user: HarnessUser, act: () => Promise<Response>): Promise<Seen> => {
    const before = world.messages.length;
    const response = await act();
    const person = whoIs(user);
    const written = world.messages
      .slice(before)
      .find(({ conversation }) => conversation === world.personal(person).id);
    const notice = noticeIn(await response.text()) ?? (written && drawnIn(written).text);
    const dialog = people.dialogs.get(person.id);
    return { ...(notice !== undefined && { notice }), ...(dialog && { form: formOf(dialog) }) };
  };

  return {
    adapter,
    teams,
    room,
    ada,
    ben,
    received,
    users: { ada: userOf(ada), ben: userOf(ben) },
    channel: room.id,
    answer: (next) => {
      answer = typeof next === 'function' ? next : () => next;
    },
    command: (user, text) => seenBy(user, () => people.command(whoIs(user), text)),
    say: async (user, key, text) => {
      const { conversation, thread, id } = world.find(key);
      await people.say(whoIs(user), world.conversations.get(conversation)!, text, thread ?? id);
    },
    sendFile: async (user, _key, text, { name, bytes }) => {
      await people.share(whoIs(user), text, [world.addFile(name, bytes)]);
    },
    pick: (user, text, shortcut) => {
      const link = `https://teams.microsoft.com/l/message/${room.id}/1?tenantId=${world.tenant}`;
      const content = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')}</p>`;
      return seenBy(user, () =>
        people.pick(
          whoIs(user),
          room,
          {
            id: world.newId(),
            linkToMessage: link,
            from: { user: { id: ben.aadObjectId, displayName: ben.name } },
            body: { contentType: 'html', content },
            attachments: [],
          },
          shortcut,
        ),
      );
    },
    click: (user, key, label) => seenBy(user, () => people.click(whoIs(user), world.find(key), label)),
    submit: (user, values) => seenBy(user, () => people.submit(whoIs(user), values)),
    replay: async () => (await people.deliver(people.last!)).status,
    forge: async () => {
      const { headers, body } = people.sign(people.activity(ada, room, { type: 'message', text: 'help' }));
      const [, claims = ''] = (headers.authorization ?? '').split('.');
      const token = new SigningKey().sign(
        JSON.parse(Buffer.from(claims, 'base64url').toString()),
        teams.key.id,
      );
      return (await people.deliver({ headers: { ...headers, authorization: `Bearer ${token}` }, body }))
        .status;
    },
    messages: () => world.messages.map(visible),
    pictures: async (key) => {
      const at = world.messages.map(visible).findIndex((message) => message.key === key);
      return picturesIn(world.messages[at]?.activity);
    },
    failNext: (fault) => teams.failNext(fault),
    stop: async () => {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await teams.stop();
    },
  };
}

async function logIn(teams: TeamsServer): Promise<string> {
  const body = new URLSearchParams({
    client_id: teams.appId,
    client_secret: teams.appPassword,
    scope: `${issuer}/.default`,
  });
  const { access_token } = Object(await (await fetch(teams.loginUrl, { method: 'POST', body })).json());
  return String(access_token);
}

function visible(message: StoredMessage) {
  const { text, buttons } = drawnIn(message);
  return {
    key: `${message.conversation}:${message.id}`,
    ...(message.thread && { threadOf: `${message.conversation}:${message.thread}` }),
    text: [text, ...buttons.filter(({ type }) => type === 'Action.OpenUrl').map(({ title }) => title)].join(
      '\n',
    ),
    buttons: buttons.filter(({ type }) => type !== 'Action.OpenUrl').map(({ title }) => title),
  };
}

/** The words in the answer to a click; Teams shows them to who clicked and to nobody else. */
function noticeIn(body: string): string | undefined {
  const { task, value, type } = Object(body === '' ? {} : JSON.parse(body));
  if (task?.type === 'message') return String(task.value);
  return type === 'application/vnd.microsoft.activity.message' ? String(value) : undefined;
}

function formOf({ title, content }: Dialog): Seen['form'] {
  const problem = cardProblem(content);
  if (problem) throw new Error(`the dialog is invalid: ${problem}`);
  const { inputs, element, buttons } = renderOfficially(content);
  if (!buttons.some(({ data }) => Object(data)[dataKey]?.form)) return undefined;
  const errors = inputs.flatMap(({ id }): [string, string][] => {
    const shown = element?.querySelector(`[id="${errorId(id)}"]`)?.textContent;
    return shown ? [[id, shown]] : [];
  });
  return {
    title,
    fields: inputs.map(({ label }) => label),
    values: Object.fromEntries(inputs.map(({ id, value }) => [id, value])),
    errors: Object.fromEntries(errors),
  };
}
