import type { Form, Values } from '../../../src/ui/form.ts';
import { el, uniqueId } from './dom.ts';
import { uploadsDone } from './file-picker.ts';
import { drawFields, readFields, showAsked } from './form-fields.ts';
import { text } from './texts.ts';

/** As in src/ui/form.ts, of which the page takes types alone. */
const pressedId: typeof import('../../../src/ui/form.ts').pressedId = 'pressed';

/** Sends the form off. Answers with the form to correct, or undefined when all is well; throws where it failed. */
export type Submit = (form: Form, values: Values) => Promise<Form | undefined>;

/** Shows a form as the browser's own modal dialog: it holds the focus and closes by Escape. */
export function openForm(form: Form, submit: Submit): void {
  const titleId = uniqueId('form');
  const dialog = el('dialog', { class: 'form', 'aria-labelledby': titleId });
  const title = el('h2', { id: titleId });
  const intro = el('p', { class: 'intro' });
  const fields = el('div', { class: 'fields' });
  const problem = el('p', { class: 'form-problem', role: 'alert' });
  const buttons = el('div', { class: 'form-buttons' });
  const body = el('form', { novalidate: true }, title, intro, problem, fields, buttons);
  dialog.append(body);

  let current = form;
  let untouched: string;
  const values = () => readFields(fields, current);
  const close = () => {
    if (JSON.stringify(values()) === untouched || window.confirm(text('web.form.discard'))) dialog.close();
  };
  const draw = (next: Form) => {
    current = next;
    title.textContent = next.title;
    intro.textContent = next.intro ?? '';
    intro.hidden = next.intro === undefined;
    const send = el('button', { type: 'submit', class: 'button primary' }, next.submit);
    const cancel = el('button', { type: 'button', class: 'button' }, text('form.cancel'));
    cancel.onclick = close;
    const others = (next.buttons ?? []).map(({ value, label }) => {
      const button = el('button', { type: 'button', class: 'button' }, label);
      button.onclick = () => sendOff(value);
      return button;
    });
    buttons.replaceChildren(cancel, ...others, send);
    drawFields(fields, next);
  };
  /** What is wrong, and where the person goes on. */
  const point = () => {
    const wrong = fields.querySelector<HTMLElement>('[aria-invalid="true"]');
    problem.textContent = wrong ? text('web.form.problems') : '';
    (wrong?.querySelector('input') ?? wrong ?? firstEmpty(fields))?.focus();
  };
  fields.oninput = () => showAsked(fields, current);

  let sending = false;
  const sendOff = async (pressed?: string) => {
    if (sending) return;
    sending = true;
    for (const button of buttons.querySelectorAll('button')) button.disabled = true;
    problem.textContent = '';
    await uploadsDone();
    const typed = values();
    try {
      const again = await submit(current, pressed === undefined ? typed : { ...typed, [pressedId]: pressed });
      if (again === undefined) dialog.close();
      else if (again.id === current.id && again.context === current.context) {
        const kept = again.fields.map((field) => ({ ...field, value: typed[field.id] ?? field.value }));
        draw({ ...again, fields: kept });
        point();
      } else {
        // Another form follows: nothing of this one stands in it.
        draw(again);
        untouched = JSON.stringify(values());
        point();
      }
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : text('web.error.offline');
    }
    sending = false;
    for (const button of buttons.querySelectorAll('button')) button.disabled = false;
  };
  body.onsubmit = (event) => {
    event.preventDefault();
    void sendOff();
  };
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  // The card with the button that led here may have been drawn again meanwhile.
  const from = document.activeElement?.closest<HTMLElement>('article');
  dialog.onclose = () => {
    dialog.remove();
    if (document.activeElement !== document.body || !from?.isConnected) return;
    from.tabIndex = -1;
    from.focus({ preventScroll: true });
  };

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
