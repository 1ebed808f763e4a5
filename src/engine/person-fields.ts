import type { Person } from '../directory/people.ts';
import { accountPrefix, type Field, type Form, type Option, type Values } from '../ui/form.ts';
import type { FindPerson } from '../ui/read-field.ts';
import type { Context } from './context.ts';

/** So many people can be listed in a form; in a larger office they are named. */
const mostListed = 500;
/** So many people are named to somebody who could have meant any of them. */
const mostNamed = 5;

const plain = (words: string) => words.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
const inFull = ({ name, email }: Person) => `${name} (${email})`;

/**
 * Finds people by our id, their e-mail, their exact name, `me`, or the account picked for them on the platform.
 * What was picked is looked up here, before: a query where this process has not met that account.
 */
export async function personFinder(ctx: Context, form: Form, typed: Values): Promise<FindPerson> {
  const picked = new Map<string, Person | undefined>();
  for (const { id, kind } of form.fields) {
    const text = typed[id]?.trim() ?? '';
    const account = kind === 'person' ? accountIn(text) : undefined;
    if (account !== undefined) picked.set(text, await ctx.accounts.personOf(account));
  }
  return (text) => (picked.has(text) ? oneOf([picked.get(text)]) : findByWords(ctx, text));
}

/** `account:<workspace>:<userId>` */
function accountIn(text: string) {
  if (!text.startsWith(accountPrefix)) return undefined;
  const [, workspace = '', userId = ''] = text.split(':');
  return { workspace, userId };
}

export function findByWords({ directory, person }: Context, text: string): ReturnType<FindPerson> {
  const known = directory.find(text) ?? directory.byEmail(text.replace(/^(?:mailto:|@)/, ''));
  if (known !== undefined) return oneOf([known]);
  const wanted = plain(text.replace(/^@/, ''));
  if (['me', 'myself', '我', '我自己', '本人'].includes(wanted)) return { value: person.id };
  const everyone = directory.everyone();
  const named = everyone.filter((one) => plain(one.name) === wanted || plain(inFull(one)) === wanted);
  if (named.length > 0) return oneOf(named);
  // Part of a name is no choice: it is asked back.
  const alike = wanted.length < 2 ? [] : everyone.filter(({ name }) => plain(name).includes(wanted));
  return alike.length > 0 ? several(alike) : { problem: 'notAPerson' };
}

function oneOf(found: (Person | undefined)[]): ReturnType<FindPerson> {
  const [one, ...more] = found.filter((each) => each?.active === true);
  if (one === undefined) return { problem: 'notAPerson' };
  return more.length === 0 ? { value: one!.id } : several([one!, ...more.map((each) => each!)]);
}

const several = (people: Person[]): ReturnType<FindPerson> => ({
  problem: 'severalPeople',
  people: people.slice(0, mostNamed).map(inFull).join('; ') + (people.length > mostNamed ? '; …' : ''),
});

/**
 * A form as this platform draws its person fields: who stands in them as the account that its picker knows (one
 * query where somebody does), or everyone to choose from, as far as a form can list them.
 */
export async function withPeople(ctx: Context, form: Form): Promise<Form> {
  if (!form.fields.some(({ kind }) => kind === 'person')) return form;
  const preset = form.fields.flatMap(({ kind, value }) =>
    kind === 'person' && value && ctx.directory.find(value) ? [value] : [],
  );
  const picks = ctx.capabilities.picksPeople;
  const accounts = picks && preset.length > 0 ? await ctx.accounts.accountsOf(preset) : new Map();
  const options = picks ? undefined : listOf(ctx.directory.everyone());
  const drawn = (field: Field): Field => {
    if (field.kind !== 'person') return field;
    if (options !== undefined) return { ...field, options };
    const account = accounts.get(field.value ?? '');
    if (account !== undefined)
      return { ...field, value: `${accountPrefix}${account.workspace}:${account.userId}` };
    // Where they can only be written, they stand there as they are written.
    const person = picks ? undefined : ctx.directory.find(field.value ?? '');
    return person === undefined ? field : { ...field, value: person.email };
  };
  return { ...form, fields: form.fields.map(drawn) };
}

/** Everyone by name, and by e-mail too where two share a name. */
function listOf(people: Person[]): Option[] | undefined {
  if (people.length > mostListed) return undefined;
  const seen = new Set<string>();
  const twice = new Set(
    people.filter(({ name }) => seen.size === seen.add(plain(name)).size).map(({ name }) => plain(name)),
  );
  return people.map((one) => ({
    value: one.id,
    label: twice.has(plain(one.name)) ? inFull(one) : one.name,
  }));
}
