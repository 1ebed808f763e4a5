import { uploadFile, uploads } from './api.ts';
import { el } from './dom.ts';
import { text } from './texts.ts';

/** Files being chosen: what is uploaded is kept by us at once, and named by its id when the form is sent. */
export interface FilePicker {
  element: HTMLElement;
  /** The ids of what is there, separated by commas. */
  readonly value: string;
  clear(): void;
}

const underWay = new Set<Promise<void>>();

/** Resolves when nothing is being uploaded any more: a form that is sent before would lose its files. */
export const uploadsDone = async (): Promise<void> => {
  await Promise.all(underWay);
};

/**
 * A button that opens the file dialog, and a list of what was chosen.
 *
 * @param attributes of the file input, e.g. its id and what describes it; `name` is that of the ids' own control.
 */
export function filePicker(
  { name, ...attributes }: Record<string, string | undefined>,
  onChange: () => void = () => {},
): FilePicker {
  const ids = el('input', { type: 'hidden', name });
  const input = el('input', {
    ...attributes,
    class: 'unseen',
    type: 'file',
    multiple: true,
    accept: uploads().accept,
  });
  // The browser's own button speaks the browser's language.
  const button = el('label', { class: 'button file-button' }, text('web.files.choose'), input);
  const list = el('ul', { class: 'chosen-files' });
  const status = el('p', { class: 'file-status', role: 'status' });
  const problem = el('p', { class: 'error', role: 'alert' });

  const set = (next: string[]) => {
    ids.value = next.join(',');
    onChange();
  };
  const current = () => (ids.value === '' ? [] : ids.value.split(','));
  const add = (id: string, label: string) => {
    const remove = el(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': text('web.files.remove', { name: label }) },
      '×',
    );
    const item = el('li', {}, label, remove);
    remove.onclick = () => {
      item.remove();
      set(current().filter((each) => each !== id));
      input.focus();
    };
    list.append(item);
    set([...current(), id]);
  };
  const send = async (files: File[]): Promise<void> => {
    problem.textContent = '';
    const problems: string[] = [];
    // One by one: a line that breaks off takes one file with it, and each has its own time.
    for (const file of files) {
      status.textContent = text('web.files.sending', { name: file.name });
      try {
        const kept = await uploadFile(file);
        if ('id' in kept) add(kept.id, kept.name);
        else problems.push(kept.problem);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : text('web.error.offline'));
      }
    }
    status.textContent = '';
    problem.textContent = problems.join('\n');
  };
  input.onchange = () => {
    const work = send([...(input.files ?? [])]);
    // The same file can be chosen again.
    input.value = '';
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  return {
    element: el('div', { class: 'file-picker' }, button, ids, list, status, problem),
    get value() {
      return ids.value;
    },
    clear() {
      list.replaceChildren();
      problem.textContent = '';
      ids.value = '';
    },
  };
}
