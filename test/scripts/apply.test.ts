import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyOffice } from '../../scripts/apply.ts';
import { projectRoot } from '../../src/core/paths.ts';
import { digest } from '../../src/directory/current-office.ts';
import { startOffice, type TestOffice, withoutRosters } from '../helpers/office.ts';

const parking =
  '  parking: { name: { en: Parking, zh-CN: 停车 }, team: facilities, fields: [{ id: plate, type: text, label: Plate }] }\n';

describe('a changed office file', () => {
  let folder: string;
  let first: TestOffice;
  let second: TestOffice;
  let text: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartermaster-apply-'));
    file = join(folder, 'office.yaml');
    text = withoutRosters(await readFile(join(projectRoot, 'office.example.yaml'), 'utf8'));
    await writeFile(file, text);
    first = await startOffice({ settings: { OFFICE_CONFIG: file } });
    second = await startOffice({ settings: { OFFICE_CONFIG: file }, databaseUrl: first.databaseUrl });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await rm(folder, { recursive: true });
  });

  /** What `office apply` says of this text. */
  async function apply(changed: string, options: { yes?: boolean; check?: boolean } = { yes: true }) {
    const said: string[] = [];
    const changedFile = join(folder, 'changed.yaml');
    await writeFile(changedFile, changed);
    await applyOffice(first.app.database, changedFile, { ...options, officeFile: file }, (line) =>
      said.push(line),
    );
    return said.join('\n');
  }

  const versions = () => first.app.database.prisma.officeVersion.count();
  const withParking = () => text.replace('catalogue:\n', `catalogue:\n${parking}`);
  const titleIn = async (office: TestOffice, category: string) => {
    const ack = await office.as('li.wei').click('requests.file', category);
    return ack.kind === 'form' ? ack.form.title : undefined;
  };

  it('is shown before anything changes', async () => {
    const changed = withParking()
      .replace('name: 李伟', 'name: 李伟伟')
      .replace('type: paragraph, label: { en: Why,', 'type: text, label: { en: Why,')
      .replace('          lobby: { name: { en: Lobby, zh-CN: 大堂 } }\n', '')
      .replace(', default: lobby', '')
      .replace('amount: 200000', 'amount: 150000');
    expect(await apply(changed, { check: true })).toBe(
      [
        'People\n  ~ li.wei@harbour.example (李伟伟): name 李伟 → 李伟伟',
        'Places\n  - lobby (Lobby)',
        'Categories\n  ~ purchase (Purchase): fields (~reason: type paragraph → text)\n  ~ vehicles (Vehicle): fields (~from: default lobby → none)\n  + parking (Parking)',
        'Budgets\n  ~ sales purchase: amount 200000 → 150000',
      ].join('\n'),
    );
    expect(await versions()).toBe(1);
    expect(await apply(text)).toContain('Nothing to do');
  });

  it('says what becomes of rosters, and whom it concerns', async () => {
    const people = ['zhao.lei', 'sun.fang'].map((name) => `${name}@harbour.example`).join(', ');
    const rosters = `rosters: { desk: { name: Desk, team: facilities, start: 2026-11-02, layers: [{ members: [${people}] }] } }\n`;
    const said = await apply(`${text}${rosters}`, { check: true });
    expect(said).toMatch(/Roster desk: quality none → \d+ of 100/);
    expect(said).toContain('  changes the shifts of: 赵磊, 孙芳');
    expect(await versions()).toBe(1);
  });

  it('applies nothing where it has a mistake', async () => {
    await expect(apply(withParking().replace('team: facilities', 'team: nobody'))).rejects.toThrow(
      'there is no team',
    );
    expect(await versions()).toBe(1);
  });

  it('counts in every process without a restart', async () => {
    expect(await titleIn(second, 'parking')).toBeUndefined();
    expect(await apply(withParking())).toContain('Applied as version');
    for (const office of [first, second])
      await expect.poll(() => titleIn(office, 'parking'), { timeout: 20_000 }).toBe('停车');
    const ack = await second.as('li.wei').submit('requests.file', 'parking', { plate: '沪A12345' });
    expect(ack.kind).toBe('notice');
    await expect(first.request()).resolves.toMatchObject({ category: 'parking' });
  });

  it('is refused where it would orphan open requests, which are named', async () => {
    const { number } = await first.request();
    await expect(apply(text)).rejects.toThrow(`category parking is gone: #${number}`);
    const ofSun = withParking()
      .replace(
        'members: [zhao.lei@harbour.example, sun.fang@harbour.example]',
        'members: [zhao.lei@harbour.example]',
      )
      .replace('      sun.fang@harbour.example: [f1]\n', '');
    expect(await apply(ofSun, { check: true })).toContain('members');
    await second.as('sun.fang').click('requests.take', (await first.request()).id);
    await expect(apply(ofSun)).rejects.toThrow(
      `sun.fang@harbour.example is no longer a member of facilities: #${number}`,
    );
    await second.as('sun.fang').click('requests.release', (await first.request()).id);
    expect(await apply(ofSun)).toContain('Applied as version');
  });

  it('is found by the sweep where the notification was lost', async () => {
    const silent = withParking().replace('停车', '泊车');
    await first.app.database.pool.query(
      'INSERT INTO "OfficeVersion" ("sha256", "text", "appliedAt") VALUES ($1, $2, now())',
      [digest(silent), silent],
    );
    expect(await titleIn(second, 'parking')).toBe('停车');
    await expect.poll(() => titleIn(second, 'parking'), { timeout: 30_000 }).toBe('泊车');
  });

  it('is what the file says after a start, for every process', async () => {
    const third = await startOffice({ settings: { OFFICE_CONFIG: file }, databaseUrl: first.databaseUrl });
    expect(await titleIn(third, 'parking')).toBeUndefined();
    await third.stop();
    await expect.poll(() => titleIn(first, 'parking'), { timeout: 20_000 }).toBeUndefined();
  });
});
