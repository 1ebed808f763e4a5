import { QuartermasterError } from '../../src/core/errors.ts';

/** Slack's limits, in UTF-16 characters unless said otherwise. The one place that knows them. */
export const limits = {
  messageBlocks: 50,
  modalBlocks: 100,
  /** All blocks of a message as JSON: Slack refuses near 13,200 and does not say how it counts. */
  messageTotal: 12_000,
  /** A view as JSON, in bytes. */
  viewTotal: 250_000,
  /** The `text` of a message: what notifications show. */
  summary: 3000,
  text: 3000,
  header: 150,
  /** What a picture is in words. */
  altText: 2000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  actionId: 255,
  blockId: 255,
  callbackId: 255,
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  inputText: 3000,
  options: 100,
  optionGroups: 100,
  groupLabel: 75,
  /** So many options are ticked; more of them are chosen from a list. */
  checkboxes: 10,
  /** Of one field. */
  files: 10,
  optionText: 75,
  optionValue: 150,
  url: 3000,
} as const;

/**
 * Display text that fits: shortened with an ellipsis where it is too long, never inside a character. `encode`
 * is applied to each character, and what it makes of them is what counts.
 */
export function shorten(
  text: string,
  max: number,
  encode: (text: string) => string = (same) => same,
): string {
  const whole = encode(text);
  if (whole.length <= max) return whole;
  let kept = '';
  for (const character of text) {
    const next = encode(character);
    if (kept.length + next.length > max - 1) break;
    kept += next;
  }
  return `${kept}…`;
}

/** An id or a value, which is never shortened. Throws 'invalid' where it does not fit. */
export function whole(what: string, value: string, max: number): string {
  if (value.length > max) {
    throw new QuartermasterError(
      'invalid',
      `Slack: ${what} has ${value.length} characters, at most ${max} fit`,
    );
  }
  return value;
}
