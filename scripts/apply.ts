import { createInterface } from 'node:readline';
import { compareOffices } from '../src/config/compare-offices.ts';
import { type Office, parseOffice, readOfficeFile } from '../src/config/office.ts';
import { systemClock } from '../src/core/clock.ts';
import { hasCode, QuartermasterError } from '../src/core/errors.ts';
import type { Database } from '../src/db/client.ts';
import { digest, lastVersion, storeVersion } from '../src/directory/current-office.ts';
import { Directory } from '../src/directory/directory.ts';
import { reasonText, rosterEffects } from '../src/features/duty/index.ts';
import { findOrphans } from '../src/features/requests/index.ts';

export interface ApplyOptions {
  /** Do not ask before applying. */
  yes?: boolean;
  /** Only show what would change. */
  check?: boolean;
}

/**
 * Shows what a changed office file changes, refuses what would orphan open requests, asks, and makes it the office that
 * every running process goes by.
 * @param officeFile what the processes read at their next start: another file has to be put there.
 * @throws QuartermasterError 'config' for a file with mistakes, 'refused' for orphans; nothing is applied then.
 */
export async function applyOffice(
  database: Database,
  file: string,
  { yes, check, officeFile }: ApplyOptions & { officeFile: string },
  out: (text: string) => void,
): Promise<void> {
  const { office, text } = await readOfficeFile(file);
  const last = await lastVersion(database);
  if (last?.sha256 === digest(text)) return out('Nothing to do: this is the office that is applied.');
  const before = last && readable(last.text);
  const changes = compareOffices(before, office);
  if (before === undefined) out('No office was applied before: everything is new.');
  else if (changes.length === 0) out('Nothing changes but the way the file is written.');
  for (const { part, lines } of changes) out([part, ...lines.map((line) => `  ${line}`)].join('\n'));
  await showRosters(database, before, office, out);
  await refuseOrphans(database, before, office);
  if (check) return;
  if (!yes && !(await agreed())) return out('Nothing was applied.');
  // Both may have changed while somebody read.
  if ((await lastVersion(database))?.sequence !== last?.sequence)
    throw new QuartermasterError('refused', 'Somebody else has applied an office meanwhile: run this again.');
  await refuseOrphans(database, before, office);
  const sequence = await storeVersion(database, text, systemClock.now());
  out(`Applied as version ${sequence}. Running processes go over to it within seconds.`);
  if (file !== officeFile)
    out(`The next start reads ${officeFile}: write this office there too, or it is undone then.`);
}

/** How good each roster that changes is before and after, with the reasons, and whose shifts it changes. */
async function showRosters(
  database: Database,
  before: Office | undefined,
  office: Office,
  out: (text: string) => void,
): Promise<void> {
  const directory = await Directory.preview(database, office);
  const world = { database, office, directory, clock: systemClock, publicUrl: '' };
  const reader = { locale: 'en', timezone: office.organisation.timezone } as const;
  for (const effect of await rosterEffects(world, before)) {
    const { id, after, affects } = effect;
    const scores = [effect.before, after].map((quality) => quality?.score ?? 'none').join(' → ');
    const people = affects.length > 0 ? affects.join(', ') : 'nobody';
    out(
      [
        after ? `Roster ${id}: quality ${scores} of 100` : `Roster ${id}: ends`,
        ...(after?.reasons ?? []).map((reason) => `  ${reasonText(reason, reader, world)}`),
        `  changes the shifts of: ${people}`,
      ].join('\n'),
    );
  }
}

/** What an older or newer Quartermaster has applied may not be readable here. */
function readable(text: string): Office | undefined {
  try {
    return parseOffice(text, 'the applied office');
  } catch (error) {
    if (!hasCode(error, 'config')) throw error;
    return undefined;
  }
}

async function refuseOrphans(database: Database, before: Office | undefined, after: Office): Promise<void> {
  const orphans = await findOrphans(database, before, after);
  if (orphans.length === 0) return;
  const lines = orphans.map(
    ({ reason, numbers }) => `  ${reason}: ${numbers.map((n) => `#${n}`).join(', ')}`,
  );
  throw new QuartermasterError(
    'refused',
    [
      'Refused: open requests would be orphaned. Finish, cancel or hand them over first.',
      ...lines,
      'Nothing was applied.',
    ].join('\n'),
  );
}

/** Asks whoever runs this. @throws QuartermasterError 'refused' where the input ends without an answer. */
async function agreed(): Promise<boolean> {
  process.stdout.write('Apply this? [y/N] ');
  for await (const answer of createInterface({ input: process.stdin }))
    return /^y(es)?$/i.test(answer.trim());
  throw new QuartermasterError('refused', 'Nobody is here to be asked: add --yes to apply this.');
}
