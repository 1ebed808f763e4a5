import { mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import { FileStore } from '../../src/files/store.ts';
import { cleanName, shownSize } from '../../src/files/types.ts';
import { samples } from '../helpers/files.ts';

describe('what is kept on disk', () => {
  let folder: string;
  let store: FileStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartermaster-files-'));
    store = new FileStore({ folder, maxBytes: 100_000 });
  });
  const everything = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());

  const taken = [
    ['photo.png', samples.png, 'image/png'],
    ['a picture without an ending', samples.png, 'image/png'],
    ['renamed by a phone.jpg', samples.png, 'image/png'],
    ['photo.jpeg', samples.jpeg, 'image/jpeg'],
    ['moving.gif', samples.gif, 'image/gif'],
    ['photo.webp', samples.webp, 'image/webp'],
    ['IMG_0001.HEIC', samples.heic, 'image/heic'],
    ['offer.pdf', samples.pdf, 'application/pdf'],
    ['list.xlsx', samples.xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['old.xls', samples.cfb, 'application/vnd.ms-excel'],
    ['notes.txt', Buffer.from('空调漏水\n'), 'text/plain'],
    ['from Windows.csv', Buffer.from([0xbf, 0xd5, 0xb5, 0xf7, 0x2c, 0x31, 0x0a]), 'text/plain'],
  ] as const;
  for (const [name, bytes, contentType] of taken)
    it(`${name} is taken as ${contentType}`, async () => {
      const id = newId('fil');
      const kept = await store.keep(id, name, Readable.from([bytes]));
      expect(kept).toMatchObject({
        contentType,
        size: bytes.length,
        sha256: expect.stringMatching(/^[\da-f]{64}$/),
      });
      expect(await buffer(store.read(id))).toEqual(Buffer.from(bytes));
    });

  const refused = [
    ['a program named as a picture', 'photo.png', samples.exe, 'wrongType'],
    ['a program', 'setup.exe', samples.exe, 'wrongType'],
    ['a picture named as a program', 'photo.exe', samples.png, 'wrongType'],
    ['an installer named as a document', 'setup.msi', samples.cfb, 'wrongType'],
    ['a drawing that can hold a script', 'drawing.svg', Buffer.from('<svg onload="alert(1)"/>'), 'wrongType'],
    ['a page', 'page.html', Buffer.from('<script>alert(1)</script>'), 'wrongType'],
    ['a picture that is only called so', 'photo.png', Buffer.from('not a picture'), 'wrongType'],
    ['an archive', 'all.zip', samples.zip, 'wrongType'],
    ['noise named as text', 'notes.txt', Buffer.from([1, 2, 3, 0, 5]), 'wrongType'],
    ['nothing', 'empty.txt', Buffer.alloc(0), 'empty'],
    ['too much', 'big.txt', Buffer.alloc(100_001, 'a'), 'tooLarge'],
  ] as const;
  for (const [what, name, bytes, problem] of refused)
    it(`${what} is refused, and nothing of it stays`, async () => {
      const keeping = store.keep(newId('fil'), name, Readable.from([bytes]));
      await expect(keeping).rejects.toMatchObject({ problem, permanent: true });
      expect(await everything()).toEqual([]);
    });

  it('what is too large is refused while it comes: its end is never asked for', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(10_000, 'a');
      }
    }
    await expect(store.keep(newId('fil'), 'a.txt', Readable.from(endless()))).rejects.toMatchObject({
      problem: 'tooLarge',
    });
    expect(given).toBeLessThan(60);
  });

  it('what breaks off leaves nothing', async () => {
    async function* broken() {
      yield samples.png;
      throw new Error('the line is dead');
    }
    await expect(store.keep(newId('fil'), 'a.png', Readable.from(broken()))).rejects.toThrow(
      'the line is dead',
    );
    expect(await everything()).toEqual([]);
  });

  it('an id from outside reaches nothing but files of ours', async () => {
    const outside = join(folder, '..', 'outside.txt');
    await writeFile(outside, 'secret');
    for (const id of [
      '../outside.txt',
      'fil_../../outside.txt',
      '',
      'fil_',
      '/etc/passwd',
      'fil_a\0bcdefghijk',
    ])
      expect(() => store.read(id), id).toThrow('not the id of a file');
    expect(await readFile(outside, 'utf8')).toBe('secret');
  });

  it('the same file can be kept again, and removed twice', async () => {
    const id = newId('fil');
    await store.keep(id, 'a.png', Readable.from([samples.png]));
    await store.keep(id, 'a.png', Readable.from([samples.png]));
    expect(await everything()).toHaveLength(1);
    await store.remove(id);
    await store.remove(id);
    expect(await everything()).toEqual([]);
  });

  it('what a process left behind in the middle goes after an hour', async () => {
    await store.keep(newId('fil'), 'a.png', Readable.from([samples.png]));
    const left = join(folder, 'incoming', 'tmp_old');
    await writeFile(left, 'half');
    const now = new Date();
    await store.removeAbandoned(now);
    expect(await everything()).toHaveLength(2);
    const old = new Date(now.getTime() - 2 * 3600_000);
    await utimes(left, old, old);
    await store.removeAbandoned(now);
    expect(await everything()).toHaveLength(1);
  });
});

describe('names', () => {
  const cases = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\li\\空调.png', '空调.png'],
    ['..', 'file'],
    ['.bashrc', 'bashrc'],
    ['', 'file'],
    ['a\nb\u0000\u202Egnp.exe', 'abgnp.exe'],
    ['=HYPERLINK("x").csv', '=HYPERLINK("x").csv'],
  ] as const;
  for (const [given, shown] of cases)
    it(`${JSON.stringify(given)} is shown as ${shown}`, () => expect(cleanName(given)).toBe(shown));

  it('whatever comes, a name is one visible line without folders, and keeps its ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleanName(given);
        expect(name).toMatch(/^[^\\/\p{Cc}\p{Cf}]+$/u);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(cleanName(name)).toBe(name);
      }),
    );
    expect(cleanName(`${'长'.repeat(300)}.xlsx`)).toMatch(/^长+….xlsx$/u);
  });

  it('sizes are short', () => {
    expect([1, 1024, 5_000, 999 * 1024, 2.4 * 1024 * 1024, 10 * 1024 * 1024].map(shownSize)).toEqual([
      '1 KB',
      '1 KB',
      '5 KB',
      '999 KB',
      '2.4 MB',
      '10 MB',
    ]);
  });
});
