import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { EventNames } from '../../src/anonymity/event-names.ts';
import { Keyring } from '../../src/anonymity/keyring.ts';

describe('the names of handled events', () => {
  let folder: string;
  let now: Date;
  const process = () => new EventNames(new Keyring(folder), { now: () => now });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keys-'));
    now = new Date('2026-11-23T12:00:00Z');
  });

  it('are the same for a repeat, in whichever process, and others for another event', async () => {
    const first = await process().of('teams:submit:1');
    expect(first).toHaveLength(1);
    expect(await process().of('teams:submit:1')).toEqual(first);
    expect(await process().of('teams:submit:2')).not.toEqual(first);
  });

  it('cannot be found by trying without the key', async () => {
    const [name] = await process().of('teams:submit:1');
    folder = await mkdtemp(join(tmpdir(), 'keys-'));
    expect(await process().of('teams:submit:1')).not.toContain(name);
    expect(name).not.toContain('submit');
  });

  it('know a repeat that comes after midnight', async () => {
    now = new Date('2026-11-23T23:59:59Z');
    const [before] = await process().of('teams:submit:1');
    now = new Date('2026-11-24T00:30:00Z');
    expect(await process().of('teams:submit:1')).toContain(before);
    now = new Date('2026-11-24T01:00:00Z');
    expect(await process().of('teams:submit:1')).not.toContain(before);
  });

  it('lose their key on the second day after: then nobody can try', async () => {
    const names = process();
    const [before] = await names.of('teams:submit:1');
    now = new Date('2026-11-24T12:00:00Z');
    await names.of('teams:submit:2');
    expect(await new Keyring(folder).ids()).toEqual(['events-2026-11-23', 'events-2026-11-24']);
    now = new Date('2026-11-25T12:00:00Z');
    await names.of('teams:submit:3');
    expect(await new Keyring(folder).ids()).toEqual(['events-2026-11-24', 'events-2026-11-25']);
    now = new Date('2026-11-23T13:00:00Z');
    expect(await process().of('teams:submit:1')).not.toContain(before);
  });
});
