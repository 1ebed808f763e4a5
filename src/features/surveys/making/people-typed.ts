import type { Context } from '../../../engine/context.ts';

/** The e-mails of people by their names or e-mails, with commas between; or the first that is nobody's, or several people's. */
export function peopleIn(
  { directory }: Pick<Context, 'directory'>,
  typed: string,
): { emails: string[] } | { unknown: string } {
  const emails: string[] = [];
  for (const name of typed.split(/[,，、;；\n]+/u).map((each) => each.trim())) {
    if (name === '') continue;
    const byEmail = directory.byEmail(name);
    const found = byEmail?.active
      ? [byEmail]
      : directory.everyone().filter((person) => person.name.toLowerCase() === name.toLowerCase());
    if (found.length !== 1) return { unknown: name };
    emails.push(found[0]!.email);
  }
  return { emails: [...new Set(emails)] };
}
