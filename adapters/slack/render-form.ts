import type { types } from '@slack/bolt';
import { QuartermasterError } from '../../src/core/errors.ts';
import { type Locale, localeOfText } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import { type Field, type Form, type Option, pressedId } from '../../src/ui/form.ts';
import { decidingFields, fieldsToDraw } from '../../src/ui/show-when.ts';
import { drawElement, type Lists } from './form-element.ts';
import { limits, whole } from './limits.ts';
import type { SlackView } from './payloads.ts';
import { plainText } from './text.ts';
import { restoredBlocks } from './view-state.ts';

/** The language for what the adapter itself adds to a form: the form's own, by its script. */
export const localeOf = (form: { title: string; submit: string }, otherwise: Locale): Locale =>
  localeOfText(form.title + form.submit, otherwise);

/**
 * Draws a form as a modal view: the fields that are asked by what stands in it. A change of one on which others hang
 * is told at once, and answered with the view as it then is.
 * @param metadata what comes back with the answer: at most 3000 characters.
 * Throws 'invalid' where an id, a value or the number of fields does not fit. Each error stands below its field.
 */
export function renderForm(form: Form, metadata: string, locale: Locale): types.ModalView {
  const deciding = decidingFields(form.fields);
  const draw = (lists: Lists): types.ModalView => {
    const blocks: types.KnownBlock[] = form.intro
      ? [{ type: 'section', text: plainText(form.intro, limits.text) }]
      : [];
    for (const field of fieldsToDraw(form.fields)) {
      blocks.push(drawField(field, deciding.has(field.id), lists, locale));
      const error = form.errors?.[field.id];
      if (error) blocks.push(errorBlock(error));
    }
    if (form.buttons?.length) blocks.push(drawButtons(form.buttons));
    return {
      type: 'modal',
      callback_id: whole('the id of a form', form.id, limits.callbackId),
      private_metadata: whole('the context of a form', metadata, limits.privateMetadata),
      title: plainText(form.title, limits.modalTitle),
      submit: plainText(form.submit, limits.modalButton),
      close: plainText(t(locale, 'form.cancel'), limits.modalButton),
      blocks,
    };
  };
  const size = (drawn: types.ModalView) => Buffer.byteLength(JSON.stringify(drawn));
  const listed = draw('listed');
  const view = size(listed) > limits.viewTotal ? draw('written') : listed;
  if (view.blocks.length > limits.modalBlocks || size(view) > limits.viewTotal) {
    throw new QuartermasterError(
      'invalid',
      `Slack: a form of ${view.blocks.length} blocks, ${size(view)} bytes does not fit`,
    );
  }
  return view;
}

function drawField(field: Field, decides: boolean, lists: Lists, locale: Locale): types.InputBlock {
  return {
    type: 'input',
    block_id: whole('the id of a field', field.id, limits.blockId),
    label: plainText(field.label, limits.label),
    ...(field.hint && { hint: plainText(field.hint, limits.hint) }),
    optional: !field.required,
    ...(decides && { dispatch_action: true }),
    element: drawElement(field, lists, locale),
  };
}

/** A modal has one button for sending it off; the others stand below its fields. */
function drawButtons(buttons: readonly Option[]): types.ActionsBlock {
  return {
    type: 'actions',
    block_id: pressedId,
    elements: buttons.map(({ value, label }) => ({
      type: 'button',
      action_id: whole('the id of a button', `${pressedId}:${value}`, limits.actionId),
      text: plainText(label, limits.buttonText),
      value: whole('the value of a button', value, limits.buttonValue),
    })),
  };
}

/** Which of a form's other buttons was pressed; undefined: something else was done in the dialog. */
export const pressedIn = ([action]: { type: string; action_id: string; value?: string }[]):
  | string
  | undefined =>
  action?.type === 'button' && action.action_id.startsWith(`${pressedId}:`) ? action.value : undefined;

const errorBlock = (error: string): types.ContextBlock => ({
  type: 'context',
  elements: [plainText(`⚠️ ${error}`, limits.text)],
});

/** A modal that only says something. `title` is Slack's own copy of it, escaped already. */
export function noticeView(title: types.PlainTextElement, text: string, locale: Locale): types.ModalView {
  return {
    type: 'modal',
    title,
    close: plainText(t(locale, 'slack.close'), limits.modalButton),
    blocks: [{ type: 'section', text: plainText(text, limits.text) }],
  };
}

/** The view as it was when it was sent off, with everything entered in it, and a sentence on top. */
export function restoredView(view: SlackView, sentence: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    title: view.title,
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
    blocks: [errorBlock(sentence), ...restoredBlocks(view)],
  };
}
