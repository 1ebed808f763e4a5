import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { runOffice } from '../../scripts/office-program.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { createDatabase, defaultBackend, dropDatabase } from '../helpers/database.ts';

// Each is a process or two, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let migrated: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quartermaster-office-'));
  migrated = await createDatabase(defaultBackend, inject('templateDatabase'));
});
afterAll(async () => {
  await dropDatabase(defaultBackend, migrated);
  await rm(folder, { recursive: true });
});

interface Said {
  code: number;
  out: string;
  errors: string;
}

/** What `npm run office -- …` says as the process that it is, with these settings and no others. `input`: what is typed. */
function officeProcess(args: string[], settings: Record<string, string> = {}, input = '') {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATA_DIR: folder, ...settings };
  const script = join(projectRoot, 'dist/scripts/office.js');
  return new Promise<Said>((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env, cwd: folder }, (error, out, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, errors }),
    );
    // Some end before they have read anything.
    child.stdin!.on('error', () => {});
    child.stdin!.end(input);
  });
}

/** The same within this process: one of its own takes a second and more, most of it to load what is here already. */
async function office(args: string[], settings: Record<string, string> = {}): Promise<Said> {
  const said = { out: '', errors: '' };
  const { env, exitCode } = process;
  const keep = (as: keyof typeof said) => (text: unknown) => {
    said[as] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(keep('errors'));
  process.env = { DATA_DIR: folder, ...settings };
  process.exitCode = undefined;
  try {
    await runOffice(args);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    vi.restoreAllMocks();
    process.env = env;
    process.exitCode = exitCode;
  }
}

const bot = { MicrosoftAppId: '11111111-2222-4333-8444-555555555555', MicrosoftAppPassword: 'secret' };
const reachable = { PUBLIC_URL: 'https://office.example.com' };

describe('office check', () => {
  it('says what a correct office file holds', async () => {
    const { code, out } = await officeProcess(['check']);
    expect(code).toBe(0);
    expect(out).toContain(
      'In order: 7 people, 2 teams, 7 categories, 1 department, 1 role, 9 places, 1 budget, 1 roster.\n',
    );
  });

  it('warns of a calendar that knows no holidays, by now or at all', async () => {
    const example = await readFile(join(projectRoot, 'office.example.yaml'), 'utf8');
    const file = join(folder, 'qatar.yaml');
    await writeFile(file, example.replace('calendar: CN', 'calendar: QA'));
    const { code, errors } = await office(['check', file]);
    expect(code).toBe(0);
    expect(errors).toContain('Warning: Nothing is known of the public holidays of the calendar QA.');
    await writeFile(file, example.replace('calendar: CN', 'calendar: DE'));
    expect((await office(['check', file])).errors).not.toContain('Warning');
  });

  it('lists every mistake with its place, and no trace', async () => {
    const example = await readFile(join(projectRoot, 'office.example.yaml'), 'utf8');
    const file = join(folder, 'office.yaml');
    await writeFile(file, example.replace('lead: zhao.lei@', 'lead: zhao.leo@').replace('CNY', 'Yuan'));
    const { code, errors } = await officeProcess(['check', file]);
    expect(code).toBe(1);
    expect(errors).toMatch(/teams\.facilities\.lead.*zhao\.leo@harbour\.example/);
    expect(errors).toMatch(/organisation\.currency/);
    expect(errors).not.toMatch(/\bat .*\.js:/);
  });

  it('reports wrong settings and a missing file in words', async () => {
    const wrong = await office(['check'], { PORT: 'many' });
    expect(wrong).toMatchObject({ code: 1, errors: expect.stringContaining('PORT') });
    const missing = await office(['check', 'nowhere.yaml']);
    expect(missing).toMatchObject({ code: 1, errors: expect.stringContaining('there is no such file') });
  });
});

describe('office approve-simulate', () => {
  const simulate = (...args: string[]) =>
    office(['approve-simulate', ...args], {
      DATABASE_URL: migrated,
      OFFICE_CONFIG: join(projectRoot, 'office.example.yaml'),
    });
  const purchase = ['purchase', '--as', 'li.wei@harbour.example', '--set', 'item=Chairs'];

  it('says who would be asked, in order, and why', async () => {
    const { code, out } = await simulate(...purchase, '--set', 'amount=6000');
    expect(code).toBe(0);
    expect(out).toMatch(/^Rule 1 of \d+ applies: /);
    expect(out).toMatch(/^1\. the manager: 张敏/m);
    expect(out).toContain('Omar Haddad');
    const small = await simulate(...purchase, '--set', 'amount=10');
    expect(small.out).not.toMatch(/^2\. team finance/m);
  });

  it('says what it does not know', async () => {
    expect(await simulate('nothing', '--as', 'li.wei@harbour.example')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('there is no category nothing'),
    });
    expect((await simulate(...purchase, '--set', 'cost=1')).errors).toContain('has no field cost');
    expect((await simulate(...purchase, '--set', 'amount=much')).errors).toContain('much is none');
    expect((await simulate('purchase', '--as', 'x@y.example')).errors).toContain('nobody in the office file');
  });
});

describe('office audit verify', () => {
  it('prints a digest, and says whether an expected one still holds', async () => {
    const settings = { DATABASE_URL: migrated };
    const { code, out } = await office(['audit', 'verify'], settings);
    expect(code).toBe(0);
    expect(out).toContain('Checked 0 decisions on 0 subjects: no faults.');
    const digest = /Digest: (\S+)/.exec(out)![1]!;
    expect((await office(['audit', 'verify', '--expect', digest], settings)).code).toBe(0);
    expect((await office(['audit', 'verify', '--expect', `${digest}0`], settings)).code).toBe(1);
  });
});

describe('office with a database', () => {
  it('migrates once, and then has nothing to do', async () => {
    const url = await createDatabase(defaultBackend);
    const first = await office(['migrate'], { DATABASE_URL: url });
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^Applied: \d{14}_init/) });
    const second = await office(['migrate'], { DATABASE_URL: url });
    expect(second).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to do/) });
    await dropDatabase(defaultBackend, url);
  });

  it('says when no server answers', async () => {
    const { code, errors } = await office(['migrate'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(errors).toContain('the database cannot be used');
  });

  it('prints a link for somebody of the office only', async () => {
    const settings = { DATABASE_URL: migrated, ...reachable };
    const link = await office(['link', 'Li.Wei@harbour.example'], settings);
    expect(link.out).toMatch(/^https:\/\/office\.example\.com\/sign-in\?key=[\w-]{43}\n$/);
    const stranger = await office(['link', 'nobody@harbour.example'], settings);
    expect(stranger).toMatchObject({
      code: 1,
      out: '',
      errors: expect.stringContaining('nobody in the office'),
    });
  });

  it('files the samples in the demo office, and in no other', async () => {
    const filed = await officeProcess(['demo'], { DATABASE_URL: migrated });
    expect(filed).toMatchObject({ code: 0, out: 'Filed 4 requests.\n' });
    const client = new pg.Client({ connectionString: migrated });
    await client.connect();
    const { rows } = await client.query('SELECT count(*)::int AS count FROM "Request"');
    await client.end();
    expect(rows).toEqual([{ count: 4 }]);
    const real = { DATABASE_URL: migrated, OFFICE_CONFIG: join(projectRoot, 'office.example.yaml') };
    expect(await office(['demo'], real)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('demo office'),
    });
  });
});

describe('office apply', () => {
  it('shows what changes, asks, applies, and refuses what would orphan requests', async () => {
    const url = await createDatabase(defaultBackend, inject('templateDatabase'));
    const example = await readFile(join(projectRoot, 'office.example.yaml'), 'utf8');
    const file = join(folder, 'applied.yaml');
    const apply = async (text: string, options: string[] = [], input = '') => {
      await writeFile(file, text);
      const settings = { DATABASE_URL: url, OFFICE_CONFIG: file };
      const asks = !options.some((option) => option === '--check' || option === '--yes');
      return asks
        ? officeProcess(['apply', ...options], settings, input)
        : office(['apply', ...options], settings);
    };
    const renamed = (name: string) => example.replace('en: Harbour Works', `en: ${name}`);
    // The sample requests are filed in the office of the example.
    expect((await office(['demo'], { DATABASE_URL: url })).code).toBe(0);

    const [checked, declined, unanswered] = await Promise.all([
      apply(renamed('Pier Works'), ['--check']),
      apply(renamed('Pier Works'), [], 'n\n'),
      apply(renamed('Pier Works')),
    ]);
    expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('Pier Works') });
    expect(checked.out).not.toMatch(/Apply this|Applied/);
    expect(declined).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was applied.') });
    expect(unanswered).toMatchObject({ code: 1, errors: expect.stringContaining('add --yes') });
    const agreed = await apply(renamed('Pier Works'), [], 'y\n');
    expect(agreed).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Apply this[\s\S]*Applied as version/),
    });
    const unasked = await apply(renamed('Quay Works'), ['--yes']);
    expect(unasked).toMatchObject({ code: 0, out: expect.stringContaining('Applied as version') });
    expect(unasked.out).not.toContain('Apply this');

    const orphaning = await apply(example.replace('\n  repair:', '\n  mending:'), ['--yes']);
    expect(orphaning).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Refused: [\s\S]*category repair is gone: #\d/),
    });
    await dropDatabase(defaultBackend, url);
  });
});

describe('office manifest', () => {
  it('slack: over HTTP by the public address, or in Socket Mode', async () => {
    const { out } = await office(['manifest', 'slack'], reachable);
    expect(JSON.parse(out).settings).toMatchObject({
      interactivity: { request_url: 'https://office.example.com/slack/events' },
      socket_mode_enabled: false,
    });
    const socket = JSON.parse((await office(['manifest', 'slack', '--socket-mode'])).out);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('http');
    const local = await office(['manifest', 'slack']);
    expect(local).toMatchObject({ code: 1, out: '', errors: expect.stringContaining('--socket-mode') });
  });

  it('teams: as one zip with both languages and both icons', async () => {
    const file = join(folder, 'teams.zip');
    const { code, out } = await office(['manifest', 'teams', '--output', file], { ...bot, ...reachable });
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(file) });
    const zip = unzipSync(await readFile(file));
    expect(Object.keys(zip).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'zh-CN.json']);
    expect(JSON.parse(strFromU8(zip['manifest.json']!))).toMatchObject({ id: bot.MicrosoftAppId });
    expect(sizeOf(zip['color.png']!)).toEqual([192, 192]);
    expect(sizeOf(zip['outline.png']!)).toEqual([32, 32]);
  });

  it('teams: says what is missing', async () => {
    expect((await office(['manifest', 'teams'], reachable)).errors).toContain('MicrosoftAppId is not set');
    expect((await office(['manifest', 'teams'], bot)).errors).toContain(
      'PUBLIC_URL is http://localhost:3000',
    );
    const nowhere = await office(['manifest', 'teams', '-o', 'no/such/folder.zip'], { ...bot, ...reachable });
    expect(nowhere).toMatchObject({ code: 1, errors: expect.stringContaining('cannot write') });
  });
});

it('names what it does not know, and what there is', async () => {
  expect(await officeProcess(['mnaifest'])).toMatchObject({
    code: 1,
    errors: expect.stringContaining('manifest'),
  });
  const help = await officeProcess(['--help']);
  for (const command of ['check', 'migrate', 'link', 'demo', 'manifest']) expect(help.out).toContain(command);
});

/** Width and height of a PNG, from its header. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}
