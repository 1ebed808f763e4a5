interface WordsForm {
  form: HTMLFormElement;
  box: HTMLInputElement | HTMLTextAreaElement;
  send: HTMLButtonElement;
  /** False where the words did not get through: they stay in the box. */
  say: (words: string) => Promise<boolean>;
  /** Whether there is something to send without a word, e.g. files. */
  mayBeEmpty?: () => boolean;
}

/** Says what stands in a box, once however often it is sent, and empties it unless more was written meanwhile. */
export function sendWords({ form, box, send, say, mayBeEmpty = () => false }: WordsForm): void {
  form.onsubmit = async (event) => {
    event.preventDefault();
    const words = box.value.trim();
    if ((words === '' && !mayBeEmpty()) || send.disabled) return;
    send.disabled = true;
    if ((await say(words)) && box.value.trim() === words) box.value = '';
    send.disabled = false;
  };
}
