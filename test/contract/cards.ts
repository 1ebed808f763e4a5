import { describe, expect } from 'vitest';
import type { PostedMessage } from '../../src/platform/adapter.ts';
import { actions, type Button, facts, text } from '../../src/ui/card.ts';
import { button, cardOf, chart, everything, hostile, range, withChart } from './examples.ts';
import type { Suite } from './suite.ts';

/** What is posted stands there as it was meant, whatever is in it. */
export function cardContract(suite: Suite): void {
  const { test, post, message, shown } = suite;

  describe('posting', () => {
    test('a card stands in the channel', async () => {
      const posted = await post(cardOf('The printer is broken'));
      expect(shown(posted).text).toContain('The printer is broken');
      expect(suite.at.messages()).toHaveLength(1);
    });

    test('a card reaches a person', async () => {
      const address = await suite.at.adapter.open({ kind: 'person', account: suite.at.users.ada });
      const posted = await suite.at.adapter.post(address, message(cardOf('It is done')));
      expect(shown(posted).text).toContain('It is done');
      expect(posted.address.key).not.toBe(suite.room.key);
    });

    test('a message hangs in the thread of another', async () => {
      const root = await post(cardOf('Root'));
      const below = await post(cardOf('Below'), { thread: root });
      expect(shown(below).threadOf).toBe(root.key);
    });

    test('an update shows what is newer, in the same place', async () => {
      const posted = await post(cardOf('Open'));
      await suite.at.adapter.update(posted, message(cardOf('Done')));
      expect(shown(posted).text).toContain('Done');
      expect(shown(posted).text).not.toContain('Open');
      expect(suite.at.messages()).toHaveLength(1);
    });

    test('what a posted message is remembered by survives being written as JSON', async () => {
      const posted: PostedMessage = JSON.parse(JSON.stringify(await post(cardOf('Open'))));
      await suite.at.adapter.update(posted, message(cardOf('Done')));
      expect(shown(posted).text).toContain('Done');
    });

    test('every kind of block is readable', async () => {
      const posted = await post(everything);
      for (const words of [
        'Lamp',
        'strong words',
        'small words',
        'Floor',
        '3F',
        'too dark',
        'Ada',
        'first',
        'more of it',
        'Handbook',
        'photo.png · 2 MB',
        'lost.pdf · could not be kept',
      ]) {
        expect(shown(posted).text).toContain(words);
      }
      expect(shown(posted).buttons).toEqual(expect.arrayContaining(['Open it', 'Take']));
    });
  });

  describe('charts', () => {
    test('a chart is a picture, and its figures are read to those who cannot see it', async () => {
      const posted = await post(withChart());
      const [picture, ...more] = await suite.at.pictures(posted.key);
      expect(more).toEqual([]);
      expect(picture?.alt).toBe(chart.alt);
      expect(picture?.bytes.length).toBeGreaterThan(1000);
      expect(shown(posted).text).toContain(suite.at.adapter.name === 'web' ? chart.alt : chart.title);
    });

    test('an update shows the new figures', async () => {
      const posted = await post(withChart());
      const [before] = await suite.at.pictures(posted.key);
      const next = { series: [{ name: 'Votes', values: [12, 8, 5] }], alt: 'Noodles: 12. Dumplings: 8.' };
      await suite.at.adapter.update(posted, message(withChart(next)));
      const [after] = await suite.at.pictures(posted.key);
      expect(after?.alt).toBe(next.alt);
      expect(after?.bytes.equals(before!.bytes)).toBe(false);
    });

    test('a picture that is too large for a message, or more of them, leave words', async () => {
      const categories = range(60, (i) => `${i} 一个很长的选项，写了许多字 and more words in Latin letters`);
      const large = { categories, series: [{ name: 'Votes', values: range(60, (i) => i) }] };
      const posted = await post({ ...withChart(large), blocks: range(3, () => withChart(large).blocks[1]!) });
      const pictures = await suite.at.pictures(posted.key);
      for (const { alt } of pictures) expect(alt).toBe(chart.alt);
      if (pictures.length === 0) expect(shown(posted).text).toContain(chart.alt);
    });
  });

  describe('nobody’s words become markup', () => {
    for (const words of hostile) {
      test(`${JSON.stringify(words)} is shown as it is`, async () => {
        const posted = await post({
          summary: words,
          title: 'Title',
          blocks: [
            text(words),
            text(words, 'strong'),
            text(words, 'subtle'),
            facts({ label: 'Said', value: words }),
            { kind: 'quote', text: words, by: 'Ada' },
            { kind: 'list', items: [{ text: words }] },
          ],
        });
        expect(shown(posted).text.split(words)).toHaveLength(7);
      });
    }
  });

  describe('large cards', () => {
    test('a text that is too long is shortened with an ellipsis', async () => {
      const posted = await post(cardOf('long '.repeat(20_000)));
      expect(shown(posted).text).toContain('long long');
      expect(shown(posted).text).toContain('…');
    });

    test('a long Chinese text arrives, whole characters only', async () => {
      const posted = await post(cardOf('空调漏水了🙂'.repeat(3000)));
      expect(shown(posted).text).toContain('空调漏水了🙂空调漏水了🙂');
      expect(shown(posted).text).not.toMatch(/\p{Surrogate}/u);
    });

    test('an over-long title and label are shortened', async () => {
      const posted = await post({
        summary: 's',
        title: '标题🙂'.repeat(200),
        blocks: [actions(button('Label🙂'.repeat(100)))],
      });
      expect(shown(posted).text).toContain('标题🙂标题');
      expect(shown(posted).buttons[0]).toMatch(/^Label🙂/);
    });

    test('12 buttons, 30 facts and a list of 20 are all there', async () => {
      const posted = await post({
        summary: 'Much',
        blocks: [
          facts(...range(30, (i) => ({ label: `Fact ${i}`, value: `value-${i}.` }))),
          { kind: 'list', items: range(20, (i) => ({ text: `item-${i}.`, button: button(`Do ${i}`) })) },
          actions(...range(12, (i) => button(`Button ${i}`))),
        ],
      });
      const { text: all, buttons } = shown(posted);
      for (const i of range(30, (n) => n)) expect(all).toContain(`value-${i}.`);
      for (const i of range(20, (n) => n)) expect(all).toContain(`item-${i}.`);
      expect(buttons).toEqual(
        expect.arrayContaining([...range(20, (i) => `Do ${i}`), ...range(12, (i) => `Button ${i}`)]),
      );
    });

    test('an action or a value that does not fit is refused', async () => {
      const wide = (more: Partial<Button>) =>
        post({ summary: 's', blocks: [actions({ ...button('Go'), ...more })] });
      await expect(wide({ action: 'a'.repeat(120_000) })).rejects.toMatchObject({ code: 'invalid' });
      await expect(wide({ value: 'v'.repeat(120_000) })).rejects.toMatchObject({ code: 'invalid' });
      expect(suite.at.messages()).toEqual([]);
    });
  });
}
