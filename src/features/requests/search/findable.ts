import type { Category, Office } from '../../../config/office.ts';
import { locales } from '../../../core/locale.ts';
import type { FieldValue } from '../../../ui/form.ts';
import type { RequestState } from '../request.ts';
import { wordsOf } from './search-words.ts';

/** So much of what was written is compared with other requests, in characters. */
const longestAbout = 1000;

export type Findable = Pick<RequestState, 'about' | 'words' | 'placeId' | 'urgency'>;

/**
 * What a request with these values is found by, and is like: its texts, the names of its options and places in both
 * languages, where it is, how urgent it is. `more` is what else was said, e.g. in the message that it is made of.
 */
export function findableOf(
  category: Pick<Category, 'fields'>,
  values: Readonly<Record<string, FieldValue>>,
  { places }: Pick<Office, 'places'>,
  more = '',
): Findable {
  const written: string[] = [];
  const named: string[] = [];
  let placeId: string | null = null;
  for (const field of category.fields) {
    const value = values[field.id];
    if (value === null || value === undefined || value === '') continue;
    if (field.type === 'text' || field.type === 'paragraph') written.push(String(value));
    if (field.type === 'choice' || field.type === 'choices') {
      const chosen = field.options.filter((option) =>
        Array.isArray(value) ? value.includes(option.value) : option.value === value,
      );
      named.push(...chosen.flatMap(({ label }) => locales.map((locale) => label[locale])));
    }
    if (field.type === 'place' && typeof value === 'string') {
      placeId ??= value;
      const place = places[value];
      if (place) named.push(...locales.map((locale) => place.name[locale]));
    }
  }
  const { urgency } = values;
  return {
    about: written
      .join('\n')
      .slice(0, longestAbout)
      .replace(/\p{Surrogate}$/u, ''),
    words: wordsOf([...written, ...named, more].join('\n')),
    placeId,
    urgency: typeof urgency === 'string' && urgency !== '' ? urgency : null,
  };
}
