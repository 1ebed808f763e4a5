import { el } from './dom.ts';
import { text } from './texts.ts';

const shownMs = 7000;

/** Short sentences that come and go, and what screen readers are told of. */
export class Notices {
  readonly element = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  readonly announcer = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly line = el('p', { class: 'line', role: 'status', hidden: true });

  /** @param retry offers to try again; such a notice stays until it is answered. */
  show(words: string, mood: 'plain' | 'refused' | 'problem' = 'plain', retry?: () => void): void {
    const close = el(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': text('web.notice.close') },
      '×',
    );
    const toast = el('div', { class: `toast ${mood}` }, el('p', {}, words));
    close.onclick = () => toast.remove();
    if (retry) {
      const again = el('button', { type: 'button', class: 'button' }, text('web.retry'));
      again.onclick = () => {
        toast.remove();
        retry();
      };
      toast.append(again);
    }
    toast.append(close);
    this.element.replaceChildren(toast);
    this.#dismissLater(toast, mood);
  }

  /** Says it to screen readers only. */
  announce(words: string): void {
    this.announcer.textContent = words;
  }

  setLine(connected: boolean): void {
    if (connected && !this.line.hidden) this.show(text('web.live.restored'));
    this.line.hidden = connected;
    this.line.textContent = connected ? '' : text('web.live.lost');
  }

  /** What went wrong stays; the rest goes after a while, unless somebody is reading or about to press. */
  #dismissLater(toast: HTMLElement, mood: string): void {
    if (mood === 'problem') return;
    const dismiss = () => {
      if (toast.matches(':hover, :focus-within')) setTimeout(dismiss, shownMs);
      else toast.remove();
    };
    setTimeout(dismiss, shownMs);
  }
}
