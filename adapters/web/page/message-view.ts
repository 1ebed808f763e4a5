import { el, uniqueId } from './dom.ts';
import { drawCard } from './draw-card.ts';
import { filePicker, uploadsDone } from './file-picker.ts';
import { sendWords } from './send-words.ts';
import { moment, text } from './texts.ts';
import type { CardPayload, Shortcut, WireMessage } from './wire.ts';

/** What people do on cards. Each resolves when it is answered; `say` with false where it did not go through. */
export interface CardActions {
  click(messageKey: string | undefined, click: { action: string; value: string }): Promise<void>;
  say(messageKey: string, words: string, files: string[]): Promise<boolean>;
  /** Makes a request of somebody's words, a reminder, or a suggestion. */
  pick(messageKey: string, shortcut: Shortcut): Promise<boolean>;
}

/** What is offered below people's words. */
const picks = [
  ['requests.fromMessage', 'web.makeRequest'],
  ['reminders.fromMessage', 'web.remindMe'],
  ['suggestions.fromMessage', 'web.suggest'],
] as const;

/** A card on the page, with its thread folded below. */
export class MessageView {
  readonly element: HTMLElement;
  #message: WireMessage;
  #slot = el('div', { class: 'card' });
  #replies = new Map<string, MessageView>();
  #list = el('ol', { class: 'replies' });
  #fold: HTMLButtonElement;
  #thread: HTMLElement;
  #flashing: number | undefined;

  constructor(
    message: WireMessage,
    private readonly actions: CardActions,
    isReply = false,
  ) {
    this.#message = message;
    this.#thread = el('div', { class: 'thread', id: uniqueId('thread'), hidden: true }, this.#list);
    this.#fold = el('button', {
      type: 'button',
      class: 'fold',
      'aria-expanded': 'false',
      'aria-controls': this.#thread.id,
    });
    this.#fold.onclick = () => this.#toggle(this.#thread.hidden !== false);
    const time = el('time', { datetime: message.at }, moment(message.at));
    this.element = el('article', { class: isReply ? 'reply' : 'message' }, this.#slot);
    if (isReply) this.element.append(el('div', { class: 'below' }, ...this.#pickButtons(), time));
    else {
      this.element.append(
        el('div', { class: 'below' }, this.#fold, ...this.#pickButtons(), time),
        this.#thread,
      );
      this.#thread.append(this.#replyBox());
    }
    this.#draw();
  }

  get sequence(): number {
    return Math.max(this.#message.sequence, ...[...this.#replies.values()].map((reply) => reply.sequence));
  }

  get at(): string {
    return this.#message.at;
  }

  /** Shows a newer state of this card; what is older is left out. True where something changed. */
  update(message: WireMessage): boolean {
    if (message.sequence <= this.#message.sequence) return false;
    this.#message = message;
    const focused = this.#slot.contains(document.activeElement) ? document.activeElement : null;
    this.#draw();
    this.#flash();
    if (focused) this.#focusLike(focused.textContent ?? '');
    return true;
  }

  /** Puts a message into the thread, or changes it there. True where it is news. */
  reply(message: WireMessage): boolean {
    const known = this.#replies.get(message.id);
    if (known) return known.update(message);
    const view = new MessageView(message, this.actions, true);
    this.#replies.set(message.id, view);
    this.#list.append(el('li', {}, view.element));
    this.#drawFold();
    return true;
  }

  #draw(): void {
    this.element.setAttribute('aria-label', this.#message.summary);
    const { card, id, hasThread } = this.#message;
    this.element.classList.toggle('titled', hasThread);
    this.#slot.replaceChildren(drawCard(card, (click) => this.actions.click(id, click)));
    this.#drawFold();
  }

  #drawFold(): void {
    const count = this.#replies.size;
    const key = count === 0 ? 'web.thread.none' : count === 1 ? 'web.thread.one' : 'web.thread.many';
    this.#fold.hidden = count === 0 && !this.#message.hasThread;
    this.#fold.textContent = this.#thread.hidden ? text(key, { count }) : text('web.thread.hide');
  }

  #toggle(open: boolean): void {
    this.#thread.hidden = !open;
    this.#fold.setAttribute('aria-expanded', String(open));
    this.#drawFold();
    if (open) this.#thread.querySelector('textarea')?.focus();
  }

  /** Below what people wrote: a request that nobody has filed, or what somebody wants to come back to. */
  #pickButtons(): HTMLElement[] {
    const { id, isSaid } = this.#message;
    if (!isSaid) return [];
    return picks.map(([shortcut, label]) => {
      const button = el('button', { type: 'button', class: 'quiet' }, text(label));
      button.onclick = async () => {
        button.disabled = true;
        await this.actions.pick(id, shortcut);
        button.disabled = false;
      };
      return button;
    });
  }

  #replyBox(): HTMLElement {
    const id = uniqueId('reply');
    const box = el('textarea', {
      id,
      rows: '1',
      maxlength: '3000',
      placeholder: text('web.reply.placeholder'),
    });
    const send = el('button', { type: 'submit', class: 'button' }, text('web.reply.send'));
    const files = filePicker({ 'aria-label': text('web.files.choose') });
    const form = el(
      'form',
      { class: 'reply-box' },
      el('label', { for: id, class: 'unseen' }, text('web.reply.label')),
      box,
      send,
      files.element,
    );
    const say = async (words: string) => {
      await uploadsDone();
      const ids = files.value === '' ? [] : files.value.split(',');
      const said = await this.actions.say(this.#message.id, words, ids);
      if (said) files.clear();
      box.focus();
      return said;
    };
    sendWords({ form, box, send, say, mayBeEmpty: () => files.value !== '' });
    box.onkeydown = (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    };
    return form;
  }

  /** After a redraw the keyboard stays where it was: on the same button, or else on the card. */
  #focusLike(label: string): void {
    const buttons = [...this.#slot.querySelectorAll('button')];
    const same = buttons.find((button) => button.textContent === label);
    this.element.tabIndex = -1;
    (same ?? this.element).focus({ preventScroll: true });
  }

  /** Shown changed for a moment; by a class, so that it also works without any motion. */
  #flash(): void {
    clearTimeout(this.#flashing);
    this.element.classList.add('changed');
    this.#flashing = setTimeout(() => this.element.classList.remove('changed'), 1800);
  }
}

/** A card for this person's eyes only: an answer, not a message. It goes when it is put away. */
export function privateCard(
  answer: { summary: string; card: CardPayload },
  actions: CardActions,
  onClose: () => void,
): HTMLElement {
  const close = el('button', { type: 'button', class: 'quiet' }, text('web.private.close'));
  close.onclick = onClose;
  return el(
    'article',
    { class: 'message private', 'aria-label': answer.summary, tabindex: '-1' },
    el('div', { class: 'private-head' }, el('span', {}, text('web.private.label')), close),
    el(
      'div',
      { class: 'card' },
      drawCard(answer.card, (click) => actions.click(undefined, click)),
    ),
  );
}
