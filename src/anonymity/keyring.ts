import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuartermasterError } from '../core/errors.ts';

/** 256 random bits. */
export type Key = Buffer;

const nameOf = (id: string) => {
  if (!/^[\w-]{1,100}$/.test(id)) throw new QuartermasterError('internal', 'this cannot name a key');
  return id;
};

/**
 * The keys that keep people and what they said apart. Each is a file of its own outside of the database, for its owner
 * alone, so that no dump, backup or log of the database opens anything; and each is destroyed when what it sealed has
 * been counted. Processes that serve one office share the folder.
 */
export class Keyring {
  constructor(private readonly folder: string) {}

  /** Makes the key of something that begins; the same one where it has been made before. */
  async make(id: string): Promise<Key> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, nameOf(id));
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    // Two processes that begin at once agree: the first one's file stays, and nobody ever reads half of one.
    await link(draft, file)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      })
      .finally(() => rm(draft, { force: true }));
    const key = await this.find(id);
    if (key === undefined) throw new QuartermasterError('internal', 'a key is gone that was just made');
    return key;
  }

  /** Undefined: it was destroyed, or lost. */
  async find(id: string): Promise<Key | undefined> {
    const text = await readFile(join(this.folder, nameOf(id)), 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      },
    );
    return text === undefined ? undefined : Buffer.from(text, 'base64url');
  }

  /** Destroys a key, and with it all that was sealed with it. */
  async destroy(id: string): Promise<void> {
    await rm(join(this.folder, nameOf(id)), { force: true });
  }

  /** The ids of all keys that there are. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => !name.includes('.'));
  }
}
