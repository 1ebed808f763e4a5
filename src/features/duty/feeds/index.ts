import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { rostersOf } from '../rosters.ts';
import type { FeedAddresses } from './address.ts';
import { feedsOf, findFeed } from './feed-store.ts';
import { createFeedsView, type FeedsArgs } from './views.ts';

export { FeedAddresses } from './address.ts';
export { createWebCalendars } from './calendar.ts';

const mostFeeds = 10;
/** In the form: one's own shifts, of every roster. */
const mine = 'mine';

/** Shifts in people's own calendars, by secret addresses that they can turn off. */
export function createFeeds(addresses: FeedAddresses): Feature {
  const add: FormHandler = {
    async build(ctx) {
      const rosters = [...(await rostersOf(ctx)).values()];
      return {
        id: 'feeds.add',
        context: '',
        title: ctx.t('duty.feeds.add'),
        intro: ctx.t('duty.feeds.secret'),
        submit: ctx.t('duty.feeds.add'),
        fields: [
          {
            id: 'which',
            kind: 'choice',
            required: true,
            label: ctx.t('duty.feeds.which'),
            value: mine,
            options: [
              { value: mine, label: ctx.t('duty.feeds.mine') },
              ...rosters.slice(0, 99).map(({ roster }) => ({
                value: roster.id,
                label: ctx.t('duty.feeds.wholeRoster', { roster: roster.name[ctx.locale] }),
              })),
            ],
          },
        ],
      };
    },
    async submit(ctx, _, values) {
      const feeds = await feedsOf(ctx.database, ctx.person.id);
      if (feeds.length >= mostFeeds) return refusal(ctx.t('duty.feeds.tooMany', { most: mostFeeds }));
      const rosterId = values.which === mine ? null : String(values.which);
      const same = feeds.find((feed) => feed.rosterId === rosterId);
      if (same !== undefined) return show(ctx);
      const row = {
        id: newId('cal'),
        personId: ctx.person.id,
        rosterId,
        createdAt: ctx.now,
        revokedAt: null,
      };
      return show(ctx, [...feeds, row], [{ kind: 'insert', table: 'CalendarFeed', rows: [row] }]);
    },
  };
  const openForm = async (ctx: Context): Promise<Outcome> => ({
    answer: { kind: 'form', form: (await add.build(ctx, ''))! },
  });
  return {
    name: 'duty-feeds',
    topic: 'duty',
    commands: [
      {
        name: 'calendar',
        words: { en: ['calendar', 'calendar feed', 'my calendar'], 'zh-CN': ['日历订阅', '我的日历'] },
        summary: 'help.calendar',
        run: (ctx) => show(ctx),
      },
    ],
    actions: { 'feeds.add': openForm, 'feeds.off': turnOff },
    forms: { 'feeds.add': add },
    views: { 'duty.feeds': createFeedsView(addresses) },
  };
}

/** One's calendars with their addresses, always in private. What is kept of the message holds no key. Two queries. */
async function show(
  ctx: Context,
  known?: Awaited<ReturnType<typeof feedsOf>>,
  writes: Outcome['writes'] = [],
): Promise<Outcome> {
  const feeds = known ?? (await feedsOf(ctx.database, ctx.person.id));
  const rosters = await rostersOf(ctx);
  const args: FeedsArgs = {
    feeds: feeds.map(({ id, rosterId, createdAt }) => ({
      id,
      roster:
        rosterId === null
          ? null
          : { ...(rosters.get(rosterId)?.roster.name ?? { en: rosterId, 'zh-CN': rosterId }) },
      createdAt: createdAt.toISOString(),
    })),
  };
  return {
    writes,
    say: [{ to: ctx.inPrivate, view: 'duty.feeds', args: { ...args } }],
    ...(ctx.event.personal ? {} : notice(ctx.t('duty.feeds.sent'))),
  };
}

async function turnOff(ctx: Context, id: string): Promise<Outcome> {
  const feed = await findFeed(ctx.database, id);
  if (feed?.personId !== ctx.person.id || feed.revokedAt !== null) return refusal(ctx.t('duty.feeds.gone'));
  return {
    writes: [{ kind: 'update', table: 'CalendarFeed', rows: [{ id, revokedAt: ctx.now }] }],
    ...notice(ctx.t('duty.feeds.turnedOff')),
  };
}
