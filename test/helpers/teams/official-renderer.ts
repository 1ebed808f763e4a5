import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { JSDOM } from 'jsdom';

/** What Microsoft's own renderer makes of a card. */
export interface Rendered {
  /** What the parser complains of; empty for a valid card. */
  problems: string[];
  /** Every piece of text that a person sees, in reading order. */
  text: string;
  buttons: { title: string; data: unknown; type: string; verb?: string }[];
  /** `several`: takes several values, with commas between them. */
  inputs: { id: string; label: string; value: string; several: boolean }[];
  element: Element | undefined;
}

const script = readFileSync(
  createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js'),
  'utf8',
);
const { window } = new JSDOM('<!doctype html><body></body>', { runScripts: 'outside-only' });
// jsdom has no layout and so no innerText, the one way in which the renderer writes text.
Object.defineProperty(window.HTMLElement.prototype, 'innerText', {
  get(this: HTMLElement) {
    return this.textContent;
  },
  set(this: HTMLElement, text: string) {
    this.textContent = text;
  },
});
// Nobody sees its styles either, and reading them took most of the time: what is set is kept as it is.
const styles = new WeakMap<object, object>();
Object.defineProperty(window.HTMLElement.prototype, 'style', {
  get(this: HTMLElement) {
    const kept = styles.get(this) ?? { removeProperty() {} };
    styles.set(this, kept);
    return kept;
  },
});
window.console.warn = () => {};
window.eval(script);
const library: typeof AdaptiveCards = window.AdaptiveCards;

/** Parses and draws a card with Microsoft's renderer, as strictly as Teams reads one. */
export function renderOfficially(json: unknown): Rendered {
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig({ actions: { maxActions: 20, actionsOrientation: 'horizontal' } });
  const context = new library.SerializationContext();
  card.parse(json, context);
  const element = card.render();
  const events = [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index)),
    ...card.validateProperties().validationEvents,
  ];
  return {
    problems: events.map((event) => event.message),
    text: readable(element),
    buttons: allActions(card).map((action) => ({
      title: action.title ?? '',
      type: action.getJsonTypeName(),
      data: 'data' in action ? action.data : undefined,
      ...(action instanceof library.ExecuteAction && { verb: action.verb }),
    })),
    inputs: card.getAllInputs().map((input) => ({
      id: input.id ?? '',
      label: input.label ?? '',
      value: input.value === undefined || input.value === null ? '' : String(input.value),
      several: input instanceof library.ChoiceSetInput && input.isMultiSelect,
    })),
    element,
  };
}

function allActions(element: AdaptiveCards.CardElement): AdaptiveCards.Action[] {
  const inside =
    element instanceof library.CardElementContainer
      ? Array.from({ length: element.getItemCount() }, (_, index) => element.getItemAt(index))
      : [];
  const own = Array.from({ length: element.getActionCount() }, (_, index) => element.getActionAt(index));
  return [...inside.flatMap(allActions), ...own.filter((action) => action !== undefined)];
}

function readable(element: Element | undefined): string {
  if (!element) return '';
  const lines = Array.from(element.querySelectorAll('.ac-textBlock, .ac-richTextBlock'));
  return lines.map((line) => line.textContent ?? '').join('\n');
}
