import type { types } from '@slack/bolt';
import { accountPrefix, type Values } from '../../src/ui/form.ts';
import { inputId } from './form-element.ts';
import type { InputState, SlackView, ViewState } from './payloads.ts';

/**
 * What was entered, by field id: as typed, or as the core reads what was picked. Files do not come as values.
 * @param workspace the one whose people can be picked.
 */
export function readValues(state: ViewState, workspace: string): Values {
  return Object.fromEntries(
    Object.entries(state.values).map(([field, inputs]) => [field, textOf(inputs[inputId], workspace)]),
  );
}

function textOf(input: InputState | undefined, workspace: string): string {
  if (input === undefined) return '';
  if (input.selected_options) return input.selected_options.map(({ value }) => value ?? '').join('\n');
  if (input.selected_date_time) return new Date(input.selected_date_time * 1000).toISOString();
  if (input.selected_user) return `${accountPrefix}${workspace}:${input.selected_user}`;
  return input.selected_option?.value ?? input.selected_date ?? input.selected_time ?? input.value ?? '';
}

/** An input with what was entered in it, and nothing else, standing there at the beginning. */
function restored(block: types.InputBlock, state: ViewState): types.InputBlock {
  const element: object = { ...block.element };
  const input = state.values[block.block_id ?? '']?.[inputId] ?? {};
  const bare = Object.entries(element).filter(([key]) => !key.startsWith('initial_'));
  const entered = {
    initial_value: input.value,
    initial_option: input.selected_option,
    initial_options: input.selected_options?.length ? input.selected_options : undefined,
    initial_date: input.selected_date,
    initial_time: input.selected_time,
    initial_date_time: input.selected_date_time,
    initial_user: input.selected_user,
  };
  const kept = Object.entries(entered).filter(([, value]) => value);
  return {
    ...block,
    element: Object.fromEntries([...bare, ...kept]) as unknown as types.InputBlock['element'],
  };
}

/** The blocks of the view as it was sent off, with everything that was entered. */
export const restoredBlocks = ({ blocks, state }: SlackView): types.KnownBlock[] =>
  blocks.map((block) => (block.type === 'input' ? restored(block, state) : block));
