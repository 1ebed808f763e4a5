import { narrow } from '../../core/full-width.ts';
import type { Team } from '../../directory/people.ts';
import type { Context } from '../../engine/context.ts';
import { findByWords } from '../../engine/person-fields.ts';
import type { Recipient } from './reminder.ts';

/** Whom somebody means, and what they said besides; or whom nobody knows, as they wrote it. */
export type ReadRecipient = { to: Recipient; rest: string } | { unknown: string };

/**
 * Who is to be reminded: `me`, a team by its channel, id or name, or a person by their e-mail or their name, which
 * stands in place of a mention; whoever names nobody means themselves.
 */
export function readRecipient(ctx: Context, said: string): ReadRecipient {
  const text = said.trim();
  const me = /^(?:me|myself)(?![\p{L}\p{N}])|^(?:我自己|我)(?!们)/iu.exec(text);
  if (me) return { to: { personId: ctx.person.id }, rest: after(text, me[0]) };
  // `#42` is a request, and not a channel.
  const marked = /^[#@＃＠](?!\d+(?:\s|$))/u.test(text);
  const bare = marked ? text.slice(1).trimStart() : text;
  const named = longest(bare, namesIn(ctx, text[0]));
  if (named) return { to: named.to, rest: after(bare, named.name) };
  const word = /^[^\s,，:：]+/u.exec(bare)?.[0] ?? '';
  const personId = marked || word.includes('@') ? personOf(ctx, word, text[0]) : undefined;
  if (personId) return { to: { personId }, rest: after(bare, word) };
  return marked ? { unknown: `${text[0]}${word}` } : { to: { personId: ctx.person.id }, rest: text };
}

/** What stands behind it, without what only joins the two. */
const after = (text: string, before: string) => text.slice(before.length).replace(/^[\s,，:：]+/u, '');

interface Named {
  readonly name: string;
  readonly to: Recipient;
}

/** Everything that a team or a person is called; behind a `#` only teams are. */
function namesIn({ directory }: Context, mark: string | undefined): Named[] {
  const teams = directory
    .allTeams()
    .flatMap((team) => namesOf(team).map((name) => ({ name, to: { teamId: team.id } })));
  if (mark === '#' || mark === '＃') return teams;
  const people = directory.everyone();
  const twice = new Set(people.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at));
  const persons = people.flatMap(({ id, name, email }) =>
    [email, ...(twice.has(name) ? [] : [name])].map((each) => ({ name: each, to: { personId: id } })),
  );
  return [...persons, ...teams];
}

function namesOf({ id, name, channels }: Team): string[] {
  const rooms = Object.values(channels).flatMap((channel) =>
    typeof channel === 'string' ? [channel.replace(/^#/, '')] : [],
  );
  const names = [id, ...rooms, ...Object.values(name)];
  return [...names.flatMap((each) => [`the ${each} team`, `${each} team`, `the ${each}`]), ...names];
}

/** The longest of these that the text begins with, as a whole word. */
function longest(text: string, names: readonly Named[]): Named | undefined {
  const plain = narrow(text).toLowerCase();
  let best: Named | undefined;
  for (const one of names) {
    const name = one.name.toLowerCase();
    if (name === '' || !plain.startsWith(name) || (best && best.name.length >= name.length)) continue;
    const next = plain.slice(name.length);
    if (
      /[\p{L}\p{N}]$/u.test(name) &&
      !/\p{Script=Han}$/u.test(name) &&
      /^[\p{L}\p{N}._@-]/u.test(next) &&
      !/^\p{Script=Han}/u.test(next)
    )
      continue;
    best = one;
  }
  return best;
}

/** By what stands before the @ of an e-mail, or by a name that only one has. */
function personOf(ctx: Context, word: string, mark: string | undefined): string | undefined {
  if (mark === '#' || mark === '＃') return undefined;
  const found = findByWords(ctx, word);
  if ('value' in found) return found.value;
  const local = ctx.directory.everyone().filter(({ email }) => email.split('@')[0] === word.toLowerCase());
  return local.length === 1 ? local[0]!.id : undefined;
}
