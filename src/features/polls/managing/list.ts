import type { Context, World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type Button, type ListItem, text } from '../../../ui/card.ts';
import type { Poll } from '../poll.ts';
import { rolesOf } from '../rules.ts';
import { loadPolls } from '../store.ts';

const perPage = 12;
/** So many are looked at: of those that are open, and of somebody's own. */
const mostFound = 300;

/** All that are open, and this person's own; the open ones first, then the newest. Two queries. */
async function pollsAround({ database }: Pick<World, 'database'>, personId: string): Promise<Poll[]> {
  const { rows } = await database.pool.query<{ id: string }>({
    name: 'polls_around',
    text: `SELECT "id" FROM "Poll" WHERE "state" = 'open'
        OR ("state" <> 'deleted' AND ("ownerId" = $1 OR $1 = ANY ("coOwnerIds")))
      ORDER BY "state" = 'open' DESC, "number" DESC LIMIT $2`,
    values: [personId, mostFound],
  });
  const ids = rows.map(({ id }) => id);
  const found = await loadPolls(database, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The polls that somebody is asked in, and their own. Two queries. @param from how many to pass over. */
export async function listPolls(ctx: Context, from: string): Promise<Outcome> {
  const all = (await pollsAround(ctx, ctx.person.id))
    .map((poll) => ({ poll, roles: rolesOf(poll, ctx.person.id, ctx.directory) }))
    .filter(({ roles }) => roles.owner || roles.invited);
  const first = Math.min(Math.max(0, Number.parseInt(from, 10) || 0), Math.max(0, all.length - 1));
  const page = all.slice(first, first + perPage);
  const section = (key: 'asked' | 'own', isOwn: boolean): Block[] => {
    const items = page
      .filter(({ roles }) => roles.owner === isOwn)
      .map(({ poll }) => itemOf(ctx, poll, isOwn));
    return items.length > 0 ? [text(ctx.t(`polls.list.${key}`), 'strong'), { kind: 'list', items }] : [];
  };
  const left = all.length - first - page.length;
  const title = ctx.t('polls.list.title');
  const none = ctx.t('polls.list.none');
  const buttons: (Button | false)[] = [
    { label: ctx.t('polls.button.new'), action: 'polls.new', value: '', opensForm: true },
    { label: ctx.t('polls.button.templates'), action: 'polls.templates', value: '' },
    left > 0 && {
      ...{ label: ctx.t('polls.list.more', { count: left }), action: 'polls.list' },
      value: String(first + perPage),
    },
  ];
  const blocks = page.length > 0 ? [...section('asked', false), ...section('own', true)] : [text(none)];
  return {
    answer: {
      kind: 'card',
      card: { title, summary: page.length > 0 ? title : none, blocks: [...blocks, actions(...buttons)] },
    },
  };
}

function itemOf(ctx: Context, poll: Poll, isOwn: boolean): ListItem {
  const { id, number, title, closesAt, voters, ownerId } = poll;
  const isOpen = poll.state === 'open';
  const detail = [
    ctx.t(isOpen ? 'polls.state.open' : 'polls.state.closed'),
    ...(isOpen && closesAt ? [ctx.t('polls.list.closes', { at: formatDateTime(closesAt, ctx) })] : []),
    ctx.t('polls.list.voters', { count: voters }),
    ...(isOwn ? [] : [ctx.t('polls.list.by', { name: ctx.directory.nameOf(ownerId) })]),
  ].join(' · ');
  return {
    text: `#${number} ${title}`,
    detail,
    button: isOwn
      ? { label: ctx.t('polls.button.manage'), action: 'polls.manage', value: id }
      : { label: ctx.t('polls.button.show'), action: 'polls.show', value: id },
  };
}
