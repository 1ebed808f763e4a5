import type { types } from '@slack/bolt';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Locale } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import { accountPrefix, type Field, type Option } from '../../src/ui/form.ts';
import { instantOf, readDay, readTimeOfDay } from '../../src/ui/wall-time.ts';
import { limits, shorten, whole } from './limits.ts';
import { plainText } from './text.ts';

/** Every input of ours has this action id; the field's id is its block's. */
export const inputId = 'value';

/** Long lists are chosen from or, where a dialog has no room for them, written. */
export type Lists = 'listed' | 'written';

/** The input for one field, with what stands in it. What is no value of its kind is left out. */
export function drawElement(field: Field, lists: Lists, locale: Locale): types.InputBlock['element'] {
  const named = { action_id: inputId };
  const { value } = field;
  switch (field.kind) {
    case 'text':
    case 'number':
    case 'money':
      return drawText(field);
    case 'choice':
      return drawSelect(field.options, value);
    case 'choices':
      return drawSeveral(field.options, (value ?? '').split('\n'));
    case 'place':
      return lists === 'listed'
        ? drawSelect(field.options, value)
        : drawWritten(
            field.options.find((one) => one.value === value)?.label ?? value,
            t(locale, 'form.place'),
          );
    case 'date':
      return {
        type: 'datepicker',
        ...named,
        ...(value && readDay(value) === value && { initial_date: value }),
      };
    case 'time':
      return {
        type: 'timepicker',
        ...named,
        ...(value && readTimeOfDay(value) === value && { initial_time: value }),
      };
    case 'datetime': {
      const instant = value ? instantOf(value, field.timezone) : undefined;
      return {
        type: 'datetimepicker',
        ...named,
        ...(instant !== undefined && { initial_date_time: instant / 1000 }),
      };
    }
    case 'person':
      return {
        type: 'users_select',
        ...named,
        ...(value?.startsWith(accountPrefix) && { initial_user: value.split(':')[2] ?? '' }),
      };
    case 'file':
      return { type: 'file_input', ...named, max_files: limits.files };
  }
}

function drawText(field: Field & { kind: 'text' | 'number' | 'money' }): types.PlainTextInput {
  // Numbers and amounts are typed as text, so that the core says what is wrong with them, in the same words
  // and with the same tolerance everywhere. No `max_length` of the field's for the same reason.
  const input = drawWritten(field.value, field.kind === 'money' ? field.currency : undefined);
  return { ...input, multiline: field.kind === 'text' && field.multiline === true };
}

function drawWritten(written: string | undefined, placeholder: string | undefined): types.PlainTextInput {
  const value = whole('the value of a field', written ?? '', limits.inputText);
  return {
    type: 'plain_text_input',
    action_id: inputId,
    max_length: limits.inputText,
    ...(value !== '' && { initial_value: value }),
    ...(placeholder && { placeholder: plainText(placeholder, limits.placeholder) }),
  };
}

function drawSelect(options: readonly Option[], value: string | undefined): types.StaticSelect {
  const drawn = drawOptions(options);
  const initial = drawn.find((option) => option.value === value);
  return {
    type: 'static_select',
    action_id: inputId,
    ...listed(drawn),
    ...(initial && { initial_option: initial }),
  };
}

function drawSeveral(
  options: readonly Option[],
  values: readonly string[],
): types.MultiStaticSelect | types.Checkboxes {
  const drawn = drawOptions(options);
  const initial = drawn.filter((option) => values.includes(option.value ?? ''));
  const chosen = initial.length > 0 ? { initial_options: initial } : {};
  return drawn.length <= limits.checkboxes
    ? { type: 'checkboxes', action_id: inputId, options: drawn, ...chosen }
    : { type: 'multi_static_select', action_id: inputId, ...listed(drawn), ...chosen };
}

function drawOptions(options: readonly Option[]): types.PlainTextOption[] {
  if (options.length === 0 || options.length > limits.options * limits.optionGroups) {
    throw new QuartermasterError('invalid', `Slack: a choice of ${options.length} options cannot be drawn`);
  }
  return options.map((option) => ({
    text: plainText(option.label, limits.optionText),
    value: whole('the value of an option', option.value, limits.optionValue),
  }));
}

/** One list; a longer one in groups, each named by its first and its last. */
function listed(options: types.PlainTextOption[]) {
  if (options.length <= limits.options) return { options };
  const half = (limits.groupLabel - 3) / 2;
  const groups = [];
  for (let from = 0; from < options.length; from += limits.options) {
    const group = options.slice(from, from + limits.options);
    const [first = '', last = ''] = [group[0]?.text.text, group.at(-1)?.text.text];
    const label = `${shorten(first, half)} – ${shorten(last, half)}`;
    // The texts of options are escaped already.
    groups.push({ label: { type: 'plain_text' as const, text: label, emoji: false }, options: group });
  }
  return { option_groups: groups };
}
