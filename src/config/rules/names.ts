import type { Outline } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';

/** A word that people type finds one category: its id, one of its names or one of its aliases. */
export function checkNames({ catalogue }: Outline): Fault[] {
  const owners = new Map<string, string>();
  for (const [id, category] of Object.entries(catalogue))
    for (const word of [id, ...namesOf(category.name)])
      if (!owners.has(fold(word))) owners.set(fold(word), id);

  return Object.entries(catalogue).flatMap(([id, category]) => {
    const own = new Set<string>();
    return category.aliases.flatMap((alias, index): Fault[] => {
      const word = fold(alias ?? '');
      if (word === '') return [];
      const path = ['catalogue', id, 'aliases', index];
      if (own.has(word)) return [{ path, message: `"${alias}" is there twice` }];
      own.add(word);
      const owner = owners.get(word) ?? id;
      owners.set(word, owner);
      return owner === id ? [] : [{ path, message: `"${alias}" already means ${owner}` }];
    });
  });
}

function namesOf(name: unknown): string[] {
  const names = typeof name === 'object' && name !== null ? Object.values(name) : [name];
  return names.filter((text) => typeof text === 'string');
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
