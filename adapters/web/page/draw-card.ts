import type * as Renderer from 'adaptivecards';
import { hostConfig } from './host-config.ts';
import { text } from './texts.ts';
import type { CardPayload } from './wire.ts';

declare const AdaptiveCards: typeof Renderer;

/** What a button of ours carries; see `packClick` on the server. */
interface Click {
  action: string;
  value: string;
}

export type OnClick = (click: Click) => Promise<void>;

let config: Renderer.HostConfig | undefined;

/** Draws a card with Microsoft's renderer: the same picture as on Teams. */
export function drawCard(payload: CardPayload, onClick: OnClick): HTMLElement {
  config ??= prepareRenderer();
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = config;
  card.parse(payload);
  const element = card.render() ?? document.createElement('div');
  // The article around it has the name; a name on an element without a role is said by nobody.
  element.removeAttribute('aria-label');

  let busy = false;
  card.onExecuteAction = async (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      window.open(action.url, '_blank', 'noopener,noreferrer');
      return;
    }
    const click = action instanceof AdaptiveCards.ExecuteAction ? readClick(action.data) : undefined;
    // One click is one click: the card waits for the answer.
    if (click === undefined || busy) return;
    busy = true;
    element.setAttribute('aria-busy', 'true');
    try {
      await onClick(click);
    } finally {
      busy = false;
      element.removeAttribute('aria-busy');
    }
  };
  return element;
}

function prepareRenderer(): Renderer.HostConfig {
  // Texts are plain. Without a handler the renderer warns about each of them.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
    result.didProcess = false;
  };
  // The Tab key goes from button to button, not from card to card.
  AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
  AdaptiveCards.Strings.defaults.overflowButtonTooltip = () => text('web.card.more');
  return new AdaptiveCards.HostConfig(hostConfig);
}

function readClick(data: unknown): Click | undefined {
  return (data as { quartermaster?: Click } | undefined)?.quartermaster;
}
