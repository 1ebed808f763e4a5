import { hasCode, QuartermasterError } from '../../src/core/errors.ts';
import { type Field, type Form, maxContextLength, maxTextLength, type Option } from '../../src/ui/form.ts';
import { fieldsToDraw } from '../../src/ui/show-when.ts';
import { dataKey, packForm, timeId } from './action-data.ts';
import type { AdaptiveCard, Element, Input } from './elements.ts';
import { fitting, limits, shorten, whole } from './limits.ts';
import { plainText, sameInMarkdown } from './plain-text.ts';
import { adaptiveCard } from './render-card.ts';

export interface FormOptions {
  /** Names this drawing; comes back with the answer. */
  drawn?: string | undefined;
  texts: FormTexts;
}

/** What the drawing says by itself, in the reader's language. */
export interface FormTexts {
  /** Behind the label of a field that may stay empty, e.g. "optional". */
  optional: string;
  /** In an empty field that takes somebody's name. */
  person: string;
  /** In an empty field that takes the name of a place. */
  place: string;
  /** The label of the time that belongs to the day above it. */
  time: string;
  /** In place of a file field: cards have none. */
  files: string;
}

/** The element that says what is wrong with a field. */
export const errorId = (fieldId: string) => `${fieldId}.error`;

/**
 * Draws a form as an Adaptive Card 1.5 with an `Action.Submit` for each way to send it off. The title is the dialog's and is not drawn.
 * Nothing is judged on the client: what is wrong is known to the core alone, and comes in `form.errors`. A card knows
 * no conditions either: fields that an answer brings up follow in the next card. Where lists of people or places are
 * too long for a card, they are written instead.
 * Throws 'invalid' where an id, a value or the context does not fit whole.
 */
export function renderForm(form: Form, options: FormOptions): AdaptiveCard {
  try {
    return draw(form, options, 'listed');
  } catch (error) {
    if (!hasCode(error, 'invalid')) throw error;
    return draw(form, options, 'written');
  }
}

type Lists = 'listed' | 'written';

function draw(form: Form, options: FormOptions, lists: Lists): AdaptiveCard {
  return fitting((textLength) => {
    const intro = form.intro ? [plainText(shorten(form.intro, textLength))] : [];
    const fields = fieldsToDraw(form.fields).flatMap((field) =>
      drawField(field, form.errors?.[field.id], options, lists),
    );
    const sendOff = (label: string, pressed?: string) => ({
      type: 'Action.Submit' as const,
      title: shorten(label, limits.buttonLabel),
      data: packForm({
        form: whole('the id of a form', form.id, 200),
        context: whole('the context of a form', form.context, maxContextLength),
        drawn: options.drawn,
        pressed,
      }),
    });
    return {
      ...adaptiveCard(form.title, [...intro, ...fields]),
      actions: [
        { ...sendOff(form.submit), style: 'positive' },
        ...(form.buttons ?? []).map(({ value, label }) => sendOff(label, value)),
      ],
    };
  });
}

function drawField(field: Field, error: string | undefined, { texts }: FormOptions, lists: Lists): Element[] {
  const below = (element: Element): Element => ({ ...element, spacing: 'none' });
  const name = { id: inputId(field.id), label: inputLabel(field, texts.optional) };
  return [
    ...drawInput(field, name, texts, lists).map((element) => ({ ...element, spacing: 'medium' as const })),
    ...(field.hint ? [below(plainText(shorten(field.hint, 400), { isSubtle: true }))] : []),
    ...(error
      ? [below({ id: errorId(field.id), ...plainText(error, { color: 'attention', weight: 'bolder' }) })]
      : []),
  ];
}

/** One input; the first of the two of a datetime bears the label. */
function drawInput(field: Field, name: Name, texts: FormTexts, lists: Lists): Element[] {
  const value = field.value ? { value: field.value } : {};
  switch (field.kind) {
    case 'text': {
      const maxLength = field.maxLength ?? maxTextLength;
      return [
        {
          type: 'Input.Text',
          ...name,
          ...value,
          ...(field.multiline && { isMultiline: true }),
          // What is already too long stays whole: the person is told, and cuts it themselves.
          ...((field.value ?? '').length <= maxLength && { maxLength }),
        },
      ];
    }
    case 'money':
      return [{ type: 'Input.Text', ...name, ...value }];
    case 'number':
      // A number input shows nothing of "about twelve"; a text input keeps what was typed.
      if (!field.value) return [{ type: 'Input.Number', ...name }];
      return Number.isFinite(Number(field.value))
        ? [{ type: 'Input.Number', ...name, value: Number(field.value) }]
        : [{ type: 'Input.Text', ...name, ...value }];
    case 'choice':
    case 'choices':
      return [drawOptions(field, name, field.options)];
    // The same holds for what is no day and no time.
    case 'date':
      return [{ type: isDay(field.value) ? 'Input.Date' : 'Input.Text', ...name, ...value }];
    case 'time':
      return [{ type: isTime(field.value) ? 'Input.Time' : 'Input.Text', ...name, ...value }];
    case 'datetime':
      return drawDateTime(name, field.value, texts.time);
    case 'person':
    case 'place':
      return field.options && lists === 'listed'
        ? [drawOptions(field, name, field.options)]
        : [drawWritten(field, name, texts)];
    case 'file':
      return [plainText(field.label, { weight: 'bolder' }), plainText(texts.files, { isSubtle: true })];
  }
}

type Name = { id: string; label: string };
type Listed = Field & { kind: 'choice' | 'choices' | 'person' | 'place' };

const isDay = (value: string | undefined) => !value || /^\d{4}-\d{2}-\d{2}$/.test(value);
const isTime = (value: string | undefined) => !value || /^\d{2}:\d{2}$/.test(value);

/** A card has no input for both: the day and the time come back as two, and are joined in `readSentForm`. */
function drawDateTime(name: Name, value: string | undefined, timeLabel: string): Element[] {
  const [day, time] = (value ?? '').split('T');
  if (!isDay(day) || !isTime(time)) return [{ type: 'Input.Text', ...name, value: value ?? '' }];
  return [
    { type: 'Input.Date', ...name, ...(day && { value: day }) },
    { type: 'Input.Time', id: timeId(name.id), label: timeLabel, ...(time && { value: time }) },
  ];
}

function drawOptions(field: Listed, name: Name, options: Option[]): Input {
  const several = field.kind === 'choices';
  const values = (field.value ?? '').split('\n');
  const choices = options.map((option, at) => ({
    title: shorten(option.label, limits.inputLabel),
    value: whole('the value of an option', several ? amongOthers(options, at) : option.value, 1000),
  }));
  const chosen = choices.filter((_, at) => values.includes(options[at]?.value ?? ''));
  // Side by side, Teams reads the labels as Markdown; folded, it does not.
  const expanded =
    options.length <= limits.expandedOptions && options.every((option) => sameInMarkdown(option.label));
  const folded = options.length > limits.searchedOptions && !several ? 'filtered' : 'compact';
  return {
    type: 'Input.ChoiceSet',
    ...name,
    style: expanded && (field.kind === 'choice' || several) ? 'expanded' : folded,
    ...(several && { isMultiSelect: true }),
    choices,
    ...(chosen.length > 0 && { value: chosen.map(({ value }) => value).join(',') }),
  };
}

/** A value that stands between commas; one that has a comma itself by its position, as the core reads it too. */
function amongOthers(options: Option[], at: number): string {
  const value = options[at]?.value ?? '';
  const position = String(at + 1);
  const taken = options.some((option) => option.value === position || option.label === position);
  return value.includes(',') && !taken ? position : value;
}

/** What stands in it is read as people write it: a label for an option. */
function drawWritten(field: Field & { kind: 'person' | 'place' }, name: Name, texts: FormTexts): Input {
  const written = field.options?.find(({ value }) => value === field.value)?.label ?? field.value;
  return { type: 'Input.Text', ...name, placeholder: texts[field.kind], ...(written && { value: written }) };
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
