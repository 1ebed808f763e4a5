import { asList, asRaw, type Raw } from './raw.ts';

/** What the checks of one element are said to. */
export interface Check {
  that(fine: boolean, problem: string): void;
  count(list: unknown[], min: number, max: number, what: string): void;
  string(value: unknown, min: number, max: number, what: string): void;
  plain(value: unknown, max: number, what: string): void;
}

const common = ['type', 'action_id', 'focus_on_load'];
const members: Record<string, string[]> = {
  plain_text_input: ['multiline', 'max_length', 'min_length', 'initial_value', 'placeholder'],
  static_select: ['options', 'option_groups', 'initial_option', 'placeholder'],
  multi_static_select: ['options', 'option_groups', 'initial_options', 'placeholder', 'max_selected_items'],
  checkboxes: ['options', 'initial_options'],
  datepicker: ['initial_date', 'placeholder'],
  timepicker: ['initial_time', 'placeholder', 'timezone'],
  datetimepicker: ['initial_date_time'],
  users_select: ['initial_user', 'placeholder'],
  file_input: ['filetypes', 'max_files'],
};

/** What Slack checks of the element in an input block of a modal. */
export function checkInput(check: Check, element: Raw): void {
  const type = String(element.type);
  const known = members[type];
  if (known === undefined) {
    check.that(false, `unsupported input ${type}`);
    return;
  }
  for (const key of Object.keys(element))
    check.that([...common, ...known].includes(key), `${type} has no ${key}`);
  check.string(element.action_id, 1, 255, 'action_id');
  if (element.placeholder !== undefined) check.plain(element.placeholder, 150, 'placeholder');
  const matches = (key: string, pattern: RegExp) => {
    const value = element[key];
    check.that(value === undefined || (typeof value === 'string' && pattern.test(value)), key);
  };
  switch (type) {
    case 'plain_text_input': {
      const max = element.max_length ?? 3000;
      check.that(typeof max === 'number' && max >= 1 && max <= 3000, 'max_length');
      if (element.initial_value !== undefined)
        check.string(element.initial_value, 0, Number(max), 'initial_value');
      return;
    }
    case 'static_select':
    case 'multi_static_select':
      checkOptions(check, element, 100);
      return;
    case 'checkboxes':
      checkOptions(check, element, 10);
      return;
    case 'datepicker':
      matches('initial_date', /^\d{4}-\d{2}-\d{2}$/);
      return;
    case 'timepicker':
      matches('initial_time', /^([01]\d|2[0-3]):[0-5]\d$/);
      return;
    case 'datetimepicker': {
      const at = element.initial_date_time;
      check.that(at === undefined || (Number.isInteger(at) && String(at).length === 10), 'initial_date_time');
      return;
    }
    case 'users_select':
      matches('initial_user', /^[UW][A-Z0-9]+$/);
      return;
    case 'file_input': {
      const max = element.max_files ?? 10;
      check.that(Number.isInteger(max) && Number(max) >= 1 && Number(max) <= 10, 'max_files');
    }
  }
}

/** Every option of a select, in groups or not. */
export function optionsOf(element: Raw): Raw[] {
  if (element.option_groups === undefined) return asList(element.options, 'options').map(asRaw);
  return asList(element.option_groups, 'option_groups').flatMap((group) =>
    asList(asRaw(group).options, 'options').map(asRaw),
  );
}

function checkOptions(check: Check, element: Raw, max: number): void {
  const both = element.options !== undefined && element.option_groups !== undefined;
  check.that(!both, 'options and option_groups exclude each other');
  const groups =
    element.option_groups === undefined
      ? undefined
      : asList(element.option_groups, 'option_groups').map(asRaw);
  if (groups) check.count(groups, 1, 100, 'option_groups');
  for (const group of groups ?? [element]) {
    if (groups) check.plain(group.label, 75, 'label of a group');
    check.count(asList(group.options, 'options'), 1, max, 'options');
  }
  const options = optionsOf(element);
  for (const option of options) {
    check.plain(option.text, 75, 'option');
    check.string(option.value, 1, 150, 'option value');
  }
  const { initial_option: one, initial_options: several } = element;
  if (several !== undefined)
    check.count(asList(several, 'initial_options'), 1, options.length, 'initial_options');
  const initial = [
    ...(one === undefined ? [] : [one]),
    ...(several === undefined ? [] : asList(several, '')),
  ];
  const known = new Set(options.map((option) => JSON.stringify(option)));
  check.that(
    initial.every((option) => known.has(JSON.stringify(option))),
    'what is chosen at first must be one of the options',
  );
}
