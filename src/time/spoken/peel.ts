import type { Temporal } from 'temporal-polyfill';
import type { Phrase, Piece } from './piece.ts';

export interface Peeled {
  readonly pieces: readonly Piece[];
  /** What is left, as it was typed. */
  readonly what: string;
  /** A second time stands beside the first, with `or` or `to`. */
  readonly twice: boolean;
}

interface Compiled extends Phrase {
  readonly front: RegExp;
  readonly back: RegExp;
}

const compiled = new Map<Phrase, Compiled>();
const letter = '[\\p{Script=Latin}\\p{N}]';

function compile(phrase: Phrase): Compiled {
  let known = compiled.get(phrase);
  if (known === undefined) {
    const source = phrase.pattern.replaceAll(' ', '\\s+').replaceAll('\\s+?', '\\s*');
    known = {
      ...phrase,
      front: new RegExp(`^(?:${source})(?!(?<=${letter})${letter}|:\\d)`, 'iu'),
      back: new RegExp(`(?<!${letter}(?=${letter})|\\d:)(?:${source})$`, 'iu'),
    };
    compiled.set(phrase, known);
  }
  return known;
}

const longestPhrase = 120;
const space = /^[\s,，、;；:：。.!！~～]+/u;
const trailing = /[\s,，、;；:：。.~～]+$/u;
/** What binds a time to the text before it: `plan for Monday`. */
const bound = /(?:^|\s)(?:for|of|since|until|till|about|than|and|the|my|our|from|between)\s*$/i;
const second = /^(?:or|and|to|or at|-|–|—|~|或者?|还是|和|到|至)\s*/iu;

/**
 * Takes off a text what it says of times, from its beginning and from its end.
 * @param plain the text with common signs; `typed` is as long.
 */
export function peel(
  plain: string,
  typed: string,
  phrases: readonly Phrase[],
  now: Temporal.PlainDateTime,
): Peeled {
  const all = phrases.map(compile);
  const pieces: Piece[] = [];
  let [from, to] = [0, plain.length];
  let twice = false;
  let ended = false;
  const skip = () => {
    from += space.exec(plain.slice(from, to))?.[0].length ?? 0;
    to -= trailing.exec(plain.slice(from, to))?.[0].length ?? 0;
  };
  skip();
  from += /^please\s+/i.exec(plain.slice(from, to))?.[0].length ?? 0;
  for (;;) {
    skip();
    const found = best(plain.slice(from, Math.min(to, from + longestPhrase)), all, 'front', now);
    if (found === undefined) break;
    pieces.push(...found.pieces);
    from += found.length;
    skip();
    const rest = plain.slice(from, Math.min(to, from + longestPhrase));
    const joined = second.exec(rest)?.[0].length;
    const another = /^(?:or|and|to|-|–)\s*(?:at\s+)?\d/i.test(rest);
    if (another && found.pieces.some(({ kind }) => kind === 'time')) twice = true;
    const alternative = joined !== undefined && best(rest.slice(joined), all, 'front', now);
    if (alternative && best(rest, all, 'front', now) === undefined) twice = true;
    const words = /^(?:to|that|about|please)\s+/i.exec(rest);
    if (words && !twice) {
      from += words[0].length;
      ended = true;
      break;
    }
  }
  for (;;) {
    skip();
    const rest = plain.slice(Math.max(from, to - longestPhrase), to);
    const found = best(rest, all, 'back', now);
    if (found === undefined) break;
    const before = rest.slice(0, rest.length - found.length);
    if (bound.test(before)) break;
    // Beside a time, `by Friday` and `next week` are text.
    if (pieces.length > 0 && found.pieces.some(({ kind }) => kind === 'doubt')) break;
    // What came after `to` is text, unless it says what is still open.
    if (ended && found.pieces.some(({ kind }) => pieces.some((piece) => piece.kind === kind))) break;
    if (/(?:^|\s)(?:or|between)\s*$/i.test(before) || /(?:或者?|还是)\s*$/.test(before)) twice = true;
    pieces.push(...found.pieces);
    to -= found.length;
  }
  const what = typed
    .slice(from, to)
    .replace(/^(?:please\s+)?(?:to|that|about|of)\s+/i, '')
    .replace(/[\s,，]+(?:please|on|at)$/i, '');
  return { pieces, what: what.trim(), twice };
}

/** The longest phrase that a text begins or ends with. */
function best(
  text: string,
  phrases: readonly Compiled[],
  side: 'front' | 'back',
  now: Temporal.PlainDateTime,
) {
  let longest: { pieces: readonly Piece[]; length: number } | undefined;
  for (const phrase of phrases) {
    const match = phrase[side].exec(text);
    if (match === null || match[0].length <= (longest?.length ?? 0)) continue;
    const pieces = phrase.read(match, now);
    if (pieces !== undefined) longest = { pieces, length: match[0].length };
  }
  return longest;
}
