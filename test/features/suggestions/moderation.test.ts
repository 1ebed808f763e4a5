import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../helpers/office.ts';
import { type SuggestionDesk, said, startSuggestions } from './desk.ts';

let desk: SuggestionDesk;
beforeAll(async () => {
  desk = await startSuggestions();
});
afterAll(() => desk.office.stop());
const as = (name: string) => desk.office.as(name);

describe('moderation', () => {
  it('reports go to the moderators without a name; what is hidden is theirs alone until it is shown again', async () => {
    const { suggest, reads, find } = desk;
    const id = await suggest('anna.meyer', 'Somebody in sales is lazy');
    await as('li.wei').submit('suggestions.flag', id, { words: 'This is about a person' });
    expect(await as('li.wei').click('suggestions.flag', id)).toMatchObject({ refused: true });
    expect((await reads('lin.yue', '被举报')).length).toBeGreaterThan(0);
    expect(await as('li.wei').command('suggest queue')).toMatchObject({ refused: true });
    const queue = said(await as('lin.yue').command('建议审核'));
    expect(queue).toContain('This is about a person');
    expect(queue).not.toMatch(/李伟|Anna/);
    await as('lin.yue').submit('suggestions.hide', id, { words: '涉及个人' });
    expect((await reads('anna.meyer', 'was hidden')).map(textOf)[0]).toContain('涉及个人');
    expect(await as('li.wei').click('suggestions.show', id)).toMatchObject({ refused: true });
    expect(await reads('facilities', 'lazy')).toHaveLength(0);
    expect(said(await as('anna.meyer').command('suggestions newest'))).not.toContain('lazy');
    await as('lin.yue').click('suggestions.unhide', id);
    expect(await find(id)).toMatchObject({ hidden: false, flags: [] });
    expect(await reads('facilities', 'lazy')).toHaveLength(1);
  });

  it('of two that are the same one stays: who supports one, and who suggested it, follows the other', async () => {
    const { suggest, find, reads } = desk;
    const [one, other] = [
      await suggest('anna.meyer', 'Shower room'),
      await suggest('li.wei', 'Where to shower'),
    ];
    await as('sun.fang').click('suggestions.support', one);
    await as('lin.yue').submit('suggestions.merge', one, { number: String((await find(other)).number) });
    expect(await find(one)).toMatchObject({ stage: 'merged', mergedIntoId: other });
    expect(new Set((await find(other)).supporterIds)).toEqual(
      new Set([as('anna.meyer').id, as('sun.fang').id]),
    );
    expect(await reads('anna.meyer', 'goes on there')).toHaveLength(1);
    await as('zhao.lei').click('suggestions.start', other);
    expect((await reads('anna.meyer', 'Where to shower')).map(textOf).join()).toContain('being done');
  });
});
