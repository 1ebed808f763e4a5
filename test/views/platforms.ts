import { expect } from 'vitest';
import { renderCard as drawTeamsCard } from '../../adapters/adaptive-cards/render-card.ts';
import { renderForm as drawTeamsForm } from '../../adapters/adaptive-cards/render-form.ts';
import { renderCard as drawSlackCard } from '../../adapters/slack/render-card.ts';
import { renderForm as drawSlackForm } from '../../adapters/slack/render-form.ts';
import type { Card } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';
import { fieldsToDraw } from '../../src/ui/show-when.ts';
import { checkMessageBlocks, checkView } from '../helpers/slack/validate.ts';
import { visibleText } from '../helpers/slack/visible.ts';
import { renderOfficially } from '../helpers/teams/official-renderer.ts';

/** Teams counts a message in UTF-16 and takes 100 KB; the facts ask to stay below 80. */
const mostTeamsBytes = 80 * 1024;
const bytes = (drawn: unknown) => JSON.stringify(drawn).length * 2;

const labelsOf = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons.map(({ label }) => label) : []));

/** What Microsoft's renderer makes of each element of a card, which stands alike in many of them: it takes its time. */
const judged = new Map<string, { text: string; buttons: number }>();

function judge(card: { body: readonly object[] }, element: object): { text: string; buttons: number } {
  const key = JSON.stringify(element);
  const known = judged.get(key);
  if (known) return known;
  const shown = renderOfficially({ ...card, body: [element] });
  expect(shown.problems).toEqual([]);
  const found = { text: shown.text, buttons: shown.buttons.length };
  judged.set(key, found);
  return found;
}

/** Draws a card for every platform, in every way in which it is drawn there, and has that platform judge it. */
export function checkCard(card: Card): void {
  checkPictures(card);
  const slack = drawSlackCard(card);
  checkMessageBlocks(slack.blocks);
  const seen = [visibleText(slack.blocks)];
  for (const forms of ['task', 'execute', 'dialog'] as const) {
    const drawn = drawTeamsCard(card, { fallback: forms !== 'dialog', forms, drawn: 'd1' });
    expect(bytes(drawn)).toBeLessThan(mostTeamsBytes);
    const shown = drawn.body.map((element) => judge(drawn, element));
    const buttons = shown.reduce((sum, one) => sum + one.buttons, 0);
    expect(buttons).toBeGreaterThanOrEqual(labelsOf(card).length);
    seen.push(shown.map(({ text }) => text).join('\n'));
  }
  for (const text of seen) {
    // The head of the title, with the number that people call a request by, and the head of every plain text.
    if (card.title) expect(text).toContain(card.title.slice(0, 30));
    for (const block of card.blocks)
      if (block.kind === 'text') expect(text).toContain(block.text.slice(0, 20));
  }
  const drawn = JSON.stringify(slack.blocks);
  for (const label of labelsOf(card)) expect(drawn).toContain(asSlackWrites(label).slice(0, 20));
}

/** The same with a picture for each chart. */
function checkPictures(card: Card): void {
  const charts = card.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  if (charts.length === 0) return;
  const pictures = (address: string) => new Map(charts.map((chart) => [chart, address]));
  checkMessageBlocks(drawSlackCard(card, pictures('F00000000')).blocks);
  const options = {
    fallback: true,
    forms: 'task',
    pictures: pictures('data:image/png;base64,AAAA'),
  } as const;
  const { problems, element } = renderOfficially(drawTeamsCard(card, options));
  expect(problems).toEqual([]);
  expect(element?.querySelectorAll('img')).toHaveLength(charts.length);
  for (const { title, alt } of charts) expect([title, alt]).not.toContain('');
}

const asSlackWrites = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const formTexts = { optional: 'optional', person: 'Name', place: 'Place', time: 'Time', files: 'Later.' };

export function checkForm(form: Form): void {
  checkView(drawSlackForm(form, JSON.stringify([form.context]), 'en'));
  const drawn = drawTeamsForm(form, { drawn: 'd1', texts: formTexts });
  expect(bytes(drawn)).toBeLessThan(mostTeamsBytes);
  const shown = renderOfficially(drawn);
  expect(shown.problems).toEqual([]);
  for (const field of fieldsToDraw(form.fields)) {
    // A file field is a sentence there.
    if (field.kind === 'file') continue;
    const input = shown.inputs.find(({ id }) => id === field.id);
    expect(input?.label).toContain(field.label.slice(0, 30));
    const typed = field.kind === 'text' || field.kind === 'money' || field.kind === 'number';
    const chosen = field.kind === 'choice' && field.options.some(({ value }) => value === field.value);
    if (field.value && (typed || chosen)) expect(input?.value).toBe(field.value);
  }
  for (const error of Object.values(form.errors ?? {}))
    expect(shown.element?.textContent).toContain(error.slice(0, 30));
}
