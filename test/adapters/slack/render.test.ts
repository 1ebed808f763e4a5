import { describe, expect, it } from 'vitest';
import { limits, shorten } from '../../../adapters/slack/limits.ts';
import { createSlackManifest } from '../../../adapters/slack/manifest.ts';
import { renderCard } from '../../../adapters/slack/render-card.ts';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import { escapeText } from '../../../adapters/slack/text.ts';
import { actions, type Card, text } from '../../../src/ui/card.ts';
import type { Form } from '../../../src/ui/form.ts';
import { checkMessageBlocks, checkView } from '../../helpers/slack/validate.ts';
import { visibleText } from '../../helpers/slack/visible.ts';

const card = (blocks: Card['blocks']): Card => ({ summary: 's', blocks });
const form = (more: Partial<Form>): Form => ({
  id: 'f',
  context: 'c',
  title: 'Title',
  submit: 'Send',
  fields: [{ kind: 'text', id: 'a', label: 'A', required: true }],
  ...more,
});
const invalid = expect.objectContaining({ code: 'invalid' });

describe('shortening', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a🙂🙂', 4, 'a🙂…'],
    ['a🙂b', 3, 'a…'],
  ])('%s to %i', (long, max, short) => expect(shorten(long, max)).toBe(short));

  it('counts what Slack counts, and never cuts an entity', () => {
    expect(shorten('a&b&c', 7, escapeText)).toBe('a&amp;…');
  });
});

describe('cards', () => {
  it('60 texts share blocks; 60 buttons apart from each other do not fit', () => {
    const many = Array.from({ length: 60 }, (_, i) => i);
    const { blocks } = renderCard(card(many.map((i) => text(`text ${i}.`))));
    checkMessageBlocks(blocks);
    expect(visibleText(blocks)).toContain('text 59.');
    const apart = card(many.map(() => actions({ label: 'x', action: 'a', value: 'v' })));
    expect(() => renderCard(apart)).toThrow(invalid);
  });

  it('the longest texts give way first', () => {
    const { blocks } = renderCard(
      card([text('short and whole'), ...'abcdef'.split('').map((c) => text(c.repeat(3000)))]),
    );
    checkMessageBlocks(blocks);
    expect(visibleText(blocks)).toContain('short and whole');
    expect(visibleText(blocks).length).toBeGreaterThan(9000);
  });

  it('a link leads to the web only', () => {
    for (const url of ['javascript:alert(1)', 'slack://x', 'nonsense']) {
      expect(() => renderCard(card([{ kind: 'link', label: 'x', url }]))).toThrow(invalid);
    }
  });

  it('empty texts and cards are drawn', () => {
    checkMessageBlocks(renderCard(card([])).blocks);
    checkMessageBlocks(
      renderCard(card([text(''), { kind: 'facts', facts: [{ label: '', value: '' }] }])).blocks,
    );
  });
});

describe('forms', () => {
  it('display text is shortened', () => {
    const long = '很长🙂'.repeat(1500);
    const field = { label: long, hint: long, required: true };
    checkView(
      renderForm(
        form({
          title: long,
          submit: long,
          intro: long,
          errors: { a: long },
          fields: [
            { kind: 'money', id: 'a', currency: long, ...field },
            { kind: 'choice', id: 'b', options: [{ value: 'v', label: long }], value: 'v', ...field },
          ],
        }),
        'm',
        'en',
      ),
    );
  });

  it.each<[string, Partial<Form>, string]>([
    ['an id', { id: 'f'.repeat(256) }, 'm'],
    ['what comes back', {}, 'm'.repeat(3001)],
    ['a field’s id', { fields: [{ kind: 'text', id: 'a'.repeat(256), label: 'A', required: true }] }, 'm'],
    [
      'a value',
      { fields: [{ kind: 'text', id: 'a', label: 'A', required: true, value: 'x'.repeat(3001) }] },
      'm',
    ],
    ['no options', { fields: [{ kind: 'choice', id: 'a', label: 'A', required: true, options: [] }] }, 'm'],
  ])('%s that does not fit is refused', (_, more, metadata) => {
    expect(() => renderForm(form(more), metadata, 'en')).toThrow(invalid);
    expect(limits.privateMetadata).toBe(3000);
  });
});

describe('the manifest', () => {
  const about = { name: 'Quartermaster', description: 'Office logistics' };
  it('points to us', () => {
    const { settings, features } = createSlackManifest({ ...about, publicUrl: 'https://office.example' });
    expect(settings.event_subscriptions.request_url).toBe('https://office.example/slack/events');
    expect(features.slash_commands[0]?.url).toBe('https://office.example/slack/events');
    expect(settings.socket_mode_enabled).toBe(false);
  });
  it('without an address, uses Socket Mode', () => {
    const manifest = createSlackManifest(about);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain('url');
  });
});
