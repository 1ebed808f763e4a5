import { el } from './dom.ts';
import { sendWords } from './send-words.ts';
import { text } from './texts.ts';

const chips = [
  ['web.chips.my', 'my'],
  ['web.chips.queue', 'queue'],
  ['web.chips.help', 'help'],
] as const;

/**
 * The one box for whatever one needs, and the ways in for those who would rather press than write.
 *
 * @param ask says it to the bot; false where it did not get through, and the words stay in the box.
 */
export function askBox(ask: (words: string) => Promise<boolean>): HTMLElement {
  const box = el('input', {
    id: 'ask',
    type: 'text',
    autocomplete: 'off',
    maxlength: '3000',
    enterkeyhint: 'send',
    placeholder: text('web.ask.placeholder'),
  });
  const send = el('button', { type: 'submit', class: 'button primary' }, text('web.ask.send'));
  const form = el(
    'form',
    { class: 'ask' },
    el('label', { for: 'ask', class: 'unseen' }, text('web.ask.label')),
    box,
    send,
  );
  sendWords({ form, box, send, say: ask });

  const chip = (label: string, words: string, look: string) => {
    const button = el('button', { type: 'button', class: look }, label);
    button.onclick = async () => {
      button.setAttribute('aria-busy', 'true');
      await ask(words);
      button.removeAttribute('aria-busy');
    };
    return button;
  };
  return el(
    'footer',
    { class: 'composer' },
    el(
      'div',
      { class: 'chips', role: 'group', 'aria-label': text('web.chips.label') },
      chip(text('web.ask.button'), 'request', 'button primary file'),
      ...chips.map(([label, words]) => chip(text(label), words, 'chip')),
    ),
    form,
  );
}
