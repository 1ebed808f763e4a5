import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Keyring } from '../../src/anonymity/keyring.ts';

describe('the keyring', () => {
  let folder: string;
  let keyring: Keyring;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'keys-')), 'keys');
    keyring = new Keyring(folder);
  });

  it('makes a key once, and finds the same one', async () => {
    const key = await keyring.make('rnd_1');
    expect(key).toHaveLength(32);
    expect(await keyring.make('rnd_1')).toEqual(key);
    expect(await new Keyring(folder).find('rnd_1')).toEqual(key);
    expect(await keyring.make('rnd_2')).not.toEqual(key);
  });

  it('gives all who make one at once the same, and leaves nothing else behind', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => new Keyring(folder).make('rnd_1')));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['rnd_1']);
  });

  it('is for its owner alone', async () => {
    await keyring.make('rnd_1');
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'rnd_1'))).mode & 0o077).toBe(0);
  });

  it('destroys a key for good, also twice', async () => {
    const key = await keyring.make('rnd_1');
    await keyring.destroy('rnd_1');
    await keyring.destroy('rnd_1');
    expect(await keyring.find('rnd_1')).toBeUndefined();
    expect(await keyring.ids()).toEqual([]);
    expect(await keyring.make('rnd_1')).not.toEqual(key);
  });

  it('knows the keys that there are, and no drafts', async () => {
    expect(await keyring.ids()).toEqual([]);
    await keyring.make('rnd_1');
    await writeFile(join(folder, 'rnd_2.0123456789ab'), 'half');
    expect(await keyring.ids()).toEqual(['rnd_1']);
  });

  it.each(['../rnd', 'a/b', '', 'a.b', 'x'.repeat(101)])('refuses the name "%s"', async (id) => {
    await expect(keyring.make(id)).rejects.toMatchObject({ code: 'internal' });
    await expect(keyring.find(id)).rejects.toMatchObject({ code: 'internal' });
  });
});
