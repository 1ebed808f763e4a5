import { el } from './dom.ts';
import { text } from './texts.ts';
import type { GuideStep } from './wire.ts';

const kept = 'quartermaster.guide';

/** The first steps of the demo: a strip that can be folded, and stays so. */
export function guide(steps: GuideStep[]): HTMLElement {
  const items = steps.map((step) =>
    el(
      'li',
      {},
      el('span', {}, step.text),
      ' ',
      step.href !== undefined
        ? el('a', { href: step.href, target: '_blank' }, text('web.guide.as'))
        : el('span', { class: 'here' }, text('web.guide.here')),
    ),
  );
  const strip = el('details', {}, el('summary', {}, text('web.guide.title')), el('ol', {}, ...items));
  strip.open = localStorage.getItem(kept) !== 'closed';
  strip.ontoggle = () => localStorage.setItem(kept, strip.open ? 'open' : 'closed');
  return el('aside', { class: 'guide', 'aria-label': text('web.guide.title') }, strip);
}
