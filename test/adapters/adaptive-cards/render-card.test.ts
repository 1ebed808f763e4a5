import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClick } from '../../../adapters/adaptive-cards/action-data.ts';
import { limits } from '../../../adapters/adaptive-cards/limits.ts';
import { renderCard } from '../../../adapters/adaptive-cards/render-card.ts';
import type { Block, Button, Card } from '../../../src/ui/card.ts';
import { renderOfficially } from '../../helpers/teams/official-renderer.ts';

const options = { fallback: true, forms: 'task', drawn: 'd1' } as const;
const card = (...blocks: Block[]): Card => ({ summary: 'A request', title: 'Request #42', blocks });
const draw = (...blocks: Block[]) => renderOfficially(renderCard(card(...blocks), options));
const take: Button = { label: 'Take', action: 'requests.take', value: 'req_1' };

/** Everything that Markdown, Teams or the renderer itself could read as more than text. */
const traps = [
  '*bold* _it_ `code` [a](https://evil.example) # no',
  '<at>Ada</at> <b>x</b> &lt;at&gt; &amp; <!channel>',
  '{{DATE(2026-01-01T00:00:00Z, SHORT)}} {{TIME(2026-01-01T00:00:00Z)}} {{{{x}}}}',
  '- one\n- two\n\n1. three',
  '后勤 \\* 报修 🧯',
];

describe('a card under the official renderer', () => {
  it('is valid with every kind of block, and shows all of it', () => {
    const drawn = renderOfficially(
      renderCard(
        {
          summary: 'Printer broken',
          title: 'Request #42',
          tone: 'warning',
          blocks: [
            { kind: 'text', text: 'The printer on 3F is broken', style: 'strong' },
            { kind: 'facts', facts: [{ label: 'Kind', value: 'Repair' }] },
            { kind: 'quote', text: 'too dear', by: 'Ben' },
            { kind: 'list', items: [{ text: '#41 Chairs', detail: 'open', button: take }] },
            { kind: 'link', label: 'Open', url: 'https://office.example/42' },
            { kind: 'actions', buttons: [take, { ...take, label: 'Ask', opensForm: true }] },
          ],
        },
        options,
      ),
    );
    expect(drawn.problems).toEqual([]);
    expect(drawn.text).toBe(
      'Request #42\nThe printer on 3F is broken\nKind\nRepair\ntoo dear\n— Ben\n#41 Chairs\nopen',
    );
    expect(drawn.buttons.map(({ title, type }) => [title, type])).toEqual([
      ['Take', 'Action.Execute'],
      ['Open', 'Action.OpenUrl'],
      ['Take', 'Action.Execute'],
      ['Ask', 'Action.Submit'],
    ]);
    expect(drawn.element?.querySelector('[role=heading]')?.textContent).toBe('Request #42');
  });

  it.each(traps)('shows what was typed, nothing more: %s', (typed) => {
    const drawn = draw(
      { kind: 'text', text: typed },
      { kind: 'facts', facts: [{ label: typed, value: typed }] },
    );
    expect(drawn.problems).toEqual([]);
    expect(drawn.text).toBe(['Request #42', typed, typed, typed].join('\n'));
    const titled = renderCard({ ...card(), title: typed }, options);
    expect(renderOfficially(titled).text).toBe(typed);
  });

  it('holds user text in no element that Teams reads as Markdown', () => {
    for (const typed of traps) {
      const json = JSON.stringify(
        renderCard({ ...card({ kind: 'text', text: typed }), title: typed }, options),
      );
      expect(json).not.toContain('"TextBlock"');
    }
  });

  it('shows any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (typed) => {
        expect(draw({ kind: 'text', text: typed }).text).toBe(`Request #42\n${typed}`);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a button', () => {
  it('carries the same data in its fallback, and names the drawing', () => {
    const [set] = renderCard(card({ kind: 'actions', buttons: [take] }), options).body.slice(-1);
    const action = set?.type === 'ActionSet' ? set.actions[0] : undefined;
    const expected = { action: 'requests.take', value: 'req_1', drawn: 'd1' };
    expect(action).toMatchObject({ type: 'Action.Execute', verb: 'requests.take' });
    expect(action?.type === 'Action.Execute' && readClick(action.data)).toEqual(expected);
    expect(action?.type === 'Action.Execute' && readClick(action.fallback?.data)).toEqual(expected);
  });

  it('asks Teams for a dialog where it opens a form, and only there', () => {
    const block: Block = { kind: 'actions', buttons: [{ ...take, opensForm: true }] };
    expect(JSON.stringify(renderCard(card(block), options))).toContain('task/fetch');
    const web = JSON.stringify(renderCard(card(block), { fallback: false, forms: 'execute' }));
    expect(web).not.toContain('task/fetch');
    expect(web).toContain('Action.Execute');
  });

  it('moves behind "…" from the seventh on', () => {
    const buttons = Array.from({ length: 8 }, (_, index) => ({ ...take, label: `B${index}` }));
    const [set] = renderCard(card({ kind: 'actions', buttons }), options).body.slice(-1);
    const modes = set?.type === 'ActionSet' ? set.actions.map((action) => action.mode) : [];
    expect(modes).toEqual([...Array(6).fill(undefined), 'secondary', 'secondary']);
  });

  it.each([
    { ...take, action: 'a'.repeat(201) },
    { ...take, value: 'v'.repeat(1501) },
  ])('that does not fit whole is an error', (button) => {
    expect(() => draw({ kind: 'actions', buttons: [button] })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not a link', ''])('never links to %s', (url) => {
    expect(() => draw({ kind: 'link', label: 'x', url })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});

describe('the size of a card', () => {
  it('is kept by shortening texts, by whole characters', () => {
    const blocks = Array.from({ length: 40 }, (): Block => ({ kind: 'text', text: '🧯'.repeat(3000) }));
    const drawn = renderCard(card(...blocks), options);
    expect(JSON.stringify(drawn).length * 2).toBeLessThanOrEqual(limits.cardBytes);
    expect(renderOfficially(drawn).text).toMatch(/(🧯)+…$/u);
  });

  it('is an error where nothing is left to shorten', () => {
    const buttons = Array.from({ length: 60 }, () => ({ ...take, value: 'v'.repeat(1500) }));
    expect(() => draw({ kind: 'actions', buttons })).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});
