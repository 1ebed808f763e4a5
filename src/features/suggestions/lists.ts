import { namedQuery } from '../../db/named-query.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal } from '../../engine/feature.ts';
import { soughtWords } from '../requests/index.ts';
import type { Authors } from './authors.ts';
import { type ListKind, listCard, listKinds, perPage } from './cards/list-card.ts';
import { curatedBy } from './people.ts';
import { openInSql, sealedSuggestions } from './store.ts';
import type { Suggestion } from './suggestion.ts';

const longestSearch = 200;

/**
 * A page of suggestions. Whose are one's own is found by opening the seals of the anonymous ones, of which two queries
 * are made; else one.
 * @param value `top`, `newest 10`, `found 0 coffee machine`.
 */
async function list(ctx: Context, authors: Authors, value: string): Promise<Outcome> {
  const [, named = 'top', start = '0', words = ''] = /^(\S*)\s*(\d*)\s*([\s\S]*)$/.exec(value) ?? [];
  const kind = named === 'found' ? 'found' : (listKinds.find((each) => each === named) ?? 'top');
  // It tells which anonymous ones are theirs: for nobody else to see, and for no message to keep.
  if (kind === 'mine' && !ctx.event.can.replyPrivately) {
    const button = { label: ctx.t('suggestions.list.mine'), action: 'suggestions.list', value: 'mine' };
    const said = ctx.t('suggestions.list.mine.private');
    const blocks = [
      { kind: 'text' as const, text: said },
      { kind: 'actions' as const, buttons: [button] },
    ];
    return ctx.event.kind === 'action'
      ? refusal(said)
      : { answer: { kind: 'card', card: { summary: said, blocks } } };
  }
  const from = Math.min(Number(start) || 0, 100_000);
  const rows = await queryOf(ctx, authors, kind, words, from);
  const page = rows.slice(0, perPage);
  const more = rows.length > perPage;
  return { answer: { kind: 'card', card: listCard(ctx, kind, page, { from, more, words }) } };
}

async function queryOf(
  ctx: Context,
  authors: Authors,
  kind: ListKind | 'found',
  words: string,
  from: number,
): Promise<Suggestion[]> {
  const { database, person } = ctx;
  const run = async (where: string, order: string, values: unknown[]) =>
    (
      await namedQuery<Suggestion>(
        database,
        `SELECT * FROM "Suggestion" WHERE NOT "hidden" AND ${where}
         ORDER BY ${order}"number" DESC OFFSET $1 LIMIT ${perPage + 1}`,
        [from, ...values],
      )
    ).rows;
  const mostSupported = 'cardinality("supporterIds") DESC, ';
  switch (kind) {
    case 'top':
      return run(openInSql, mostSupported, []);
    case 'newest':
      return run(`"stage" <> 'merged'`, '', []);
    case 'found':
      return run('"words" @> $2::text[]', mostSupported, [soughtWords(words)]);
    case 'answering': {
      const active = ctx.directory.everyone().map(({ id }) => id);
      const values = [
        person.id,
        curatedBy(ctx, person.id),
        Object.keys(ctx.office.suggestions.categories),
        active,
      ];
      const first = Object.values(ctx.office.suggestions.categories)[0]!.id;
      return run(
        `${openInSql} AND ("ownerId" = $2 OR (("ownerId" IS NULL OR NOT "ownerId" = ANY ($5::text[]))
          AND (CASE WHEN "category" = ANY ($4::text[]) THEN "category" ELSE $6 END) = ANY ($3::text[])))`,
        '',
        [...values, first],
      );
    }
    case 'mine': {
      const sealed = await sealedSuggestions(database);
      const own = await authors.authorsOf(sealed);
      const ids = sealed.flatMap(({ id }, at) => (own[at]?.personId === person.id ? [id] : []));
      return run('("authorId" = $2 OR "id" = ANY ($3::text[]) OR $2 = ANY ("supporterIds"))', '', [
        person.id,
        ids,
      ]);
    }
  }
}

export const listActions = (authors: Authors): NonNullable<Feature['actions']> => ({
  'suggestions.list': (ctx, value) => list(ctx, authors, value),
});

/** What stands behind `suggestions` for each list. */
const spoken: Readonly<Record<ListKind, readonly string[]>> = {
  top: ['', 'top', '最多', '热门'],
  newest: ['new', 'newest', 'latest', '最新'],
  mine: ['mine', 'my', '我的'],
  answering: ['answering', 'to answer', '待答复', '我负责的'],
};

export const listCommands = (authors: Authors): Command[] => [
  {
    name: 'suggestions',
    words: { en: ['suggestions'], 'zh-CN': ['建议列表'] },
    takes: 'words',
    summary: 'help.suggestions',
    usage: 'help.suggestions.usage',
    run(ctx, rest) {
      const typed = rest.trim().toLowerCase();
      const kind = listKinds.find((each) => spoken[each].includes(typed));
      return list(ctx, authors, kind ?? `found 0 ${rest.slice(0, longestSearch)}`);
    },
  },
  {
    name: 'my suggestions',
    words: { en: ['my suggestions'], 'zh-CN': ['我的建议'] },
    summary: 'help.mySuggestions',
    run: (ctx) => list(ctx, authors, 'mine'),
  },
];
