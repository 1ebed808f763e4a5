import { QuartermasterError } from '../../src/core/errors.ts';

/** What Teams takes, and so what every card of ours keeps to. Lengths are in characters. */
export const limits = {
  /** Bytes of a whole card in UTF-16. Teams refuses a message of 100 KB; its envelope needs room too. */
  cardBytes: 80 * 1024,
  buttonLabel: 80,
  inputLabel: 200,
  title: 200,
  summary: 300,
  url: 2000,
  /** Teams shows so many buttons of one row; the others go behind "…". */
  primaryButtons: 6,
  /** So many options are shown side by side; longer lists fold. */
  expandedOptions: 5,
  /** A folded list that is longer than this can be searched by writing. */
  searchedOptions: 12,
} as const;

/** The bytes that Teams counts for what is sent as JSON. */
export const bytesOf = (drawn: object): number => JSON.stringify(drawn).length * 2;

/** How long one text may be, tried in this order until the whole card fits. */
const textLengths = [4000, 1500, 600, 200, 80];

/** Shortens what people read to `length` code points, the last of them an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = Array.from(text);
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}

/** An id or a value goes through whole or not at all. */
export function whole(what: string, value: string, length: number): string {
  if (value.length <= length) return value;
  throw new QuartermasterError('invalid', `${what} is longer than ${length} characters`);
}

/**
 * Draws with ever shorter texts until the card fits; throws 'invalid' where even the shortest do not.
 * @param measured what has to fit, where that is less than what is drawn.
 */
export function fitting<Drawn extends object>(
  draw: (textLength: number) => Drawn,
  measured: (textLength: number) => object = draw,
): Drawn {
  for (const length of textLengths) if (bytesOf(measured(length)) <= limits.cardBytes) return draw(length);
  throw new QuartermasterError('invalid', `a card does not fit into ${limits.cardBytes} bytes`);
}
