import { el } from './dom.ts';
import { type CardActions, MessageView, privateCard } from './message-view.ts';
import { text } from './texts.ts';
import type { CardPayload, WireConversation, WireMessage } from './wire.ts';

/** One conversation: its cards in order, the newest at the bottom. */
export class Timeline {
  readonly element: HTMLElement;
  #views = new Map<string, MessageView>();
  #list = el('ol', { class: 'messages' });
  #private = el('div');
  #empty: HTMLElement;

  constructor(
    readonly conversation: WireConversation,
    private readonly actions: CardActions,
    private readonly loadEarlier: (before: string) => Promise<WireMessage[]>,
    mayHaveEarlier: boolean,
  ) {
    const isChannel = conversation.kind === 'channel';
    this.#empty = el(
      'p',
      { class: 'empty' },
      text(isChannel ? 'web.conversation.emptyChannel' : 'web.conversation.empty'),
    );
    this.element = el('div', { class: 'timeline' });
    if (mayHaveEarlier) this.element.append(this.#earlierButton());
    this.element.append(this.#empty, this.#list, this.#private);
  }

  /** The number of the last change in here. */
  get sequence(): number {
    return Math.max(0, ...[...this.#views.values()].map((view) => view.sequence));
  }

  /** Shows a message or its newer state, where it belongs. Says what is news to somebody who looks on. */
  show(message: WireMessage): 'new' | 'changed' | 'known' {
    const root = message.threadOf === undefined ? undefined : this.#views.get(message.threadOf);
    if (root) return root.reply(message) ? 'new' : 'known';
    const known = this.#views.get(message.id);
    if (known) return known.update(message) ? 'changed' : 'known';
    this.#insert(message);
    return 'new';
  }

  showPrivate(answer: { summary: string; card: CardPayload }): void {
    const card = privateCard(answer, this.actions, () => this.putAway());
    this.#private.replaceChildren(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  }

  /** Takes away the answer that only this person sees. */
  putAway(): void {
    this.#private.replaceChildren();
  }

  #insert(message: WireMessage): void {
    const view = new MessageView(message, this.actions);
    const item = el('li', {}, view.element);
    const views = [...this.#views.values()];
    const next = views.find((other) => other.at > message.at);
    if (next) next.element.parentElement?.before(item);
    else this.#list.append(item);
    this.#views.set(message.id, view);
    this.#empty.hidden = true;
  }

  #earlierButton(): HTMLElement {
    const button = el('button', { type: 'button', class: 'earlier' }, text('web.conversation.earlier'));
    button.onclick = async () => {
      const oldest = [...this.#views.values()].map((view) => view.at).sort()[0];
      button.disabled = true;
      try {
        const messages = oldest === undefined ? [] : await this.loadEarlier(oldest);
        for (const message of messages) this.show(message);
        if (messages.length === 0) button.remove();
      } catch {
        // The button is still there to be pressed again.
      }
      button.disabled = false;
    };
    return button;
  }
}
