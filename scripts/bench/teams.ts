import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './slack.ts';

export interface TeamsStandIn {
  readonly serviceUrl: string;
  stop(): Promise<void>;
}

const tenant = '00000000-0000-0000-0000-00000000beef';
let lastId = 1_700_000_000_000;

/** Microsoft's connector, taking everything unread. Everybody who asks is Li Wei of the demo office. */
export async function startTeams(): Promise<TeamsStandIn> {
  const member = {
    id: '29:li.wei',
    aadObjectId: 'aad-li.wei',
    name: '李伟',
    email: 'li.wei@harbour.example',
  };
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      const answer = incoming.method === 'GET' ? member : { id: String(++lastId) };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Says something to the bot in Li Wei's private chat, unsigned. */
export async function say(botUrl: string, serviceUrl: string, text: string): Promise<void> {
  const id = String(++lastId);
  const activity = {
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date(Number(id)).toISOString(),
    locale: 'zh-CN',
    from: { id: '29:li.wei', name: '李伟', aadObjectId: 'aad-li.wei' },
    recipient: { id: '28:bench', name: 'Quartermaster' },
    conversation: { id: 'a:li.wei', conversationType: 'personal', isGroup: false, tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    text,
  };
  await post(`${botUrl}/api/messages`, JSON.stringify(activity), { 'content-type': 'application/json' });
}
