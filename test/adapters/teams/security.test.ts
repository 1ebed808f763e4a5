import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsAdapter } from '../../../adapters/teams/index.ts';
import { checkServiceUrl } from '../../../adapters/teams/service-hosts.ts';
import { startTeamsHarness, type TeamsHarness, teamsOptions } from '../../helpers/teams/harness.ts';
import { SigningKey } from '../../helpers/teams/identity.ts';

let at: TeamsHarness;
beforeEach(async () => {
  at = await startTeamsHarness();
});
afterEach(() => at.stop());

const hello = () => at.teams.people.activity(at.ada, at.room, { type: 'message', text: 'help' });
const inPrivate = () =>
  at.teams.people.activity(at.ada, at.teams.world.personal(at.ada), { type: 'message', text: 'help' });
const send = async (activity: object, claims?: object) =>
  (await at.teams.people.deliver(at.teams.people.sign(activity, claims))).status;

describe('who is speaking', () => {
  it('is Teams: a genuine token is let in', async () => {
    expect(await send(inPrivate())).toBe(200);
    expect(at.received).toHaveLength(1);
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  const lies: Record<string, object> = {
    'another audience': { aud: 'another-app' },
    'another issuer': { iss: 'https://sts.windows.net/evil/' },
    'no issuer': { iss: undefined },
    'another service URL': { serviceurl: 'https://smba.trafficmanager.net/teams/' },
    'no service URL': { serviceurl: undefined },
    'a time long past': { nbf: past - 60, exp: past },
    'a time to come': { nbf: past + 2 * 3600, exp: past + 3 * 3600 },
  };
  for (const [name, claims] of Object.entries(lies)) {
    it(`is refused with ${name}`, async () => {
      expect(await send(inPrivate(), claims)).toBe(401);
      expect(at.received).toEqual([]);
    });
  }

  it.each(['', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic eDp5', 'Bearer null'])(
    'is refused with "%s" for a token',
    async (authorization) => {
      const { body } = at.teams.people.sign(inPrivate());
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
      expect((await at.teams.people.deliver({ headers, body })).status).toBe(401);
      expect(at.received).toEqual([]);
    },
  );

  it('is refused with a key that Microsoft never published', async () => {
    const { headers, body } = at.teams.people.sign(inPrivate());
    const claims = JSON.parse(Buffer.from(headers.authorization!.split('.')[1]!, 'base64url').toString());
    const authorization = `Bearer ${new SigningKey().sign(claims)}`;
    expect((await at.teams.people.deliver({ headers: { ...headers, authorization }, body })).status).toBe(
      401,
    );
  });

  it('is refused without a signature at all', async () => {
    const { headers, body } = at.teams.people.sign(inPrivate());
    const none = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'none', kid: at.teams.key.id }));
    const [, claims] = headers.authorization!.split('.');
    const authorization = `Bearer ${none.toString('base64url')}.${claims}.`;
    expect((await at.teams.people.deliver({ headers: { ...headers, authorization }, body })).status).toBe(
      401,
    );
    expect(at.received).toEqual([]);
  });

  it.each(['emulator', 'webchat', 'AseChannel', undefined])(
    'is refused for channel %s',
    async (channelId) => {
      expect(await send({ ...inPrivate(), channelId })).toBe(401);
      expect(at.received).toEqual([]);
    },
  );

  it('is refused from another tenant where the app belongs to one', async () => {
    await at.stop();
    at = await startTeamsHarness({ appType: 'SingleTenant', tenantId: 'our-tenant' });
    expect(await send(inPrivate())).toBe(401);
    expect(await send({ ...inPrivate(), channelData: { tenant: { id: 'our-tenant' } } })).toBe(200);
    expect(at.received).toHaveLength(1);
  });
});

describe('the service URL', () => {
  it.each([
    'https://smba.trafficmanager.net.evil.example/teams/',
    'https://evil-smba.trafficmanager.net/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'http://smba.trafficmanager.net/',
    'https://127.0.0.1/',
    'http://127.0.0.1:1/',
    'http://169.254.169.254/',
    'ftp://smba.trafficmanager.net/',
    'nonsense',
    '',
  ])('%j is refused, though signed', async (serviceUrl) => {
    expect(await send({ ...inPrivate(), serviceUrl }, { serviceurl: serviceUrl })).toBe(401);
    expect(at.received).toEqual([]);
  });

  it.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
    'https://smba.infra.gov.teams.microsoft.us/x/',
  ])('%s is Microsoft', (url) => {
    expect(checkServiceUrl(url, { alsoAllowed: [], allowLoopback: false })).toBe(url);
  });

  it('is checked again when it is sent to', async () => {
    const account = {
      ...at.users.ada,
      reference: {
        serviceUrl: 'https://smba.trafficmanager.net.evil.example/',
        tenant: at.users.ada.workspace,
        bot: '28:x',
        user: '29:x',
        conversation: 'a:x',
        personal: true,
      },
    };
    const address = await at.adapter.open({ kind: 'person', account });
    const message = {
      card: { summary: 's', blocks: [] },
      deliveryId: 'd',
      attempt: 1,
      since: new Date(),
      bulk: false,
    };
    await expect(at.adapter.post(address, message)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(at.teams.calls).toEqual([]);
  });
});

describe('an empty app id', () => {
  it.each(['', '  '])('%j is refused', (appId) => {
    const options = { ...teamsOptions(at.teams), appId, allowUnauthenticated: false };
    expect(() => createTeamsAdapter(options)).toThrow(expect.objectContaining({ code: 'config' }));
  });

  it('lets anybody in where that was asked for, with answers to the loopback alone', async () => {
    await at.stop();
    at = await startTeamsHarness({ cloud: undefined }, { signed: false });
    at.answer({ kind: 'notice', text: 'Hello.' });
    expect((await at.command(at.users.ada, 'help')).notice).toBe('Hello.');
    expect(await send({ ...hello(), serviceUrl: 'http://192.0.2.1/' })).toBe(401);
  });
});

describe('the body', () => {
  it('of 100 MB is refused before it is read', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = request(at.teams.people.botUrl, {
        method: 'POST',
        headers: { 'content-length': String(100 * 1024 * 1024) },
      });
      post.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      post.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('that grows without saying so is refused at 1 MB', async () => {
    let sent = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = request(at.teams.people.botUrl, { method: 'POST' });
      post.on('response', (response) => {
        resolve(response.statusCode);
        post.destroy();
      });
      post.on('error', reject);
      const more = () => {
        sent += 64 * 1024;
        if (sent < 100 * 1024 * 1024 && !post.destroyed) post.write(Buffer.alloc(64 * 1024, 32), more);
      };
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  it.each(['', 'x', '[]', '"text"', '{}', '{"type":"message"}'])('%j is no activity', async (body) => {
    const { headers } = at.teams.people.sign(hello());
    const { status } = await at.teams.people.deliver({ headers, body });
    expect([400, 401]).toContain(status);
  });

  it('is taken by POST alone', async () => {
    expect((await fetch(at.teams.people.botUrl)).status).toBe(405);
  });
});
