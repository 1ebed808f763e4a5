import { QuartermasterError } from '../../src/core/errors.ts';
import { type Field, type Form, maxContextLength, maxTextLength } from '../../src/ui/form.ts';
import { dataKey, packForm } from './action-data.ts';
import type { AdaptiveCard, Element, Input } from './elements.ts';
import { fitting, limits, shorten, whole } from './limits.ts';
import { plainText, sameInMarkdown } from './plain-text.ts';
import { adaptiveCard } from './render-card.ts';

export interface FormOptions {
  /** Names this drawing; comes back with the answer. */
  drawn?: string | undefined;
  /** Said behind the label of a field that may stay empty, e.g. "optional". */
  optional: string;
}

/** The element that says what is wrong with a field. */
export const errorId = (fieldId: string) => `${fieldId}.error`;

/**
 * Draws a form as an Adaptive Card 1.5 with one `Action.Submit`. The title is the dialog's and is not drawn.
 * Nothing is judged on the client: what is wrong is known to the core alone, and comes in `form.errors`.
 * Throws 'invalid' where an id, a value or the context does not fit whole.
 */
export function renderForm(form: Form, options: FormOptions): AdaptiveCard {
  return fitting((textLength) => {
    const intro = form.intro ? [plainText(shorten(form.intro, textLength))] : [];
    const fields = form.fields.flatMap((field) => drawField(field, form.errors?.[field.id], options));
    const data = packForm({
      form: whole('the id of a form', form.id, 200),
      context: whole('the context of a form', form.context, maxContextLength),
      drawn: options.drawn,
    });
    return {
      ...adaptiveCard(form.title, [...intro, ...fields]),
      actions: [
        {
          type: 'Action.Submit',
          title: shorten(form.submit, limits.buttonLabel),
          style: 'positive',
          data,
        },
      ],
    };
  });
}

function drawField(field: Field, error: string | undefined, options: FormOptions): Element[] {
  const below = (element: Element): Element => ({ ...element, spacing: 'none' });
  return [
    { ...drawInput(field, options), spacing: 'medium' },
    ...(field.hint ? [below(plainText(shorten(field.hint, 400), { isSubtle: true }))] : []),
    ...(error
      ? [below({ id: errorId(field.id), ...plainText(error, { color: 'attention', weight: 'bolder' }) })]
      : []),
  ];
}

function drawInput(field: Field, options: FormOptions): Input {
  const { value } = field;
  const base = { id: inputId(field.id), label: inputLabel(field, options.optional) };
  switch (field.kind) {
    case 'text': {
      const maxLength = field.maxLength ?? maxTextLength;
      return {
        type: 'Input.Text',
        ...base,
        ...(value && { value }),
        ...(field.multiline && { isMultiline: true }),
        // What is already too long stays whole: the person is told, and cuts it themselves.
        ...((value ?? '').length <= maxLength && { maxLength }),
      };
    }
    case 'money':
      return { type: 'Input.Text', ...base, ...(value && { value }) };
    case 'number':
      // A number input shows nothing of "about twelve"; a text input keeps what was typed.
      if (value === undefined || value === '') return { type: 'Input.Number', ...base };
      return Number.isFinite(Number(value))
        ? { type: 'Input.Number', ...base, value: Number(value) }
        : { type: 'Input.Text', ...base, value };
    case 'choice': {
      const chosen = field.options.find((option) => option.value === value);
      // Side by side, Teams reads the labels as Markdown; folded, it does not.
      const expanded =
        field.options.length <= limits.expandedOptions &&
        field.options.every((option) => sameInMarkdown(option.label));
      return {
        type: 'Input.ChoiceSet',
        ...base,
        style: expanded ? 'expanded' : 'compact',
        choices: field.options.map((option) => ({
          title: shorten(option.label, limits.inputLabel),
          value: whole('the value of an option', option.value, 1000),
        })),
        ...(chosen && { value: chosen.value }),
      };
    }
  }
}

/** Our data and Teams' routing come back in the same object as the fields: they share one space of names. */
function inputId(id: string): string {
  if (id === dataKey || id === 'msteams')
    throw new QuartermasterError('invalid', `"${id}" cannot name a field`);
  return whole('the id of a field', id, 200);
}

function inputLabel(field: Field, optional: string): string {
  const unit = field.kind === 'money' ? [field.currency] : [];
  const notes = field.required ? unit : [...unit, optional];
  const label = shorten(field.label, limits.inputLabel);
  return notes.length > 0 ? `${label} (${notes.join(', ')})` : label;
}
