import type { types } from '@slack/bolt';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Block, Button, Card, Chart, FileLink, ListItem, Tone } from '../../src/ui/card.ts';
import { limits, shorten, whole } from './limits.ts';
import { escapeText, plainText } from './text.ts';

/** What a message of Slack's carries: `text` for notifications and screen readers, `blocks` for the eye. */
export interface RenderedCard {
  text: string;
  blocks: types.KnownBlock[];
}

const marks: Record<Tone, string> = { neutral: '', good: '🟢 ', warning: '🟠 ', bad: '🔴 ' };
/** Below this many characters a text says nothing: a card that still does not fit is an error of its view. */
const shortestText = 24;

/** The files that show charts, by their ids. */
export type ChartFiles = ReadonlyMap<Chart, string>;

/**
 * Draws a card; a chart without a file is told in words. What people wrote goes into rich text and plain text only, which Slack never reads as markup:
 * nothing needs to be made harmless by hand. Throws 'invalid' where a button's id or value does not fit, or
 * where a card has more parts than a message takes.
 */
export function renderCard(card: Card, files?: ChartFiles): RenderedCard {
  const text = shorten(card.summary === '' ? (card.title ?? ' ') : card.summary, limits.summary, escapeText);
  return { text, blocks: fittingBlocks(card, files) };
}

/** All texts as long as they are; where the message is then too large, the longest ones are shortened. */
function fittingBlocks(card: Card, files?: ChartFiles): types.KnownBlock[] {
  const blocks = drawBlocks(card, limits.text, files);
  if (fits(blocks)) return blocks;
  let low: number = shortestText;
  let high: number = limits.text;
  let best: types.KnownBlock[] | undefined;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const shorter = drawBlocks(card, middle, files);
    if (fits(shorter)) {
      best = shorter;
      low = middle + 1;
    } else high = middle - 1;
  }
  if (best === undefined)
    throw new QuartermasterError('invalid', 'Slack: the card is too large for a message');
  return best;
}

const fits = (blocks: types.KnownBlock[]) => JSON.stringify(blocks).length <= limits.messageTotal;

function drawBlocks(card: Card, maxText: number, files?: ChartFiles): types.KnownBlock[] {
  const painter = new Painter(maxText, files);
  const title = card.title ? painter.title(card.title, card.tone ?? 'neutral') : [];
  const blocks = mergeWhereTooMany([...title, ...card.blocks.flatMap((block) => painter.block(block))]);
  if (blocks.length > limits.messageBlocks) {
    throw new QuartermasterError(
      'invalid',
      `Slack: a card of ${blocks.length} blocks does not fit a message`,
    );
  }
  // A message needs a block: an empty card shows its summary.
  return blocks.length > 0 ? blocks : painter.block({ kind: 'text', text: card.summary });
}

class Painter {
  private buttons = 0;
  constructor(
    private readonly maxText: number,
    private readonly files?: ChartFiles,
  ) {}

  title(title: string, tone: Tone): types.KnownBlock[] {
    return [{ type: 'header', text: plainText(marks[tone] + title, Math.min(limits.header, this.maxText)) }];
  }

  block(block: Block): types.KnownBlock[] {
    switch (block.kind) {
      case 'text':
        if (block.text === '') return [];
        if (block.style === 'subtle') {
          return [{ type: 'context', elements: [plainText(block.text, this.maxText)] }];
        }
        return richText(section(this.words(block.text, block.style === 'strong')));
      case 'facts':
        return richText(
          ...block.facts.map(({ label, value }) =>
            section(this.words(`${label}  `, true), this.words(value)),
          ),
        );
      case 'quote':
        return richText({
          type: 'rich_text_quote',
          elements: [this.words(block.text), this.words(`\n— ${block.by}`)],
        });
      case 'list':
        return runs(block.items).flatMap((run) => this.items(run));
      case 'link':
        return richText(section({ type: 'link', url: checkedUrl(block.url), text: this.cut(block.label) }));
      case 'files':
        return block.files.length === 0
          ? []
          : richText({
              type: 'rich_text_list',
              style: 'bullet',
              elements: block.files.map((file) => section(...this.file(file))),
            });
      case 'chart':
        return this.chart(block.chart, this.files?.get(block.chart));
      case 'actions':
        return chunks(block.buttons, limits.actionsElements).map((buttons) => ({
          type: 'actions',
          elements: buttons.map((button) => this.button(button)),
        }));
    }
  }

  private chart({ title, alt }: Chart, id: string | undefined): types.KnownBlock[] {
    if (id === undefined) return richText(section(this.words(alt)));
    return [
      {
        type: 'image',
        slack_file: { id },
        alt_text: shorten(alt || title, Math.min(limits.altText, this.maxText)),
        ...(title !== '' && { title: plainText(title, Math.min(limits.header, this.maxText)) }),
      },
    ];
  }

  private file({ name, url, detail }: FileLink): types.RichTextElement[] {
    const named: types.RichTextElement =
      url === undefined ? this.words(name) : { type: 'link', url: checkedUrl(url), text: this.cut(name) };
    return [named, this.words(` · ${detail}`)];
  }

  /** Items with a button take a block each; the others of a run share one. */
  private items(run: ListItem[]): types.KnownBlock[] {
    if (run[0]?.button === undefined) {
      return richText({
        type: 'rich_text_list',
        style: 'bullet',
        elements: run.map(({ text, detail }) =>
          section(this.words(text), ...(detail ? [this.words(`\n${detail}`)] : [])),
        ),
      });
    }
    return run.map(({ text, detail, button }) => ({
      type: 'section',
      text: plainText(detail ? `${text}\n${detail}` : text, this.maxText),
      ...(button && { accessory: this.button(button) }),
    }));
  }

  private button({ label, action, value, style }: Button): types.Button {
    return {
      type: 'button',
      text: plainText(label, Math.min(limits.buttonText, this.maxText)),
      // Slack wants ids that differ within a message.
      action_id: whole('an action', `${action}:${this.buttons++}`, limits.actionId),
      ...(value !== '' && { value: whole('the value of a button', value, limits.buttonValue) }),
      ...(style && { style }),
    };
  }

  private words(text: string, bold = false): types.RichTextText {
    return { type: 'text', text: this.cut(text), ...(bold && { style: { bold } }) };
  }

  private cut(text: string): string {
    return shorten(text === '' ? ' ' : text, this.maxText);
  }
}

const section = (...elements: types.RichTextElement[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

const richText = (...elements: types.RichTextBlockElement[]): types.RichTextBlock[] =>
  elements.length > 0 ? [{ type: 'rich_text', elements }] : [];

function mergeWhereTooMany(blocks: types.KnownBlock[]): types.KnownBlock[] {
  if (blocks.length <= limits.messageBlocks) return blocks;
  const merged: types.KnownBlock[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (block.type === 'rich_text' && last?.type === 'rich_text') last.elements.push(...block.elements);
    else merged.push(block);
  }
  return merged;
}

function runs(items: ListItem[]): ListItem[][] {
  const result: ListItem[][] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (last && (last[0]?.button === undefined) === (item.button === undefined)) last.push(item);
    else result.push([item]);
  }
  return result;
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function checkedUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new QuartermasterError('invalid', 'Slack: a link of a card is not an http(s) address');
  }
  return whole('the address of a link', url, limits.url);
}

/** The action that a button's `action_id` carries. */
export function actionOf(actionId: string): string {
  const end = actionId.lastIndexOf(':');
  return end < 0 ? actionId : actionId.slice(0, end);
}
