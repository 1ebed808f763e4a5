import type { Context } from './context.ts';

/** People by their names or e-mails, separated by commas; or the first that is nobody's, or several people's. */
export function findPeople({ directory }: Context, typed: string): { ids: string[] } | { unknown: string } {
  const ids: string[] = [];
  for (const name of typed.split(/[,，、;；\n]+/).map((each) => each.trim())) {
    if (name === '') continue;
    const byEmail = directory.byEmail(name);
    const found = byEmail?.active
      ? [byEmail]
      : directory.everyone().filter((person) => person.name.toLowerCase() === name.toLowerCase());
    if (found.length !== 1) return { unknown: name };
    ids.push(found[0]!.id);
  }
  return { ids };
}
