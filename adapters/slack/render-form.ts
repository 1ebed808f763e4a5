import type { types } from '@slack/bolt';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Locale } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import type { Field, Form, Values } from '../../src/ui/form.ts';
import { limits, whole } from './limits.ts';
import type { SlackView, ViewState } from './payloads.ts';
import { plainText } from './text.ts';

/** Every input of ours has this action id; the field's id is its block's. */
const inputId = 'value';

/** The language for what the adapter itself adds to a form: the form's own, by its script. */
export function localeOf(form: { title: string; submit: string }, otherwise: Locale): Locale {
  if (/\p{Script=Han}/u.test(form.title + form.submit)) return 'zh-CN';
  return /[A-Za-z]/.test(form.title) ? 'en' : otherwise;
}

/**
 * Draws a form as a modal view.
 * @param metadata what comes back with the answer: at most 3000 characters.
 * Throws 'invalid' where an id, a value or the number of fields does not fit. Each error stands below its field.
 */
export function renderForm(form: Form, metadata: string, locale: Locale): types.ModalView {
  const blocks: types.KnownBlock[] = form.intro
    ? [{ type: 'section', text: plainText(form.intro, limits.text) }]
    : [];
  for (const field of form.fields) {
    blocks.push(drawField(field));
    const error = form.errors?.[field.id];
    if (error) blocks.push(errorBlock(error));
  }
  const view: types.ModalView = {
    type: 'modal',
    callback_id: whole('the id of a form', form.id, limits.callbackId),
    private_metadata: whole('the context of a form', metadata, limits.privateMetadata),
    title: plainText(form.title, limits.modalTitle),
    submit: plainText(form.submit, limits.modalButton),
    close: plainText(t(locale, 'form.cancel'), limits.modalButton),
    blocks,
  };
  const size = Buffer.byteLength(JSON.stringify(view));
  if (blocks.length > limits.modalBlocks || size > limits.viewTotal) {
    throw new QuartermasterError(
      'invalid',
      `Slack: a form of ${blocks.length} blocks, ${size} bytes does not fit`,
    );
  }
  return view;
}

function drawField(field: Field): types.InputBlock {
  return {
    type: 'input',
    block_id: whole('the id of a field', field.id, limits.blockId),
    label: plainText(field.label, limits.label),
    ...(field.hint && { hint: plainText(field.hint, limits.hint) }),
    optional: !field.required,
    element: field.kind === 'choice' ? drawChoice(field) : drawInput(field),
  };
}

function drawInput(field: Exclude<Field, { kind: 'choice' }>): types.PlainTextInput {
  // Numbers and amounts are typed as text, so that the core says what is wrong with them, in the same words
  // and with the same tolerance everywhere. No `max_length` of the field's for the same reason.
  const value = whole('the value of a field', field.value ?? '', limits.inputText);
  return {
    type: 'plain_text_input',
    action_id: inputId,
    multiline: field.kind === 'text' && field.multiline === true,
    max_length: limits.inputText,
    ...(value !== '' && { initial_value: value }),
    ...(field.kind === 'money' && { placeholder: plainText(field.currency, limits.placeholder) }),
  };
}

function drawChoice(field: Field & { kind: 'choice' }): types.StaticSelect {
  if (field.options.length === 0 || field.options.length > limits.options) {
    throw new QuartermasterError(
      'invalid',
      `Slack: a choice of ${field.options.length} options cannot be drawn`,
    );
  }
  const options = field.options.map((option) => ({
    text: plainText(option.label, limits.optionText),
    value: whole('the value of an option', option.value, limits.optionValue),
  }));
  const initial = options.find(({ value }) => value === field.value);
  return {
    type: 'static_select',
    action_id: inputId,
    options,
    ...(initial && { initial_option: initial }),
  };
}

const errorBlock = (error: string): types.ContextBlock => ({
  type: 'context',
  elements: [plainText(`⚠️ ${error}`, limits.text)],
});

/** What was entered, by field id, exactly as typed. */
export function readValues(state: ViewState): Values {
  return Object.fromEntries(
    Object.entries(state.values).map(([field, inputs]) => {
      const input = inputs[inputId];
      return [field, input?.selected_option?.value ?? input?.value ?? ''];
    }),
  );
}

/** A modal that only says something. `title` is Slack's own copy of it, escaped already. */
export function noticeView(title: types.PlainTextElement, text: string, locale: Locale): types.ModalView {
  return {
    type: 'modal',
    title,
    close: plainText(t(locale, 'slack.close'), limits.modalButton),
    blocks: [{ type: 'section', text: plainText(text, limits.text) }],
  };
}

/** The view as it was when it was sent off, with everything typed in it, and a sentence on top. */
export function restoredView(view: SlackView, sentence: string): types.ModalView {
  const blocks = view.blocks.map((block): types.KnownBlock => {
    if (block.type !== 'input') return block;
    const typed = view.state.values[block.block_id ?? '']?.[inputId];
    if (block.element.type === 'static_select') {
      const { initial_option: _, ...element } = block.element;
      const chosen = typed?.selected_option;
      return { ...block, element: { ...element, ...(chosen && { initial_option: chosen }) } };
    }
    if (block.element.type !== 'plain_text_input') return block;
    const { initial_value: _, ...element } = block.element;
    return { ...block, element: { ...element, ...(typed?.value && { initial_value: typed.value }) } };
  });
  return {
    type: 'modal',
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    title: view.title,
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
    blocks: [errorBlock(sentence), ...blocks],
  };
}
