import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { QuartermasterError } from '../core/errors.ts';
import type { LogLevel } from '../core/logger.ts';
import { projectRoot } from '../core/paths.ts';
import { deepFreeze } from './freeze.ts';
import { isLoopback } from './loopback.ts';
import { SettingsReader } from './settings-reader.ts';
import { readSlack, type SlackSettings } from './slack-settings.ts';
import { readTeams, type TeamsSettings } from './teams-settings.ts';

/** The settings, as environment variables gave them; `.env.example` says what each means. Frozen. */
export interface Environment {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Where photos and documents are kept. Absolute. */
  readonly filesDir: string;
  /** Where the keys of what is anonymous are kept, apart from the database and its backups. Absolute. */
  readonly keysDir: string;
  /** None: the embedded Postgres. */
  readonly databaseUrl?: string;
  /** None: the queue lives in Postgres. */
  readonly redisUrl?: string;
  /** Absolute; the example's where none is given. */
  readonly officeFile: string;
  /** No office file was given: anybody may choose whom to be. Only ever on loopback. */
  readonly demo: boolean;
  /** Where browsers reach the web page, without a slash at the end. */
  readonly publicUrl: string;
  readonly logLevel: LogLevel;
  /** At least 32 characters. None: one is made and kept in the data folder. */
  readonly sessionSecret?: string;
  readonly slack?: SlackSettings;
  readonly teams?: TeamsSettings;
}

export type { SlackSettings, TeamsSettings };

const logLevels: [LogLevel, ...LogLevel[]] = ['debug', 'info', 'warn', 'error', 'silent'];
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65535));
const host = z.string().refine((name) => isIP(name) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name));

/**
 * Reads and checks all settings. What is empty or blank counts as not given.
 *
 * @throws QuartermasterError 'config' that lists everything wrong, one line a fault, and never a secret's value.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const reader = new SettingsReader(env);
  const listenPort = reader.read('PORT', port, 'write a number from 0 to 65535, e.g. 3000') ?? 3000;
  const listenHost =
    reader.read('HOST', host, 'write a host name or an address, e.g. 127.0.0.1') ?? '127.0.0.1';
  const officeConfig = reader.text('OFFICE_CONFIG');
  if (officeConfig === undefined && !isLoopback(listenHost))
    reader.fault(
      'OFFICE_CONFIG',
      'is missing: without it the demo office runs, where everybody who opens the page may choose whom to be, so it is refused on a HOST that others can reach',
      'write the path of your office file, or leave HOST out',
    );
  const dataDir = resolve(reader.text('DATA_DIR') ?? '.data');
  const filesDir = reader.text('FILES_DIR');
  const keysDir = reader.text('KEYS_DIR');
  const environment: Environment = {
    host: listenHost,
    port: listenPort,
    dataDir,
    filesDir: filesDir === undefined ? join(dataDir, 'files') : resolve(filesDir),
    keysDir: keysDir === undefined ? join(dataDir, 'keys') : resolve(keysDir),
    databaseUrl: reader.url(
      'DATABASE_URL',
      ['postgres', 'postgresql'],
      'postgresql://user:password@host:5432/name',
    ),
    redisUrl: reader.url('REDIS_URL', ['redis', 'rediss'], 'redis://host:6379'),
    officeFile: officeConfig === undefined ? join(projectRoot, 'office.example.yaml') : resolve(officeConfig),
    demo: officeConfig === undefined,
    publicUrl: readPublicUrl(reader) ?? `http://localhost:${listenPort}`,
    logLevel: reader.read('LOG_LEVEL', z.enum(logLevels), `write one of ${logLevels.join(', ')}`) ?? 'info',
    sessionSecret: reader.read(
      'SESSION_SECRET',
      z.string().min(32),
      'write at least 32 random characters, e.g. what `openssl rand -hex 32` prints, or leave it out',
      'is too short',
    ),
    slack: readSlack(reader),
    teams: readTeams(reader, listenHost),
  };
  if (reader.faults.length > 0) throw report(reader.faults);
  return deepFreeze(withoutUndefined(environment));
}

function readPublicUrl(reader: SettingsReader): string | undefined {
  const example = 'https://office.example.com';
  const url = reader.url('PUBLIC_URL', ['http', 'https'], example);
  if (url === undefined) return undefined;
  const { username, password, search, hash, origin, pathname } = new URL(url);
  if (username || password || search || hash)
    reader.fault('PUBLIC_URL', 'holds more than a place', `write only the address, e.g. ${example}`);
  return origin + pathname.replace(/\/+$/, '');
}

/** Optional settings that were not given are absent, so that `'slack' in environment` says what it seems to. */
function withoutUndefined(environment: Environment): Environment {
  return JSON.parse(JSON.stringify(environment)) as Environment;
}

function report(faults: readonly string[]): QuartermasterError {
  const head = faults.length === 1 ? 'A setting is wrong:' : `${faults.length} settings are wrong:`;
  return new QuartermasterError('config', [head, ...faults.map((fault) => `  ${fault}`)].join('\n'));
}
