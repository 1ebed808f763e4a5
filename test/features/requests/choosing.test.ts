import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import type { Context } from '../../../src/engine/context.ts';
import type { Outcome } from '../../../src/engine/feature.ts';
import {
  fileForm,
  fileFromSentence,
  openFileForm,
  openGroup,
  startFiling,
  startFilingAt,
} from '../../../src/features/requests/filing/filing.ts';
import { t } from '../../../src/i18n/translate.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { checkCard } from '../../views/platforms.ts';

const head = `organisation: { name: X, timezone: UTC, locale: en, currency: EUR, admins: [ann@x.y] }
people:
  - { email: ann@x.y, name: Ann, department: it }
  - { email: bob@x.y, name: Bob }
teams: { crew: { name: Crew, members: [bob@x.y] } }
places: { hq: { name: { en: HQ, zh-CN: 总部 }, places: { a3: { name: { en: 3F, zh-CN: 三楼 } } } } }
groups: { daily: { name: Daily, icon: ☀️ }, house: { name: House } }
catalogue:
`;
const place = 'fields: [{ id: where, type: place, label: Where }]';
const small = `${head}  lamp: { name: Lamp, team: crew, group: house, icon: 💡, help: It went out., ${place} }
  tea: { name: Tea, team: crew, group: daily, fields: [{ id: what, type: text, label: What }] }
  server: { name: Server, team: crew, visibleTo: { departments: [it] }, ${place} }
  secret: { name: Secret, team: crew, visibleTo: { teams: [crew] } }
  gift: { name: Gift, team: crew, visibleTo: { people: [ann@x.y] } }
`;

/** Ann of the IT department, or Bob of the crew, in an office with this file. */
function contextOf(name: 'ann' | 'bob', text = small): Context {
  const office = parseOffice(text, 'office.yaml');
  const person = { id: name, email: `${name}@x.y`, name, department: name === 'ann' ? 'it' : undefined };
  const directory = {
    isMember: (id: string) => id === 'bob',
    team: () => ({ leadId: undefined }),
    find: () => person,
    everyone: () => [person],
    isAdmin: () => false,
    teamsOf: () => [],
  } as unknown as Directory;
  return {
    office,
    person,
    directory,
    locale: 'en',
    timezone: 'UTC',
    files: [],
    now: new Date(0),
    t: (...[key, args]: Parameters<Context['t']>) => t('en', key, args),
  } as unknown as Context;
}

const cardOf = ({ answer }: Outcome): Card =>
  answer?.kind === 'card' ? answer.card : { summary: '', blocks: [] };
const formOf = ({ answer }: Outcome) => (answer?.kind === 'form' ? answer.form : undefined);
const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.buttons;
    return block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : [];
  });
const textsOf = (card: Card) =>
  card.blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text];
    return block.kind === 'list' ? block.items.map(({ text }) => text) : [];
  });

describe('what there is to file', () => {
  it('stands under its groups, in their order, with icons and what it is for', async () => {
    const card = cardOf(await startFiling(contextOf('bob'), ''));
    expect(textsOf(card).slice(1)).toEqual(['☀️ Daily', 'House', 'It went out.', 'Other']);
    expect(buttonsOf(card).map(({ label }) => label)).toEqual(['Tea', '💡 Lamp', 'Secret']);
    checkCard(card);
  });

  it('is what somebody may file: by department, team or name', async () => {
    const labels = async (name: 'ann' | 'bob') =>
      buttonsOf(cardOf(await startFiling(contextOf(name), ''))).map(({ label }) =>
        label.replace(/^\S+ /, ''),
      );
    expect(await labels('ann')).toEqual(['Tea', 'Lamp', 'Server', 'Gift']);
    expect(await labels('bob')).toEqual(['Tea', 'Lamp', 'Secret']);
    const nothing = `${head}  server: { name: Server, team: crew, visibleTo: { departments: [it] } }\n`;
    expect((await startFiling(contextOf('bob', nothing), '')).answer).toMatchObject({
      kind: 'notice',
      refused: true,
    });
  });

  it('stays closed to others by every way in', async () => {
    const bob = contextOf('bob');
    expect(formOf(await openFileForm(contextOf('ann'), 'server'))?.title).toBe('Server');
    expect(formOf(await openFileForm(bob, 'server'))).toBeUndefined();
    expect(await fileForm.build(bob, 'server')).toBeUndefined();
    expect((await fileForm.submit(bob, 'server', {})).answer).toMatchObject({ refused: true });
    expect(await fileFromSentence(bob, 'server is down')).toBeUndefined();
    expect(formOf((await fileFromSentence(contextOf('ann'), 'server is down'))!)?.title).toBe('Server');
    expect(formOf(await startFilingAt(bob, 'a3 server'))).toBeUndefined();
  });

  it('shows at a place what asks for one, and fills it in', async () => {
    const ann = contextOf('ann');
    const card = cardOf(await startFilingAt(ann, 'a3'));
    expect(textsOf(card)[0]).toBe('HQ › 3F');
    expect(buttonsOf(card).map(({ label, value }) => [label, value])).toEqual([
      ['💡 Lamp', 'lamp at:a3'],
      ['Server', 'server at:a3'],
    ]);
    for (const outcome of [await openFileForm(ann, 'lamp at:a3'), await startFilingAt(ann, 'a3 lamp')])
      expect(formOf(outcome)).toMatchObject({
        intro: 'It went out.',
        fields: [{ id: 'where', value: 'a3' }],
      });
    // A place that is gone, and words that only look like one.
    expect(buttonsOf(cardOf(await startFilingAt(ann, 'gone')))).toHaveLength(4);
    expect(formOf(await openFileForm(ann, 'tea at:noon'))?.fields[0]).toMatchObject({ value: 'at:noon' });
  });

  it('fits every platform, however many kinds there are and however much was said', async () => {
    const many = (count: number, group: (n: number) => string) =>
      Array.from(
        { length: count },
        (_, n) =>
          `  kind${n}: { name: Kind ${n} of so many, help: ${'What it is for. '.repeat(6)}, team: crew${group(n)} }\n`,
      ).join('');
    const words = '我们需要很多很多东西。'.repeat(250);
    for (const [count, group, shown] of [
      [40, () => '', 40],
      [40, (n: number) => `, group: ${n % 2 ? 'daily' : 'house'}`, 40],
      [90, (n: number) => `, group: ${n % 2 ? 'daily' : 'house'}`, 2],
      [90, () => '', 40],
    ] as const) {
      const ctx = contextOf('ann', head + many(count, group));
      const card = cardOf(await startFiling(ctx, words));
      expect(buttonsOf(card)).toHaveLength(shown);
      checkCard(card);
      if (shown !== 2) continue;
      const inside = cardOf(await openGroup(ctx, buttonsOf(card)[0]!.value));
      expect(buttonsOf(inside)).toHaveLength(40);
      expect(textsOf(inside).at(-1)).toBe(t('en', 'requests.choose.more'));
      expect(buttonsOf(inside)[0]!.value).toContain('我们需要');
      checkCard(inside);
    }
  });
});
