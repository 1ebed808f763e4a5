import type { Directory } from '../../../directory/directory.ts';
import { type Criteria, stageWords } from './search-criteria.ts';
import { folded, type Meaning, type Vocabulary } from './search-vocabulary.ts';
import { soughtWords } from './search-words.ts';

/** The longest search that is read, in characters: it has to fit into a button's value. */
export const longestSearch = 300;

/** The beginning of a search, as much of it as is read, and no half character. */
export const cutSearch = (typed: string) => typed.slice(0, longestSearch).replace(/\p{Surrogate}$/u, '');

/** What was made of a search: what is looked for, and how each part was understood. */
export interface Search {
  criteria: Criteria;
  understood: Understood[];
}

export type Understood =
  | Meaning
  | { kind: 'person' | 'requester' | 'assignee'; ids: string[] }
  | { kind: 'number'; number: number }
  /** Looked for among the words, as it was written. */
  | { kind: 'text'; text: string }
  /** A name that nobody and nothing has: looked for among the words. */
  | { kind: 'unknown'; text: string };

type NamedFacet = Parameters<Vocabulary['of']>[0];
type PersonRole = 'person' | 'requester' | 'assignee';

const prefixes: Record<string, PersonRole | NamedFacet | 'number'> = {
  from: 'requester',
  requester: 'requester',
  by: 'requester',
  申请人: 'requester',
  提交人: 'requester',
  assignee: 'assignee',
  to: 'assignee',
  负责人: 'assignee',
  处理人: 'assignee',
  person: 'person',
  人员: 'person',
  team: 'team',
  团队: 'team',
  category: 'category',
  kind: 'category',
  类别: 'category',
  place: 'place',
  in: 'place',
  at: 'place',
  地点: 'place',
  位置: 'place',
  stage: 'stage',
  状态: 'stage',
  number: 'number',
  编号: 'number',
};
const prefix = new RegExp(`^(${Object.keys(prefixes).join('|')}):\\s*`, 'u');

const isLetter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character) && !/\p{Script=Han}/u.test(character);

/**
 * Reads a search as people type it, in either language and with or without blanks between Chinese words: `aircon 3F
 * open`, `三楼空调未完成`, `from:anna "open door"`. What stands in quotes is text, whatever it could mean.
 */
export function parseSearch(
  typed: string,
  { vocabulary, directory, personId }: { vocabulary: Vocabulary; directory: Directory; personId: string },
): Search {
  const original = cutSearch(typed.normalize('NFC'));
  const text = folded(original);
  const understood: Understood[] = [];
  let loose = '';
  const keepLoose = () => {
    if (loose.trim() !== '') understood.push({ kind: 'text', text: loose.trim() });
    loose = '';
  };
  const take = (one: Understood) => {
    keepLoose();
    understood.push(one);
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const startsWord = !isLetter(text[at - 1]) || !isLetter(text[at]);
    const quoted = /^["“]([^"”]*)["”]?/.exec(rest);
    const named = startsWord ? prefix.exec(rest) : null;
    const number = /^#(\d{1,9})/.exec(rest);
    if (quoted) {
      take({ kind: 'text', text: original.slice(at + 1, at + 1 + quoted[1]!.length) });
      at += quoted[0].length;
    } else if (number) {
      take({ kind: 'number', number: Number(number[1]) });
      at += number[0].length;
    } else if (named || (text[at] === '@' && startsWord)) {
      const kind = named ? prefixes[named[1]!]! : 'person';
      const from = at + (named ? named[0].length : 1);
      const mentioned = named && text[from] === '@' ? from + 1 : from;
      const found = value(kind, text.slice(mentioned), original.slice(mentioned), {
        vocabulary,
        directory,
        personId,
      });
      if (found) take(found.meaning);
      else loose += original.slice(at, from);
      at = mentioned + (found?.length ?? 0);
    } else {
      const word = startsWord ? longest(vocabulary.plain, rest) : undefined;
      if (word !== undefined) {
        take(vocabulary.plain.get(word)!);
        at += word.length;
      } else {
        const character = String.fromCodePoint(original.codePointAt(at)!);
        loose += character;
        at += character.length;
      }
    }
  }
  keepLoose();
  const kept = understood.filter((one) => one.kind !== 'text' || soughtWords(one.text).length > 0);
  return { criteria: criteriaOf(kept, personId), understood: kept };
}

const longestName = 60;

/** The longest of these words that a text begins with, and that ends where a word ends. */
function longest(words: ReadonlyMap<string, unknown>, text: string): string | undefined {
  for (let length = Math.min(longestName, text.length); length > 0; length -= 1) {
    const word = text.slice(0, length);
    if (!words.has(word) || (isLetter(word.at(-1)) && isLetter(text[length]))) continue;
    // One Chinese character is part of too many words.
    if (/^\p{Script=Han}$/u.test(word) && /^\p{L}/u.test(text.slice(1))) continue;
    return word;
  }
  return undefined;
}

/** What stands behind a prefix: the longest name that is known, else one word. */
function value(
  kind: PersonRole | NamedFacet | 'number',
  text: string,
  original: string,
  { vocabulary, directory, personId }: { vocabulary: Vocabulary; directory: Directory; personId: string },
): { meaning: Understood; length: number } | undefined {
  const word = /^[^\s,，、;；]+/.exec(text)?.[0];
  if (word === undefined) return undefined;
  const unknown = {
    meaning: { kind: 'unknown' as const, text: original.slice(0, word.length) },
    length: word.length,
  };
  if (kind === 'number') {
    const digits = /^#?(\d{1,9})/.exec(text);
    return digits ? { meaning: { kind, number: Number(digits[1]) }, length: digits[0].length } : unknown;
  }
  if (kind === 'team' || kind === 'category' || kind === 'place' || kind === 'stage') {
    const name = longest(vocabulary.of(kind), text);
    return name === undefined ? unknown : { meaning: vocabulary.of(kind).get(name)!, length: name.length };
  }
  const me = /^(?:me|我)(?![\p{L}\p{N}])/u.exec(text);
  if (me) return { meaning: { kind, ids: [personId] }, length: me[0].length };
  const names = new Map<string, string[]>();
  for (const person of directory.everyone())
    for (const name of [person.name, person.email, person.email.split('@')[0]!]) {
      const key = folded(name);
      names.set(key, [...(names.get(key) ?? []), person.id]);
    }
  const name = longest(names, text);
  if (name !== undefined)
    return { meaning: { kind, ids: [...new Set(names.get(name))] }, length: name.length };
  // A part of a name is enough: the first name, or the family name.
  const parts = [...names].filter(
    ([each]) => each.split(/[\s.@]+/).includes(word) || (word.length > 2 && each.startsWith(word)),
  );
  const ids = [...new Set(parts.flatMap(([, each]) => each))];
  return ids.length > 0 ? { meaning: { kind, ids }, length: word.length } : unknown;
}

/** All of it together. Of one kind, any: `open done` is both; of words, all. */
function criteriaOf(understood: readonly Understood[], personId: string): Criteria {
  const criteria: Criteria = { words: [] };
  const add = <
    Key extends 'teamIds' | 'categories' | 'placeIds' | 'requesterIds' | 'assigneeIds' | 'personIds',
  >(
    key: Key,
    ids: readonly string[],
  ) => {
    criteria[key] = [...new Set([...(criteria[key] ?? []), ...ids])];
  };
  for (const one of understood)
    switch (one.kind) {
      case 'text':
      case 'unknown':
        criteria.words = [...new Set([...criteria.words, ...soughtWords(one.text)])];
        break;
      case 'number':
        criteria.number = one.number;
        break;
      case 'stage':
        criteria.stages = [...new Set([...(criteria.stages ?? []), ...stageWords[one.word]])];
        break;
      case 'overdue':
      case 'unassigned':
        criteria[one.kind] = true;
        break;
      case 'mine':
        criteria.neededBy = personId;
        break;
      case 'requester':
      case 'assignee':
      case 'person':
        add(`${one.kind}Ids`, one.ids);
        break;
      case 'team':
        add('teamIds', one.ids);
        break;
      case 'category':
        add('categories', one.ids);
        break;
      case 'place':
        add('placeIds', one.ids);
        break;
    }
  return criteria;
}
