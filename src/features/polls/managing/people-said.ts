import type { Reader, World } from '../../../engine/context.ts';

/** People by name, as a list is said: `Anna, Li Wei and Zhao Lei`. */
export const peopleSaid = (
  personIds: readonly string[],
  { locale, directory }: Pick<Reader, 'locale'> & Pick<World, 'directory'>,
) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(personIds.map((id) => directory.nameOf(id)));
