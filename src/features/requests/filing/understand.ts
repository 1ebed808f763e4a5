import type { Category } from '../../../config/office.ts';
import { narrow } from '../../../core/full-width.ts';
import { locales } from '../../../core/locale.ts';

/** What a sentence says: the kind of request, and the words that describe it. */
export interface Understood {
  category: Category;
  /** The sentence; without the word that named the kind, where it began with that. */
  rest: string;
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text);

/**
 * Finds the kind of request that a sentence speaks of, by the names and aliases of the catalogue: `报修 三楼空调漏水`,
 * `the printer on 3F is broken`. An English word counts as a whole word. What stands first wins, and of two words
 * in one place the longer one.
 */
export function understand(categories: Iterable<Category>, sentence: string): Understood | undefined {
  const text = sentence.normalize('NFC').trim();
  const lower = narrow(text).toLowerCase();
  let best: { category: Category; word: string; at: number } | undefined;
  for (const category of categories) {
    for (const word of [
      category.id,
      ...locales.map((locale) => category.name[locale]),
      ...category.aliases,
    ]) {
      const at = find(lower, narrow(word.normalize('NFC')).toLowerCase());
      if (at === -1) continue;
      const better = best === undefined || at < best.at || (at === best.at && word.length > best.word.length);
      if (better) best = { category, word, at };
    }
  }
  if (best === undefined) return undefined;
  // A word at the head names the kind; anywhere else it is part of what is being said.
  const rest = best.at === 0 ? text.slice(best.word.length).replace(/^[\s:：,，、。;；–—-]+/, '') : text;
  return { category: best.category, rest };
}

function find(text: string, word: string): number {
  if (word === '') return -1;
  if (isHan(word)) return text.indexOf(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u'));
}

/** Which field takes what was said: the description where there is one, else the first that takes text. */
export function describingField(category: Category): string | undefined {
  const paragraphs = category.fields.filter(({ type }) => type === 'paragraph');
  const texts = category.fields.filter(({ type }) => type === 'text');
  const named = [...paragraphs, ...texts].find(({ id }) => id === 'description' || id === 'item');
  return (named ?? paragraphs[0] ?? texts[0])?.id;
}
