import { Temporal } from 'temporal-polyfill';
import { asList, asRaw, type Raw } from './raw.ts';
import { optionsOf } from './validate-input.ts';
import { textObject } from './visible.ts';
import type { OpenView } from './world.ts';

/**
 * An input of an open dialog. What a person enters is a text here: an option's value (several one a line), a day, a
 * time, both as `2026-11-30T14:00` by the person's own clock, a user's id.
 */
export interface Input {
  id: string;
  actionId: string;
  type: string;
  label: string;
  optional: boolean;
  /** Is it told at once when something is chosen? */
  dispatches: boolean;
  initial: string;
  /** What Slack says stands in it. */
  state(entered: string): Raw;
}

export function inputsOf(open: OpenView, timezone = 'UTC'): Input[] {
  return asList(open.view.blocks, 'blocks')
    .map(asRaw)
    .filter((block) => block.type === 'input')
    .map((block) => {
      const element = asRaw(block.element);
      const type = String(element.type);
      return {
        id: String(block.block_id),
        actionId: String(element.action_id),
        type,
        label: textObject(block.label),
        optional: block.optional === true,
        dispatches: block.dispatch_action === true,
        initial: initialOf(element, timezone),
        state: (entered) => ({ type, ...stateOf(element, entered, timezone) }),
      };
    });
}

const chosenIn = (option: unknown) => String(asRaw(option).value);

function initialOf(element: Raw, timezone: string): string {
  if (element.initial_option !== undefined) return chosenIn(element.initial_option);
  if (element.initial_options !== undefined)
    return asList(element.initial_options, 'initial_options').map(chosenIn).join('\n');
  if (typeof element.initial_date_time === 'number')
    return Temporal.Instant.fromEpochMilliseconds(element.initial_date_time * 1000)
      .toZonedDateTimeISO(timezone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  const { initial_value, initial_date, initial_time, initial_user } = element;
  return String(initial_value ?? initial_date ?? initial_time ?? initial_user ?? '');
}

function stateOf(element: Raw, entered: string, timezone: string): Raw {
  const text = entered === '' ? null : entered;
  switch (element.type) {
    case 'static_select':
      return { selected_option: optionsOf(element).find(({ value }) => value === entered) ?? null };
    case 'multi_static_select':
    case 'checkboxes': {
      const chosen = entered.split('\n');
      return { selected_options: optionsOf(element).filter(({ value }) => chosen.includes(String(value))) };
    }
    case 'datepicker':
      return { selected_date: text };
    case 'timepicker':
      return { selected_time: text };
    case 'datetimepicker': {
      const at = text && Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds / 1000;
      return { selected_date_time: at };
    }
    case 'users_select':
      return { selected_user: text };
    case 'file_input':
      return { files: [] };
    default:
      return { value: text };
  }
}
