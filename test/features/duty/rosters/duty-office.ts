import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../../src/core/paths.ts';
import { storeVersion } from '../../../../src/directory/current-office.ts';
import { type TestOffice, withoutRosters } from '../../../helpers/office.ts';

const of = (...names: string[]) => names.map((name) => `${name}@harbour.example`).join(', ');

/** The reception's rules: turns of a day from nine to nine, in order, each the backup of the one before. */
export const reception = (primary = ['zhao.lei', 'sun.fang', 'lin.yue']) => `
  reception:
    name: { en: Reception, zh-CN: 前台 }
    team: facilities
    start: 2026-11-02
    layers:
      - { role: primary, members: [${of(...primary)}], turn: 1d, at: "09:00" }
      - { role: backup, members: [${of('sun.fang', 'lin.yue', 'zhao.lei')}], turn: 1d, at: "09:00" }
    rest: 0m
`;

export const night = `
  night:
    name: { en: Night watch, zh-CN: 夜班 }
    team: facilities
    start: 2026-11-02
    layers:
      - { members: [${of('omar.haddad', 'li.wei')}], turn: 1w, at: "20:00", hours: { from: "20:00", to: "06:00" } }
`;

/** The demo office with these rosters; what is to be built goes to whoever is on duty at the reception. */
export async function officeText(...rosters: string[]): Promise<string> {
  const example = withoutRosters(await readFile(join(projectRoot, 'office.example.yaml'), 'utf8'));
  const assigned = example.replace(/^ +assign: byPlace$/m, '    assign: { onDuty: reception }');
  return rosters.length === 0 ? example : `${assigned}rosters:${rosters.join('')}`;
}

export async function officeFile(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-duty-')), 'office.yaml');
  await writeFile(file, text);
  return file;
}

/** Has every process go over to another office, and waits until a roster is as it should be by it. */
export async function applyText(office: TestOffice, text: string, now: Date, done: () => Promise<boolean>) {
  await storeVersion(office.app.database, text, now);
  await until(async () => {
    await office.app.engine.handleDueTimers();
    return done();
  });
}

/** Waits for something that another part of the process does by itself. */
export async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await done()); tries += 1) {
    if (tries === 400) throw new Error('it never came to pass');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
