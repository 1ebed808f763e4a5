import { el } from './dom.ts';
import { text } from './texts.ts';
import type { WireConversation } from './wire.ts';

/** The conversations at the side, with a dot where something is unread. */
export class ConversationList {
  readonly element: HTMLElement;
  #entries = new Map<string, { button: HTMLButtonElement; dot: HTMLElement }>();

  constructor(conversations: WireConversation[], onChoose: (key: string) => void) {
    const items = conversations.map(({ key, name, kind }) => {
      const dot = el(
        'span',
        { class: 'dot', hidden: true },
        el('span', { class: 'unseen' }, text('web.message.unread')),
      );
      const sign = el('span', { class: 'sign', 'aria-hidden': 'true' }, kind === 'channel' ? '#' : '★');
      const button = el('button', { type: 'button' }, sign, el('span', { class: 'name' }, name), dot);
      button.onclick = () => onChoose(key);
      this.#entries.set(key, { button, dot });
      return el('li', {}, button);
    });
    this.element = el(
      'nav',
      { class: 'conversations', 'aria-label': text('web.conversations') },
      el('ul', {}, ...items),
    );
  }

  select(key: string): void {
    for (const [other, { button }] of this.#entries) {
      if (other === key) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  }

  mark(key: string, unread: boolean): void {
    const entry = this.#entries.get(key);
    if (entry) entry.dot.hidden = !unread;
  }
}
