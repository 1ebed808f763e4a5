import type { Form, Values } from '../../../src/ui/form.ts';
import { el, uniqueId } from './dom.ts';
import { uploadsDone } from './file-picker.ts';
import { drawFields, readFields, showAsked } from './form-fields.ts';
import { text } from './texts.ts';

/** Sends the form off. Answers with the form to correct, or undefined when all is well; throws where it failed. */
export type Submit = (form: Form, values: Values) => Promise<Form | undefined>;

/** Shows a form as the browser's own modal dialog: it holds the focus and closes by Escape. */
export function openForm(form: Form, submit: Submit): void {
  const titleId = uniqueId('form');
  const dialog = el('dialog', { class: 'form', 'aria-labelledby': titleId });
  const fields = el('div', { class: 'fields' });
  const problem = el('p', { class: 'form-problem', role: 'alert' });
  const send = el('button', { type: 'submit', class: 'button primary' }, form.submit);
  const cancel = el('button', { type: 'button', class: 'button' }, text('form.cancel'));
  const body = el(
    'form',
    { novalidate: true },
    el('h2', { id: titleId }, form.title),
    form.intro !== undefined && el('p', { class: 'intro' }, form.intro),
    problem,
    fields,
    el('div', { class: 'form-buttons' }, cancel, send),
  );
  dialog.append(body);

  let current = form;
  let untouched: string;
  const draw = (next: Form) => {
    current = next;
    drawFields(fields, next);
    const wrong = fields.querySelector<HTMLElement>('[aria-invalid="true"]');
    problem.textContent = wrong ? text('web.form.problems') : '';
    (wrong?.querySelector('input') ?? wrong)?.focus();
  };
  const values = () => readFields(fields, current);
  fields.oninput = () => showAsked(fields, current);
  const close = () => {
    if (JSON.stringify(values()) === untouched || window.confirm(text('web.form.discard'))) dialog.close();
  };

  body.onsubmit = async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    problem.textContent = '';
    await uploadsDone();
    const typed = values();
    try {
      const again = await submit(current, typed);
      if (again === undefined) dialog.close();
      else
        draw({
          ...again,
          fields: again.fields.map((field) => ({ ...field, value: typed[field.id] ?? field.value })),
        });
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : text('web.error.offline');
    }
    send.disabled = false;
  };
  cancel.onclick = close;
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  dialog.onclose = () => dialog.remove();

  document.body.append(dialog);
  draw(form);
  untouched = JSON.stringify(values());
  dialog.showModal();
  firstEmpty(fields)?.focus();
}

/** Writing begins at the first field that nothing is in yet. */
function firstEmpty(fields: HTMLElement): HTMLElement | undefined {
  const controls = [
    ...fields.querySelectorAll<HTMLInputElement>('.field:not([hidden]) :is(input, textarea, select)'),
  ];
  const chosen = ['radio', 'checkbox', 'file', 'hidden'];
  return controls.find(({ type, value }) => !chosen.includes(type) && value === '') ?? controls[0];
}
