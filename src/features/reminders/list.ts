import type { Context } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { actions, type Block, type ListItem, text } from '../../ui/card.ts';
import { doneSaid } from './cards.ts';
import { nextAfter } from './plan.ts';
import { type Reminder, subjectOf } from './reminder.ts';
import { readerOf } from './setting.ts';
import { type Done, lastDone, remindersOf } from './store.ts';
import { recipientName, shortText, timeSaid } from './wording.ts';

const perPage = 15;

/**
 * What reminds somebody, what they have set for others, and what reminds their teams: the next ones first.
 * @param from how many to pass over. Two queries.
 */
export async function listReminders(ctx: Context, from: string): Promise<Outcome> {
  const teamIds = ctx.directory
    .allTeams()
    .filter(({ leadId, memberIds }) => [leadId, ...memberIds].includes(ctx.person.id))
    .map(({ id }) => id);
  const all = (await remindersOf(ctx.database, ctx.person.id, teamIds))
    .map((reminder) => ({ reminder, time: timeOf(ctx, reminder) }))
    .sort((a, b) => (a.time?.dueAt.getTime() ?? Infinity) - (b.time?.dueAt.getTime() ?? Infinity));
  const first = Math.min(Math.max(0, Number.parseInt(from, 10) || 0), Math.max(0, all.length - 1));
  const page = all.slice(first, first + perPage);
  const ofTeams = page.flatMap(({ reminder }) => ('teamId' in reminder.to ? subjectOf(reminder.id) : []));
  const done = ofTeams.length > 0 ? await lastDone(ctx.database, ofTeams) : new Map<string, Done[]>();
  const items = page.map(({ reminder, time }) =>
    itemOf(ctx, reminder, time, done.get(subjectOf(reminder.id)) ?? []),
  );
  const title = ctx.t('reminders.list.title');
  const left = all.length - first - page.length;
  const body: Block = items.length > 0 ? { kind: 'list', items } : text(ctx.t('reminders.list.none'));
  const more = {
    label: ctx.t('reminders.button.more', { count: left }),
    action: 'reminders.list',
    value: String(first + perPage),
  };
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: items.length > 0 ? title : ctx.t('reminders.list.none'),
        blocks: [
          body,
          actions(
            { label: ctx.t('reminders.button.new'), action: 'reminders.new', value: '', opensForm: true },
            left > 0 && more,
          ),
        ],
      },
    },
  };
}

const timeOf = (ctx: Context, reminder: Reminder) =>
  reminder.state === 'active' ? nextAfter(ctx, reminder, reminder.nth - 1, ctx.now).time : undefined;

function itemOf(
  ctx: Context,
  reminder: Reminder,
  time: ReturnType<typeof timeOf>,
  done: readonly Done[],
): ListItem {
  const reader = readerOf(ctx);
  const own = 'personId' in reminder.to && reminder.to.personId === ctx.person.id;
  const next = time
    ? ctx.t('reminders.status.active', { at: timeSaid(time, reader) })
    : ctx.t(reminder.state === 'paused' ? 'reminders.status.paused' : 'reminders.status.ended');
  const from =
    reminder.ownerId === ctx.person.id
      ? []
      : [ctx.t('reminders.setBy', { name: ctx.directory.nameOf(reminder.ownerId) })];
  return {
    text: own
      ? shortText(reminder)
      : ctx.t('reminders.list.for', {
          name: recipientName(reminder.to, reader, ctx),
          text: shortText(reminder),
        }),
    detail: [next, ...from, ...(done.length > 0 ? [doneSaid(done, reader, ctx)] : [])].join(' · '),
    button: { label: ctx.t('reminders.button.open'), action: 'reminders.show', value: reminder.id },
  };
}
