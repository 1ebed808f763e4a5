import type { Context } from '../../../engine/context.ts';
import type { Command, Outcome } from '../../../engine/feature.ts';
import { unfinishedStages } from '../stages.ts';
import { loadRequests } from '../store.ts';
import { type ListKind, pageCard } from './page-card.ts';
import type { Criteria } from './search-criteria.ts';
import { cutSearch, parseSearch } from './search-parse.ts';
import { findPage, type Order, type Page, viewerOf } from './search-store.ts';
import { folded, vocabularyOf } from './search-vocabulary.ts';

const kinds: ListKind[] = ['find', 'queue', 'overdue', 'my'];

export interface Listing {
  kind: ListKind;
  /** What it is narrowed down by, as it was typed. */
  typed: string;
}

const pageLength = 10;
const nothing: Page = { ids: [] };

/** What each list holds besides what was typed, and what stands first. */
const lists: Record<
  ListKind,
  { direction: Order['direction']; narrow(criteria: Criteria, ctx: Context): Criteria }
> = {
  find: { direction: 'newest', narrow: (criteria) => criteria },
  queue: {
    direction: 'oldest',
    narrow: (criteria, { person, directory, now }) => ({
      ...criteria,
      stages: criteria.stages ?? unfinishedStages,
      teamIds: criteria.teamIds ?? viewerOf(person.id, directory, now).teamIds,
    }),
  },
  overdue: {
    direction: 'oldest',
    narrow: (criteria) => ({ ...criteria, stages: criteria.stages ?? unfinishedStages, overdue: true }),
  },
  my: { direction: 'newest', narrow: (criteria, { person }) => ({ ...criteria, neededBy: person.id }) },
};

/** One page of a list. Four statements of bounded cost. */
export async function showList(ctx: Context, listing: Listing, after?: number): Promise<Outcome> {
  const { database, directory, person, now } = ctx;
  const typed = cutSearch(listing.typed);
  const search = read(ctx, typed);
  const { direction, narrow } = lists[listing.kind];
  const criteria = narrow(search.criteria, ctx);
  const looked = { direction, after, limit: pageLength };
  const [page, deciding] = await Promise.all([
    criteria.teamIds?.length === 0
      ? nothing
      : findPage(database, viewerOf(person.id, directory, now), criteria, looked),
    listing.kind === 'queue' && typed === '' && after === undefined ? awaiting(ctx) : [],
  ]);
  const found = await loadRequests(database, [...page.ids, ...deciding]);
  const requestsOf = (ids: string[]) => ids.flatMap((id) => found.get(id) ?? []);
  const value = asValue({ ...listing, typed });
  const card = pageCard(ctx, {
    kind: listing.kind,
    understood: search.understood,
    deciding: requestsOf(deciding),
    requests: requestsOf(page.ids),
    first: after === undefined,
    refine: value,
    more: page.next === undefined ? undefined : `${page.next} ${value}`,
    full: page.ids.length === pageLength,
  });
  return { answer: { kind: 'card', card } };
}

/** What waits for this person's decision, the oldest first. One statement. */
async function awaiting({ database, person }: Context): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>({
    name: 'requests_awaiting',
    text: `SELECT substr(s."subject", length('request:') + 1) AS "id" FROM "ApprovalStep" s
      WHERE s."state" = 'open' AND s."approverIds" @> ARRAY[$1] AND s."subject" LIKE 'request:%'
      ORDER BY s."openedAt", s."id" LIMIT $2`,
    values: [person.id, pageLength],
  });
  return rows.map(({ id }) => id);
}

/** A list in a button's value, and back. */
const asValue = ({ kind, typed }: Listing) => `${kind} ${typed}`.trim();

export function listingOf(value: string): Listing {
  const [first = '', ...rest] = value.split(' ');
  const kind = kinds.find((each) => each === first);
  return kind ? { kind, typed: rest.join(' ') } : { kind: 'find', typed: value };
}

/** What a button for more asks for: `4711 queue 3F`. */
export function moreOf(value: string): { listing: Listing; after: number } | undefined {
  const [number = '', ...rest] = value.split(' ');
  if (!/^\d{1,9}$/.test(number)) return undefined;
  return { listing: listingOf(rest.join(' ')), after: Number(number) };
}

const command = (
  kind: Exclude<ListKind, 'find'>,
  words: Command['words'],
  summary: Command['summary'],
): Command => ({
  name: kind,
  words,
  summary,
  run: (ctx) => showList(ctx, { kind, typed: '' }),
});

export const listCommands: Command[] = [
  command(
    'my',
    { en: ['my', 'mine', 'my requests'], 'zh-CN': ['我的', '我的申请', '查看我的申请'] },
    'help.my',
  ),
  command(
    'queue',
    { en: ['queue', 'todo', "my team's queue"], 'zh-CN': ['待办', '队列', '团队待办'] },
    'help.queue',
  ),
  command('overdue', { en: ['overdue', 'late'], 'zh-CN': ['逾期', '超时', '逾期申请'] }, 'help.overdue'),
];

/**
 * A list that is narrowed down: `queue 3F`, `逾期 报修`. Undefined where anything in it is more than a name or a stage:
 * many a sentence begins like one (`my printer is broken`).
 */
export async function listFromSentence(ctx: Context, sentence: string): Promise<Outcome | undefined> {
  const plain = folded(sentence);
  for (const { name, words } of listCommands)
    for (const word of [...words.en, ...words['zh-CN']]) {
      if (!plain.startsWith(word)) continue;
      const typed = sentence.slice(word.length).trim();
      const { understood } = read(ctx, typed);
      const clear = !understood.some(({ kind }) => kind === 'text' || kind === 'unknown');
      if (clear && understood.length > 0) return showList(ctx, { kind: name as ListKind, typed });
    }
  return undefined;
}

const read = ({ office, directory, person }: Context, typed: string) =>
  parseSearch(typed, { vocabulary: vocabularyOf(office), directory, personId: person.id });
