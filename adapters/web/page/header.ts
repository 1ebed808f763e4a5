import { el } from './dom.ts';
import { text } from './texts.ts';
import type { State } from './wire.ts';

const initial = (name: string): string => [...name.trim()][0]?.toUpperCase() ?? '?';
const avatar = (name: string) => el('span', { class: 'avatar', 'aria-hidden': 'true' }, initial(name));

/** The product's name, who one is, and the way to be somebody else. */
export function header({ me, people }: State): HTMLElement {
  const who = el('span', { class: 'who' }, el('strong', {}, me.name), el('small', {}, me.role));
  return el(
    'header',
    { class: 'top' },
    el('img', { src: '/web/icon.svg', alt: '', width: '28', height: '28' }),
    el('h1', {}, text('product.name')),
    people ? personMenu(people, me.name, who) : el('div', { class: 'me' }, avatar(me.name), who, signOut()),
  );
}

function personMenu(people: NonNullable<State['people']>, ownName: string, who: HTMLElement): HTMLElement {
  const entries = people.map(({ handle, name, role }) =>
    el(
      'li',
      {},
      el(
        'a',
        { href: `../${encodeURIComponent(handle)}/`, 'aria-current': name === ownName && 'true' },
        avatar(name),
        el('span', { class: 'who' }, el('strong', {}, name), el('small', {}, role)),
      ),
    ),
  );
  const menu = el(
    'details',
    { class: 'me' },
    el('summary', { 'aria-label': `${ownName}: ${text('web.menu.person')}` }, avatar(ownName), who),
    el('ul', { class: 'menu' }, ...entries),
  );
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  return menu;
}

function signOut(): HTMLElement {
  const button = el('button', { type: 'submit', class: 'quiet' }, text('web.menu.signOut'));
  return el('form', { method: 'post', action: 'sign-out' }, button);
}
