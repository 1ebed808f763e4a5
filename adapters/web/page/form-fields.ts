import type { Field, Form, Values } from '../../../src/ui/form.ts';
import { shownFields } from '../../../src/ui/show-when.ts';
import { el, uniqueId } from './dom.ts';
import { drawControl, enteredIn, isGroup } from './form-control.ts';
import { text } from './texts.ts';

/** One field with its label, its hint and what is wrong with it, tied together for screen readers. */
function drawField(field: Field, error: string | undefined, kept: HTMLElement | undefined): HTMLElement {
  const id = kept?.dataset.id ?? uniqueId('field');
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const about = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': field.required && field.kind !== 'file' ? 'true' : undefined,
  };
  const notes = [field.kind === 'money' && field.currency, !field.required && text('form.optional')].filter(
    Boolean,
  );
  const caption = [
    field.label,
    notes.length > 0 && el('span', { class: 'notes' }, ` ${notes.join(' · ')}`),
  ] as const;
  const control = kept?.querySelector<HTMLElement>('.control') ?? drawControl(field, about);
  control.classList.add('control');
  return el(
    'div',
    { class: error ? 'field wrong' : 'field', 'data-id': id, 'data-field': field.id },
    isGroup(field)
      ? el('span', { class: 'caption', id: `${id}-label` }, ...caption)
      : el('label', { class: 'caption', for: id }, ...caption),
    field.hint !== undefined && el('p', { class: 'hint', id: `${id}-hint` }, field.hint),
    control,
    error !== undefined && el('p', { class: 'error', id: `${id}-error` }, error),
  );
}

/** Draws the form's fields anew, with what is wrong at each; files that were chosen already stay. */
export function drawFields(within: HTMLElement, form: Form): void {
  const drawn = form.fields.map((field) => {
    const before = field.kind === 'file' ? placeOf(within, field.id) : undefined;
    return drawField(field, form.errors?.[field.id], before);
  });
  within.replaceChildren(...drawn);
  showAsked(within, form);
}

/** Shows the fields that are asked, by what is entered in the others, and hides the rest. */
export function showAsked(within: HTMLElement, form: Form): void {
  const asked = new Set(askedNow(within, form).map(({ id }) => id));
  for (const { id } of form.fields) {
    const place = placeOf(within, id);
    if (place) place.hidden = !asked.has(id);
  }
}

/** What stands in the fields that are asked now, as typed. */
export function readFields(within: HTMLElement, form: Form): Values {
  return Object.fromEntries(askedNow(within, form).map((field) => [field.id, enteredIn(within, field)]));
}

const askedNow = (within: HTMLElement, form: Form): Field[] =>
  shownFields(form.fields, (field) => enteredIn(within, field));

const placeOf = (within: HTMLElement, id: string) =>
  within.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`) ?? undefined;
