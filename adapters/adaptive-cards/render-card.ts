import { QuartermasterError } from '../../src/core/errors.ts';
import {
  type Block,
  type Button,
  buttonLimits,
  type Card,
  type Chart,
  type FileLink,
  type Tone,
} from '../../src/ui/card.ts';
import { packClick } from './action-data.ts';
import type { Action, AdaptiveCard, Element } from './elements.ts';
import { fitting, limits, shorten, whole } from './limits.ts';
import { heading, plainText } from './plain-text.ts';

export interface CardOptions {
  /** Gives each button an `Action.Submit` for clients that do not know `Action.Execute`. */
  fallback: boolean;
  /**
   * How a button that opens a form is drawn. 'task': as Teams asks its bots for a dialog (`task/fetch`).
   * 'execute': like any other button. 'dialog': the card itself stands in a dialog of Teams, where every
   * button has to be an `Action.Submit`.
   */
  forms: 'task' | 'execute' | 'dialog';
  /** Drawn for our own page: what is served below its path is opened there, and photos are shown in place. */
  ownPage?: boolean | undefined;
  /** The pictures of charts, as addresses. A chart without one is told in words. */
  pictures?: ReadonlyMap<Chart, string> | undefined;
  /** Names this drawing; comes back with every click on it. */
  drawn?: string | undefined;
}

const containerStyle = { neutral: 'emphasis', good: 'good', warning: 'warning', bad: 'attention' } as const;

/**
 * Draws a card as an Adaptive Card 1.5. Long texts are shortened until it fits; throws 'invalid' where a
 * button's action or value, or a link, does not fit whole.
 */
export function renderCard(card: Card, options: CardOptions): AdaptiveCard {
  const draw = (textLength: number, pictures?: CardOptions['pictures']) => {
    const blocks = card.blocks.flatMap((block) => drawBlock(block, textLength, { ...options, pictures }));
    const title = card.title ? [heading(shorten(card.title, limits.title))] : [];
    return adaptiveCard(card.summary, [...withTone(card.tone, title, blocks)]);
  };
  // No text is shortened for a picture: whoever brings one has looked whether there is room.
  return fitting((textLength) => draw(textLength, options.pictures), draw);
}

/** The frame of every card, with the one line that stands for it. */
export function adaptiveCard(summary: string, body: Element[]): AdaptiveCard {
  const line = shorten(summary, limits.summary);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    speak: line,
    fallbackText: line,
    body,
  };
}

/** The mood is a band behind the title, or behind everything where there is none. */
function withTone(tone: Tone | undefined, title: Element[], blocks: Element[]): Element[] {
  if (tone === undefined || title.length + blocks.length === 0) return [...title, ...blocks];
  const band = (items: Element[]): Element => ({
    type: 'Container',
    style: containerStyle[tone],
    bleed: true,
    items,
  });
  return title.length > 0 ? [band(title), ...blocks] : [band(blocks)];
}

function drawBlock(block: Block, textLength: number, options: CardOptions): Element[] {
  const text = (value: string) => shorten(value, textLength);
  switch (block.kind) {
    case 'text': {
      const style = { strong: { weight: 'bolder' }, subtle: { isSubtle: true }, normal: {} } as const;
      return block.text === '' ? [] : [plainText(text(block.text), style[block.style ?? 'normal'])];
    }
    case 'facts':
      // A FactSet reads its values as Markdown; two columns say the same and say it exactly.
      return block.facts.map(({ label, value }, index) => ({
        type: 'ColumnSet',
        spacing: index === 0 ? 'default' : 'small',
        columns: [
          { type: 'Column', width: 1, items: [plainText(text(label), { weight: 'bolder' })] },
          { type: 'Column', width: 2, items: [plainText(text(value))] },
        ],
      }));
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [
            plainText(text(block.text), { italic: true }),
            { ...plainText(`— ${text(block.by)}`, { isSubtle: true }), spacing: 'small' },
          ],
        },
      ];
    case 'list':
      return block.items.map((item) => ({
        type: 'ColumnSet',
        separator: true,
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            items: [
              plainText(text(item.text)),
              ...(item.detail
                ? [{ ...plainText(text(item.detail), { isSubtle: true }), spacing: 'none' as const }]
                : []),
            ],
          },
          ...(item.button
            ? [
                {
                  type: 'Column' as const,
                  width: 'auto' as const,
                  items: [actionSet([item.button], options)],
                },
              ]
            : []),
        ],
      }));
    case 'link':
      return [
        {
          type: 'ActionSet',
          actions: [
            {
              type: 'Action.OpenUrl',
              title: shorten(block.label, limits.buttonLabel),
              url: (options.ownPage && block.path) || checkedUrl(block.url),
            },
          ],
        },
      ];
    case 'files':
      return block.files.flatMap((file) => drawFile(file, text(file.name), options));
    case 'chart':
      return drawChart(block.chart, options.pictures?.get(block.chart), text);
    case 'actions':
      return block.buttons.length === 0 ? [] : [actionSet(block.buttons, options)];
  }
}

function drawChart(
  { title, alt }: Chart,
  picture: string | undefined,
  text: (value: string) => string,
): Element[] {
  if (picture === undefined) return [plainText(text(alt))];
  return [
    plainText(shorten(title, limits.title), { weight: 'bolder' }),
    { type: 'Image', url: picture, altText: text(alt), spacing: 'small' },
  ];
}

/** A picture is wide enough to be recognised, and opens whole. */
const thumbnailWidth = '240px';

function drawFile(file: FileLink, name: string, { ownPage }: CardOptions): Element[] {
  // Below the page's own path, so that the session goes along, in the demo too.
  const own = ownPage ? `files/${file.id}` : undefined;
  const url = file.url === undefined ? undefined : (own ?? checkedUrl(file.url));
  const open = url === undefined ? {} : { selectAction: { type: 'Action.OpenUrl' as const, url } };
  const line = plainText(name);
  const linked: Element = {
    ...line,
    spacing: 'small',
    inlines: [
      ...line.inlines.map((run) => ({ ...run, ...open })),
      { type: 'TextRun', text: ` · ${file.detail}`, isSubtle: true },
    ],
  };
  if (!file.image || !ownPage || !open.selectAction) return [linked];
  return [
    {
      type: 'Image',
      url: open.selectAction.url,
      altText: name,
      width: thumbnailWidth,
      ...open,
      spacing: 'small',
    },
    linked,
  ];
}

function actionSet(buttons: Button[], options: CardOptions): Element {
  return {
    type: 'ActionSet',
    actions: buttons.map((button, index) => ({
      ...drawButton(button, options),
      ...(index >= limits.primaryButtons && { mode: 'secondary' as const }),
    })),
  };
}

function drawButton(button: Button, options: CardOptions): Action {
  const data = packClick({
    action: whole('the action of a button', button.action, buttonLimits.action),
    value: whole('the value of a button', button.value, buttonLimits.value),
    drawn: options.drawn,
  });
  const shown = {
    title: shorten(button.label, limits.buttonLabel),
    ...(button.style && {
      style: button.style === 'danger' ? ('destructive' as const) : ('positive' as const),
    }),
  };
  if (button.opensForm && options.forms === 'task') {
    return { type: 'Action.Submit', ...shown, data: { ...data, msteams: { type: 'task/fetch' } } };
  }
  if (options.forms === 'dialog') return { type: 'Action.Submit', ...shown, data };
  return {
    type: 'Action.Execute',
    ...shown,
    verb: button.action,
    data,
    ...(options.fallback && { fallback: { type: 'Action.Submit' as const, ...shown, data } }),
  };
}

function checkedUrl(url: string): string {
  whole('a link', url, limits.url);
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined;
  if (protocol === 'https:' || protocol === 'http:') return url;
  throw new QuartermasterError('invalid', 'a link is neither http nor https');
}
