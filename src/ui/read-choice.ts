import type { FieldProblem, Option } from './form.ts';

const plain = (words: string) => words.normalize('NFKC').trim().toLowerCase();

/** An option is chosen by its value, by its label, or in a chat by its position counted from 1. */
export function readChoice(options: Option[], text: string): { value: string } | FieldProblem {
  const wanted = plain(text);
  const chosen =
    options.find((option) => option.value === text) ??
    options.find((option) => plain(option.value) === wanted || plain(option.label) === wanted) ??
    (/^\d+$/.test(wanted) ? options[Number(wanted) - 1] : undefined);
  return chosen ? { value: chosen.value } : { problem: 'notAnOption' };
}

/**
 * Several options: one a line, or as people and some platforms write them (`tea, 3 and coffee`, `1 3`). An option
 * that has such a separator in its own words is still found whole.
 */
export function readChoices(options: Option[], text: string): { value: string[] } | FieldProblem {
  const chosen = new Set<string>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const read = readLine(options, line);
    if (read === undefined) return { problem: 'notAnOption' };
    for (const value of read) chosen.add(value);
  }
  return { value: options.map(({ value }) => value).filter((value) => chosen.has(value)) };
}

const separator = /\s*(?:[,，、;；+&]|\band\b|和|以及)\s*/u;

function readLine(options: Option[], typed: string): string[] | undefined {
  const whole = readChoice(options, typed.trim());
  if ('value' in whole) return [whole.value];
  const line = typed.normalize('NFKC').trim();
  const parts = /^[\d\s]+$/.test(line) ? line.split(/\s+/) : line.split(separator);
  if (parts.length < 2) return undefined;
  return optionsIn(options, line, parts.map((part) => part.trim()).filter(Boolean));
}

/** Takes as many parts at once as make an option, the most first. */
function optionsIn(options: Option[], line: string, parts: string[]): string[] | undefined {
  const found: string[] = [];
  let rest = line;
  for (let at = 0; at < parts.length; ) {
    let taken = 0;
    for (let end = parts.length; end > at && taken === 0; end -= 1) {
      const from = rest.indexOf(parts[at]!);
      const last = lastOf(rest, parts.slice(at, end), from);
      const read = readChoice(options, rest.slice(from, last));
      if (!('value' in read)) continue;
      found.push(read.value);
      rest = rest.slice(last);
      taken = end - at;
    }
    if (taken === 0) return undefined;
    at += taken;
  }
  return found;
}

/** Where the last of these parts ends, which stand one behind the other from there on. */
function lastOf(text: string, parts: string[], from: number): number {
  return parts.reduce((position, part) => text.indexOf(part, position) + part.length, from);
}

/**
 * A place, or whatever else is chosen from a long list of long labels: as an option, or by words of which every
 * one is in one label alone: `3F` of `HQ › Building A › 3F`. The end of a label counts before its middle.
 */
export function readPlace(options: Option[], text: string): { value: string } | FieldProblem {
  const exact = options.find(({ value }) => value === text) ?? byName(options, plain(text));
  if (exact) return { value: exact.value };
  const words = plain(text)
    .split(/[\s›>/,，、]+/)
    .filter(Boolean);
  const having = options.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const ending = having.filter(({ label }) => plain(label).endsWith(words.at(-1) ?? ''));
  const [only, ...more] = ending.length > 0 ? ending : having;
  if (only === undefined) return { problem: 'notAnOption' };
  if (more.length === 0) return { value: only.value };
  const labels = [only, ...more].slice(0, 5).map(({ label }) => label);
  return { problem: 'severalOptions', options: labels.join('; ') };
}

/** By the id, the whole label, or the last name in it where one alone bears it. */
function byName(options: Option[], wanted: string): Option | undefined {
  const named = options.filter(({ value, label }) => plain(value) === wanted || plain(label) === wanted);
  const last = options.filter(({ label }) => plain(label.split('›').at(-1) ?? '') === wanted);
  return named[0] ?? (last.length === 1 ? last[0] : undefined);
}
