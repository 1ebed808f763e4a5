import type { Outline } from '../office-outline.ts';
import type { Fault } from '../yaml-source.ts';

/** Categories that people could not tell apart, since they are called the same. */
export function checkSuggestions({ suggestions }: Outline): Fault[] {
  const names = Object.entries(suggestions.categories).map(([id, { name }]) => ({ id, name: spelled(name) }));
  return names.flatMap(({ id, name }, index): Fault[] => {
    const earlier = names.slice(0, index).find((other) => other.name === name && name !== '');
    if (earlier === undefined) return [];
    const message = `is called the same as "${earlier.id}"`;
    return [{ path: ['suggestions', 'categories', id, 'name'], message }];
  });
}

/** The English name, however it is written. */
function spelled(name: unknown): string {
  const text = typeof name === 'object' && name !== null && 'en' in name ? name.en : name;
  return typeof text === 'string' ? text.trim().toLowerCase() : '';
}
