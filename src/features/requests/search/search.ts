import type { Context } from '../../../engine/context.ts';
import type { Command, Feature, FormHandler, Outcome } from '../../../engine/feature.ts';
import type { Form } from '../../../ui/form.ts';
import { findTyped } from '../find.ts';
import { showRequest } from '../look.ts';
import { type Listing, listingOf, moreOf, showList } from './lists.ts';
import { stageWords } from './search-criteria.ts';
import { cutSearch, longestSearch } from './search-parse.ts';

/** Searching: `find aircon 3F open`. A number alone is that request, where there is one. */
export const searchCommands: Command[] = [
  {
    name: 'find',
    words: { en: ['find', 'search'], 'zh-CN': ['查找', '搜索', '查询'] },
    takes: 'words',
    summary: 'help.find',
    usage: 'help.find.usage',
    async run(ctx, rest) {
      if (rest === '') return { answer: { kind: 'form', form: searchForm(ctx, '') } };
      const found = /^#?\d{1,9}号?$/.test(rest) ? await findTyped(ctx, rest) : undefined;
      return found ? showRequest(ctx, found) : showList(ctx, { kind: 'find', typed: rest });
    },
  },
];

export const searchActions: Feature['actions'] = {
  'requests.more': async (ctx, value) => {
    const wanted = moreOf(value);
    return wanted ? showList(ctx, wanted.listing, wanted.after) : refine(ctx, '');
  },
  'requests.refine': (ctx, value) => refine(ctx, value),
};

async function refine(ctx: Context, value: string): Promise<Outcome> {
  return { answer: { kind: 'form', form: searchForm(ctx, value) } };
}

/** A search to be changed: its words, and what can be chosen instead of typed. Its context is the list's kind. */
function searchForm(ctx: Context, value: string): Form {
  const { kind, typed } = listingOf(value);
  const { teams, catalogue } = ctx.office;
  const choice = (id: 'stage' | 'category' | 'team', options: { value: string; label: string }[]) => ({
    id,
    kind: 'choice' as const,
    required: false,
    label: ctx.t(`requests.search.${id}`),
    options: options.slice(0, 100),
  });
  const named = (records: typeof teams | typeof catalogue) =>
    Object.values(records).map(({ id, name }) => ({ value: id, label: name[ctx.locale] }));
  return {
    id: 'requests.find',
    context: kind,
    title: ctx.t('requests.search.form'),
    submit: ctx.t('requests.search.submit'),
    fields: [
      {
        id: 'words',
        kind: 'text',
        required: false,
        maxLength: longestSearch,
        label: ctx.t('requests.search.words'),
        hint: ctx.t('requests.search.hint'),
        value: cutSearch(typed),
      },
      choice(
        'stage',
        Object.keys(stageWords).map((word) => ({
          value: word,
          label: ctx.t(`requests.search.stage.${word as keyof typeof stageWords}`),
        })),
      ),
      choice('category', named(catalogue)),
      choice('team', named(teams)),
    ],
  };
}

export const searchForms: Record<string, FormHandler> = {
  'requests.find': {
    build: async (ctx, context) => searchForm(ctx, context),
    async submit(ctx, context, { words, stage, category, team }) {
      const typed = [
        words,
        ...Object.entries({ stage, category, team }).map(([facet, value]) => value && `${facet}:${value}`),
      ];
      const listing: Listing = { kind: listingOf(context).kind, typed: typed.filter(Boolean).join(' ') };
      return showList(ctx, listing);
    },
  },
};
