import type { Field, Form, Values } from '../../../src/ui/form.ts';
import { el, uniqueId } from './dom.ts';
import { text } from './texts.ts';

/** So many options are shown side by side; a longer list unfolds. */
const mostPills = 5;

/** One field with its label, its hint and what is wrong with it, tied together for screen readers. */
export function drawField(field: Field, error: string | undefined): HTMLElement {
  const id = uniqueId('field');
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const about = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': field.required ? 'true' : undefined,
  };
  const notes = [field.kind === 'money' && field.currency, !field.required && text('form.optional')].filter(
    Boolean,
  );
  const caption = [
    field.label,
    notes.length > 0 && el('span', { class: 'notes' }, ` ${notes.join(' · ')}`),
  ] as const;
  const pills = field.kind === 'choice' && field.options.length <= mostPills;
  return el(
    'div',
    { class: error ? 'field wrong' : 'field' },
    pills
      ? el('span', { class: 'caption', id: `${id}-label` }, ...caption)
      : el('label', { class: 'caption', for: id }, ...caption),
    field.hint !== undefined && el('p', { class: 'hint', id: `${id}-hint` }, field.hint),
    pills ? pillGroup(field, about) : control(field, about),
    error !== undefined && el('p', { class: 'error', id: `${id}-error` }, error),
  );
}

type About = Record<string, string | undefined> & { id: string };

function control(field: Field, about: About): HTMLElement {
  const named = { ...about, name: field.id };
  if (field.kind === 'choice') {
    const select = el(
      'select',
      named,
      el('option', { value: '' }, text('web.form.choose')),
      ...field.options.map(({ value, label }) => el('option', { value }, label)),
    );
    select.value = field.value ?? '';
    return select;
  }
  // No number inputs: they throw away what they cannot read, and nothing typed may be lost.
  const box =
    field.kind === 'text' && field.multiline
      ? el('textarea', { ...named, rows: '4' })
      : el('input', {
          ...named,
          type: 'text',
          autocomplete: 'off',
          inputmode: field.kind === 'text' ? undefined : 'decimal',
        });
  box.value = field.value ?? '';
  return box;
}

function pillGroup(field: Extract<Field, { kind: 'choice' }>, about: About): HTMLElement {
  const pills = field.options.map(({ value, label }) => {
    const radio = el('input', { type: 'radio', name: field.id, value });
    radio.checked = value === field.value;
    return el('label', { class: 'pill' }, radio, el('span', {}, label));
  });
  return el(
    'div',
    { ...about, class: 'pills', role: 'radiogroup', 'aria-labelledby': `${about.id}-label` },
    ...pills,
  );
}

/** What stands in the fields now, as typed. */
export function readFields(within: HTMLElement, form: Form): Values {
  const values: Values = {};
  for (const { id } of form.fields) {
    const controls = [...within.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(id)}"]`)];
    const chosen = controls.find((each) => each.type !== 'radio' || each.checked);
    values[id] = chosen?.value ?? '';
  }
  return values;
}
