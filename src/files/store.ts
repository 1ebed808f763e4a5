import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { QuartermasterError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { judge } from './types.ts';

/** Why a file was not taken. */
export type FileProblem = 'tooLarge' | 'wrongType' | 'empty';

/** A file that was not taken: trying again cannot help. */
export class FileRefused extends QuartermasterError {
  constructor(readonly problem: FileProblem) {
    super('refused', `a file was not taken: ${problem}`, { permanent: true });
    this.name = 'FileRefused';
  }
}

export interface StoredFile {
  /** In bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
  /** By its bytes, not by what was said of it. */
  contentType: string;
}

export interface FileStoreOptions {
  /** Absolute. Made when the first file comes. */
  folder: string;
  /** The largest file, in bytes. Default 10 MB. */
  maxBytes?: number | undefined;
}

export const defaultMaxBytes = 10 * 1024 * 1024;
const idPattern = /^fil_[0-9a-z]{10,40}$/;
/** A file that is still being received is no older than this, in milliseconds. */
const abandonedAfterMs = 3600_000;

/** Files on disk, each under its id. Names from outside are never part of a path. */
export class FileStore {
  readonly maxBytes: number;
  private readonly folder: string;

  constructor({ folder, maxBytes = defaultMaxBytes }: FileStoreOptions) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a file in: size checked while it comes, type by its bytes, on the disk for good when this resolves.
   * @param name as it will be shown: it has to agree with the bytes.
   * @throws FileRefused, or what `content` throws; nothing is left behind then.
   */
  async keep(id: string, name: string, content: Readable): Promise<StoredFile> {
    const path = this.pathOf(id);
    const incoming = join(this.folder, 'incoming', newId('tmp'));
    await mkdir(dirname(incoming), { recursive: true });
    try {
      const { size, sha256 } = await this.receive(incoming, content);
      const sniffed = (await fileTypeFromFile(incoming))?.mime;
      const kind = judge(name, sniffed, sniffed === undefined && (await isPlainText(incoming)));
      if (kind === undefined) throw new FileRefused('wrongType');
      await mkdir(dirname(path), { recursive: true });
      await rename(incoming, path);
      // Else a power cut could take the name away although the bytes are there.
      await flush(dirname(path));
      return { size, sha256, contentType: kind.contentType };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  /** The bytes of a file that was kept. The stream fails where there is none. */
  read(id: string): Readable {
    return createReadStream(this.pathOf(id));
  }

  /** Takes a file off the disk; it is no error where there is none. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Removes what began to come and was never finished: a process that ended in the middle leaves it. */
  async removeAbandoned(now: Date): Promise<void> {
    const folder = join(this.folder, 'incoming');
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const known = await stat(path).catch(() => undefined);
      if (known && now.getTime() - known.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
    }
  }

  private async receive(path: string, content: Readable): Promise<{ size: number; sha256: string }> {
    const { maxBytes } = this;
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > maxBytes) return done(new FileRefused('tooLarge'));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    // `flush`: the bytes are on the disk before the stream ends.
    await pipeline(content, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
    if (size === 0) throw new FileRefused('empty');
    return { size, sha256: hash.digest('hex') };
  }

  private pathOf(id: string): string {
    if (!idPattern.test(id)) throw new QuartermasterError('invalid', 'this is not the id of a file');
    // The end of an id is random: so many folders hold about equally much.
    return join(this.folder, id.slice(-2), id);
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  // Windows cannot flush a folder, and need not.
  await handle.sync().catch(() => {});
  await handle.close();
}

const looksAt = 64 * 1024;

/** Whether the beginning reads as text, in UTF-8 or as Chinese Windows writes it. */
async function isPlainText(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(looksAt), 0, looksAt, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
      return false;
    return ['utf-8', 'gb18030'].some((encoding) => {
      try {
        // `stream`: what is cut off at the end is no fault.
        new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
        return true;
      } catch {
        return false;
      }
    });
  } finally {
    await handle.close();
  }
}
