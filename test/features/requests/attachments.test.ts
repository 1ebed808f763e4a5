import { describe, expect, it } from 'vitest';
import type { Reader, World } from '../../../src/engine/context.ts';
import { attach, fileIdsIn, filesBlock } from '../../../src/features/requests/files/attachments.ts';
import type { RequestFile } from '../../../src/features/requests/files/request-file.ts';
import { checkCard } from '../../views/platforms.ts';

const world = { publicUrl: 'https://office.example' } as World;
const reader: Reader = { locale: 'en', timezone: 'UTC' };
const file = (n: number, more: Partial<RequestFile> = {}): RequestFile => ({
  id: `fil_${n}`,
  name: `${n}.png`,
  size: 2048,
  contentType: 'image/png',
  state: 'stored',
  phase: 'filing',
  internal: false,
  ...more,
});
const shown = (files: RequestFile[], forTeam = false) => filesBlock({ files }, { forTeam }, reader, world);
const linksIn = (files: RequestFile[], forTeam = false) =>
  shown(files, forTeam).flatMap((block) => (block.kind === 'files' ? block.files : []));

describe('the files on a request’s card', () => {
  it('are links with their size, and pictures where a browser may show them', () => {
    expect(
      linksIn([file(1), file(2, { contentType: 'application/pdf' }), file(3, { contentType: 'image/heic' })]),
    ).toEqual([
      { id: 'fil_1', name: '1.png', detail: '2 KB', url: 'https://office.example/files/fil_1', image: true },
      { id: 'fil_2', name: '2.png', detail: '2 KB', url: 'https://office.example/files/fil_2' },
      { id: 'fil_3', name: '3.png', detail: '2 KB', url: 'https://office.example/files/fil_3' },
    ]);
  });

  it('say what becomes of them', () => {
    const details = linksIn([
      file(1, { state: 'pending', size: 0 }),
      file(2, { state: 'failed' }),
      file(3, { phase: 'completion' }),
    ]);
    expect(details.map(({ detail, url }) => [detail, url !== undefined])).toEqual([
      ['being fetched', true],
      ['could not be kept', false],
      ['2 KB · of the finished work', true],
    ]);
  });

  it('those for the team alone are on the team’s card only', () => {
    const files = [file(1, { internal: true })];
    expect(shown(files)).toEqual([]);
    expect(linksIn(files, true)).toEqual([expect.objectContaining({ detail: '2 KB · for the team only' })]);
  });

  it('are the newest ten, however many there are, and fit every platform', () => {
    const files = Array.from({ length: 200 }, (_, n) => file(n, { name: `${'长'.repeat(110)}${n}.png` }));
    const blocks = shown(files);
    expect(linksIn(files).map(({ id }) => id)).toEqual(files.slice(-10).map(({ id }) => id));
    expect(JSON.stringify(blocks)).toContain('and 190 earlier files');
    expect(() => checkCard({ summary: 's', title: '#1', blocks })).not.toThrow();
  });
});

describe('files are put to a request', () => {
  it('once each, and ten at a time', () => {
    const at = new Date();
    const ids = [...Array.from({ length: 12 }, (_, n) => `fil_${n}`), 'fil_0'];
    const [write] = attach('req_1', ids, { phase: 'completion', at });
    expect(write).toMatchObject({ kind: 'insert', table: 'RequestFile' });
    expect(write?.kind === 'insert' && write.rows.map(({ fileId }) => fileId)).toEqual(ids.slice(0, 10));
    expect(attach('req_1', [], { phase: 'filing', at })).toEqual([]);
  });

  it('by the value of a field', () => {
    expect(fileIdsIn(['fil_1', 'fil_2'])).toEqual(['fil_1', 'fil_2']);
    expect([fileIdsIn(null), fileIdsIn(undefined), fileIdsIn('fil_1')]).toEqual([[], [], []]);
  });
});
