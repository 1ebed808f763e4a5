import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { WebFile, WebFiles, WebUpload } from '../../../src/platform/web-files.ts';

/** The files of the page in memory: who uploaded one may open it. */
export class MemoryFiles implements WebFiles {
  readonly limits = { maxBytes: 1000, maxFiles: 3, accept: '.png,.txt' };
  readonly kept = new Map<string, { personId: string; name: string; bytes: Buffer }>();
  #count = 0;

  async keep({ personId, name, content }: WebUpload) {
    const bytes = await buffer(content);
    if (bytes.length > this.limits.maxBytes) return { name, problem: `${name} is too large.` };
    const id = `fil_memory${String(++this.#count).padStart(6, '0')}`;
    this.kept.set(id, { personId, name, bytes });
    return { id, name, size: bytes.length };
  }

  async open(id: string, personId: string): Promise<WebFile | undefined> {
    const file = this.kept.get(id);
    if (file?.personId !== personId) return undefined;
    const { name, bytes } = file;
    const safeImage = name.endsWith('.png');
    const contentType = safeImage ? 'image/png' : 'text/plain';
    return { name, contentType, size: bytes.length, safeImage, content: Readable.from([bytes]) };
  }
}
