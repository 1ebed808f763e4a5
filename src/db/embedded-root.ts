import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { chown, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { QuartermasterError } from '../core/errors.ts';
import { enterableFolder, nativeFolder } from './embedded-binaries.ts';

/** Runs one of Postgres's programs on a folder. */
export interface Programs {
  /** The user who owns the database's files; undefined where that is simply ourselves. */
  readonly owner: number | undefined;
  /**
   * @param folder where the program works; `args` gets the path by which the program itself reaches it.
   * Its standard error is a pipe. It leads its own process group: a Ctrl-C at the terminal is for us alone.
   */
  run(
    program: 'initdb' | 'postgres',
    folder: string,
    args: (path: string) => string[],
  ): Promise<ChildProcess>;
}

/**
 * Finds Postgres's programs and how to run them. Postgres refuses to be root, so root runs it as another user,
 * who needs no way to the folder: we open it and hand it down, and `/proc/self/fd/3` leads there whatever the
 * folders above allow. The files stay where they belong.
 * @param existing a folder of an earlier run, whose owner is kept.
 * @throws QuartermasterError `config` when this machine cannot.
 */
export async function findPrograms(existing: string): Promise<Programs> {
  const native = await nativeFolder();
  if (process.getuid?.() !== 0) {
    return {
      owner: undefined,
      run: async (program, folder, args) => start(join(native, 'bin', program), args(folder)),
    };
  }
  if (process.platform !== 'linux') {
    throw new QuartermasterError(
      'config',
      'Postgres refuses to run as root: start Quartermaster as an ordinary user, or set DATABASE_URL',
    );
  }
  const bin = join(await enterableFolder(native), 'bin');
  const { uid, gid } = (await ownerOf(existing)) ?? (await ordinaryUser());
  return {
    owner: uid,
    async run(program, folder, args) {
      await chown(folder, uid, gid);
      const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
      try {
        return await start(join(bin, program), args('/proc/self/fd/3'), { uid, gid, inherit: handle.fd });
      } finally {
        await handle.close();
      }
    },
  };
}

async function start(
  file: string,
  args: string[],
  as?: { uid: number; gid: number; inherit: number },
): Promise<ChildProcess> {
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe'];
  if (as) stdio.push(as.inherit);
  // Nothing of our environment: PG* variables would change what Postgres does, and secrets are not its business.
  const env = { LC_ALL: 'C', PATH: process.env.PATH };
  const child = spawn(file, args, { stdio, env, cwd: '/', detached: true, uid: as?.uid, gid: as?.gid });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      const advice = 'start Quartermaster as an ordinary user, or set DATABASE_URL to a Postgres server';
      reject(new QuartermasterError('config', `${file} cannot be run here: ${advice}`, { cause }));
    });
  });
  return child;
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? found : undefined;
}

/** initdb insists on a user with a name: a system's own for Postgres, else its nobody. */
async function ordinaryUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) {
    throw new QuartermasterError(
      'config',
      'Postgres refuses to run as root, and this system has neither a user "postgres" nor "nobody": ' +
        'add one, start Quartermaster as an ordinary user, or set DATABASE_URL',
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
