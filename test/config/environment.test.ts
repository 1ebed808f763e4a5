import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { hasCode } from '../../src/core/errors.ts';
import { projectRoot } from '../../src/core/paths.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1-canary', SLACK_SIGNING_SECRET: 'canary-signing' };
const teams = { MicrosoftAppId: 'app-id', MicrosoftAppPassword: 'canary-password' };

function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readEnvironment(env);
  } catch (error) {
    if (!hasCode(error, 'config')) throw error;
    expect(error.message).not.toContain('canary');
    return error.message.split('\n').slice(1);
  }
  return [];
}

describe('the settings', () => {
  it('have a default each: the demo on loopback', () => {
    expect(readEnvironment({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('.data'),
      filesDir: resolve('.data/files'),
      keysDir: resolve('.data/keys'),
      officeFile: join(projectRoot, 'office.example.yaml'),
      demo: true,
      publicUrl: 'http://localhost:3000',
      logLevel: 'info',
    });
  });

  it('are read in full, trimmed and frozen', () => {
    const environment = readEnvironment({
      ...slack,
      ...teams,
      HOST: ' 0.0.0.0 ',
      PORT: '8080',
      DATA_DIR: '/var/lib/office',
      FILES_DIR: '/srv/files',
      KEYS_DIR: '/srv/keys',
      DATABASE_URL: 'postgresql://office:canary@db:5432/office',
      REDIS_URL: 'redis://queue:6379',
      OFFICE_CONFIG: 'office.yaml',
      PUBLIC_URL: 'https://office.example.com/desk/',
      LOG_LEVEL: 'debug',
      SESSION_SECRET: 's'.repeat(32),
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:4000/api',
      MicrosoftAppTenantId: 'tenant',
      MicrosoftAppType: 'singletenant',
    });
    expect(environment).toEqual({
      host: '0.0.0.0',
      port: 8080,
      dataDir: '/var/lib/office',
      filesDir: '/srv/files',
      keysDir: '/srv/keys',
      databaseUrl: 'postgresql://office:canary@db:5432/office',
      redisUrl: 'redis://queue:6379',
      officeFile: resolve('office.yaml'),
      demo: false,
      publicUrl: 'https://office.example.com/desk',
      logLevel: 'debug',
      sessionSecret: 's'.repeat(32),
      slack: {
        botToken: 'xoxb-1-canary',
        signingSecret: 'canary-signing',
        appToken: 'xapp-1',
        apiUrl: 'http://127.0.0.1:4000/api/',
      },
      teams: {
        appId: 'app-id',
        appPassword: 'canary-password',
        tenantId: 'tenant',
        appType: 'SingleTenant',
        allowUnauthenticated: false,
      },
    });
    expect(Object.isFrozen(environment) && Object.isFrozen(environment.slack)).toBe(true);
  });

  it.each<[string, NodeJS.ProcessEnv, object]>([
    ['a port of 0', { PORT: '0' }, { port: 0, publicUrl: 'http://localhost:0' }],
    [
      'blank is not given',
      { PORT: '  ', OFFICE_CONFIG: '', SLACK_BOT_TOKEN: ' ' },
      { port: 3000, demo: true },
    ],
    ['the demo on localhost', { HOST: 'localhost' }, { demo: true }],
    ['the demo on ::1', { HOST: '::1' }, { demo: true }],
    ['the demo on 127.9.9.9', { HOST: '127.9.9.9' }, { demo: true }],
    ['a database behind a socket', { DATABASE_URL: 'postgres:///office?host=/run' }, { demo: true }],
    [
      'Socket Mode',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
      { slack: { botToken: 'xoxb-1', appToken: 'xapp-1' } },
    ],
    ['Teams for many tenants', teams, { teams: { appType: 'MultiTenant' } }],
    [
      'a managed identity',
      { MicrosoftAppId: 'a', MicrosoftAppTenantId: 't', MicrosoftAppType: 'UserAssignedMSI' },
      { teams: { appType: 'UserAssignedMSI', appPassword: '' } },
    ],
    [
      'the playground',
      { TEAMS_ALLOW_UNAUTHENTICATED: '1' },
      { teams: { appId: '', allowUnauthenticated: true } },
    ],
    [
      'the empty lines of a sample',
      { MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant' },
      { demo: true },
    ],
  ])('accept %s', (_name, env, expected) => {
    expect(readEnvironment(env)).toMatchObject(expected);
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    [
      'a port that is none',
      { PORT: '30OO' },
      'PORT cannot be used; write a number from 0 to 65535, e.g. 3000',
    ],
    ['a port too high', { PORT: '65536' }, 'PORT cannot be used'],
    ['a host with a scheme', { HOST: 'http://x' }, 'HOST cannot be used; write a host name'],
    [
      'another database',
      { DATABASE_URL: 'mysql://u:canary@db/x' },
      'DATABASE_URL is not such an address; write an address such as postgresql://',
    ],
    ['no address', { REDIS_URL: 'canary:6379' }, 'REDIS_URL is not such an address'],
    [
      'a public address without a scheme',
      { PUBLIC_URL: 'office.example.com' },
      'PUBLIC_URL is not such an address',
    ],
    [
      'a public address with a query',
      { PUBLIC_URL: 'https://a.b/?canary' },
      'PUBLIC_URL holds more than a place',
    ],
    [
      'a log level',
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL cannot be used; write one of debug, info, warn, error, silent',
    ],
    [
      'a short session secret',
      { SESSION_SECRET: 'canary' },
      'SESSION_SECRET is too short; write at least 32',
    ],
    ['the demo for everybody', { HOST: '0.0.0.0' }, 'everybody who opens the page may choose whom to be'],
    ['the demo on ::', { HOST: '::' }, 'OFFICE_CONFIG is missing'],
    ['a name that only begins like loopback', { HOST: '127.0.0.1.example.com' }, 'OFFICE_CONFIG is missing'],
    [
      'no signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'SLACK_SIGNING_SECRET is missing: without it anybody could speak',
    ],
    [
      'a blank signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: ' ' },
      'SLACK_SIGNING_SECRET is missing',
    ],
    [
      'no bot token',
      { SLACK_SIGNING_SECRET: 'canary' },
      'SLACK_BOT_TOKEN is missing although SLACK_SIGNING_SECRET is given',
    ],
    [
      "a user's token",
      { ...slack, SLACK_BOT_TOKEN: 'xoxp-canary' },
      'SLACK_BOT_TOKEN is not such a token; write the token that begins with xoxb-',
    ],
    [
      'a bot token as app token',
      { ...slack, SLACK_APP_TOKEN: 'xoxb-canary' },
      'SLACK_APP_TOKEN is not such a token; write the token that begins with xapp-',
    ],
    [
      "another's address of Slack",
      { ...slack, SLACK_API_URL: 'ftp://x' },
      'SLACK_API_URL is not such an address',
    ],
    [
      'a password without an app',
      { MicrosoftAppPassword: 'canary' },
      'MicrosoftAppId is missing although MicrosoftAppPassword is given',
    ],
    [
      'the same on the playground',
      { MicrosoftAppPassword: 'canary', TEAMS_ALLOW_UNAUTHENTICATED: '1' },
      'MicrosoftAppId is missing',
    ],
    [
      'a tenant without an app',
      { MicrosoftAppTenantId: 't' },
      'MicrosoftAppId is missing although MicrosoftAppTenantId is given',
    ],
    [
      'an app without a password',
      { MicrosoftAppId: 'a' },
      'MicrosoftAppPassword is missing for a MultiTenant app',
    ],
    [
      'a single tenant without its id',
      { ...teams, MicrosoftAppType: 'SingleTenant' },
      'MicrosoftAppTenantId is missing for a SingleTenant app',
    ],
    [
      'an identity with a password',
      { ...teams, MicrosoftAppTenantId: 't', MicrosoftAppType: 'UserAssignedMSI' },
      'MicrosoftAppPassword must not be given',
    ],
    [
      'an identity without its tenant',
      { MicrosoftAppId: 'a', MicrosoftAppType: 'UserAssignedMSI' },
      'MicrosoftAppTenantId is missing',
    ],
    [
      'a type of app',
      { ...teams, MicrosoftAppType: 'Tenant' },
      'MicrosoftAppType cannot be used; write one of MultiTenant',
    ],
    [
      'a flag that is none',
      { TEAMS_ALLOW_UNAUTHENTICATED: 'yes' },
      'TEAMS_ALLOW_UNAUTHENTICATED cannot be used; write 1',
    ],
    [
      'the playground for everybody',
      { HOST: '0.0.0.0', OFFICE_CONFIG: 'o', TEAMS_ALLOW_UNAUTHENTICATED: '1' },
      'TEAMS_ALLOW_UNAUTHENTICATED is refused on a HOST',
    ],
  ])('refuse %s, and say nothing else', (_name, env, said) => {
    const faults = faultsOf(env);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(said);
  });

  it('are told all at once, one line each', () => {
    const faults = faultsOf({
      PORT: 'x',
      HOST: '0.0.0.0',
      SLACK_BOT_TOKEN: 'canary',
      MicrosoftAppPassword: 'canary',
    });
    expect(faults.map((fault) => fault.trim().split(' ')[0])).toEqual([
      'PORT',
      'OFFICE_CONFIG',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'MicrosoftAppId',
    ]);
  });

  it('are all in .env.example, and what stands there is accepted', () => {
    const lines = readFileSync(join(projectRoot, '.env.example'), 'utf8').split('\n');
    const written = lines.flatMap((line) => /^#?(\w+)=(.*)$/.exec(line)?.slice(1) ?? []);
    const names = written.filter((_, index) => index % 2 === 0);
    const asked: string[] = [];
    readEnvironment(new Proxy({}, { get: (_, name) => void asked.push(String(name)) }));
    expect(names.toSorted()).toEqual([...new Set(asked)].toSorted());
    const active = lines.flatMap((line) => (/^\w+=/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : []));
    expect(faultsOf(Object.fromEntries(active))).toEqual([]);
  });
});
