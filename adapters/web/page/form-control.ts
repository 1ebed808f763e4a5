import type { Field, Option } from '../../../src/ui/form.ts';
import { el, uniqueId } from './dom.ts';
import { filePicker } from './file-picker.ts';
import { text } from './texts.ts';

/** So many options are shown side by side, or more of them where they are short; a longer list unfolds. */
const mostPills = 5;
/** The points of any scale, and no answer; in so many characters together. */
const shortPills = { most: 12, characters: 80 };
/** A list that is longer than this is searched by writing. */
const mostUnfolded = 12;

export type About = Record<string, string | undefined> & { id: string };

/** Is the field a group of things to tick, which its label names as a whole? */
export const isGroup = (field: Field): boolean =>
  field.kind === 'choices' || (field.kind === 'choice' && isSideBySide(field.options));

const isSideBySide = (options: Option[]): boolean =>
  options.length <= mostPills ||
  (options.length <= shortPills.most &&
    options.reduce((sum, { label }) => sum + label.length, 0) <= shortPills.characters);

/** The control or the group of controls for one field, with what stands in it. */
export function drawControl(field: Field, about: About): HTMLElement {
  const named = { ...about, name: field.id };
  switch (field.kind) {
    case 'choice':
      return isGroup(field) ? pills(field, 'radio', about) : unfolding(field.options, field.value, named);
    case 'choices':
      return pills(field, 'checkbox', about);
    case 'place':
      return field.options.length > mostUnfolded
        ? searched(field.options, field.value, named, text('form.place'))
        : unfolding(field.options, field.value, named);
    case 'person':
      return searched(field.options ?? [], field.value, named, text('form.person'));
    case 'date':
    case 'time':
    case 'datetime':
      return clock(field, named);
    case 'file':
      return filePicker(named).element;
    default:
      return box(field, named);
  }
}

// No number inputs: they throw away what they cannot read, and nothing typed may be lost.
function box(field: Field & { kind: 'text' | 'number' | 'money' }, named: About): HTMLElement {
  const input =
    field.kind === 'text' && field.multiline
      ? el('textarea', { ...named, rows: '4' })
      : el('input', {
          ...named,
          type: 'text',
          autocomplete: 'off',
          inputmode: field.kind === 'text' ? undefined : 'decimal',
        });
  input.value = field.value ?? '';
  return input;
}

const shapes = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/,
};

/** The browser's own; where something else stands in the field, a text that keeps it. */
function clock(field: Field & { kind: 'date' | 'time' | 'datetime' }, named: About): HTMLElement {
  const readable = !field.value || shapes[field.kind].test(field.value);
  const type = field.kind === 'datetime' ? 'datetime-local' : field.kind;
  const limit = (day: string | undefined, time: string) =>
    day === undefined || field.kind === 'date' ? day : `${day}T${time}`;
  const limits =
    field.kind === 'time' ? {} : { min: limit(field.min, '00:00'), max: limit(field.max, '23:59') };
  const input = el('input', { ...named, type: readable ? type : 'text', ...limits });
  input.value = field.value ?? '';
  return input;
}

function unfolding(options: Option[], value: string | undefined, named: About): HTMLElement {
  const select = el(
    'select',
    named,
    el('option', { value: '' }, text('web.form.choose')),
    ...options.map((option) => el('option', { value: option.value }, option.label)),
  );
  select.value = value ?? '';
  return select;
}

/** A text with suggestions: what is none of them is read on our side. */
function searched(
  options: Option[],
  value: string | undefined,
  named: About,
  placeholder: string,
): HTMLElement {
  const list = uniqueId('list');
  const input = el('input', { ...named, type: 'text', autocomplete: 'off', placeholder, list });
  input.value = options.find((option) => option.value === value)?.label ?? value ?? '';
  const suggestions = options.map((option) =>
    el('option', { value: option.label, 'data-value': option.value }),
  );
  return el('div', { class: 'searched' }, input, el('datalist', { id: list }, ...suggestions));
}

function pills(
  field: Field & { kind: 'choice' | 'choices' },
  type: 'radio' | 'checkbox',
  about: About,
): HTMLElement {
  const values = (field.value ?? '').split('\n');
  const options = field.options.map(({ value, label }) => {
    const box = el('input', { type, name: field.id, value });
    box.checked = values.includes(value);
    return el('label', { class: type === 'radio' ? 'pill' : 'pill tick' }, box, el('span', {}, label));
  });
  const { 'aria-required': required, ...described } = about;
  return el(
    'div',
    {
      ...described,
      // A group as such is not asked for; its members are.
      ...(type === 'radio' && { 'aria-required': required }),
      class: 'pills',
      role: type === 'radio' ? 'radiogroup' : 'group',
      'aria-labelledby': `${about.id}-label`,
    },
    ...options,
  );
}

/** What is entered in the controls of one field: several values one a line, a suggestion as what it stands for. */
export function enteredIn(within: HTMLElement, { id }: Field): string {
  const controls = [...within.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(id)}"]`)];
  const [first] = controls;
  if (first?.type === 'radio' || first?.type === 'checkbox')
    return controls.flatMap(({ checked, value }) => (checked ? [value] : [])).join('\n');
  const suggested = [...(first?.list?.options ?? [])].find(({ value }) => value === first?.value);
  return suggested?.dataset.value ?? first?.value ?? '';
}
