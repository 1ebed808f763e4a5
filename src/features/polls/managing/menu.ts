import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Button, type Card, type Fact, facts } from '../../../ui/card.ts';
import { exportLinks } from '../../exports/index.ts';
import { mayTake } from '../exporting/exporter.ts';
import { gone, refusedFor } from '../managed.ts';
import { outcomeParts, stepsBlock } from '../next-steps/steps-block.ts';
import type { Poll } from '../poll.ts';
import { holderOf } from '../recurring/holder.ts';
import { nextOf } from '../recurring/next-time.ts';
import { rolesOf } from '../rules.ts';
import { findPoll } from '../store.ts';
import { mayDelete } from './deleting.ts';
import { peopleSaid } from './people-said.ts';

/** Teams shows so many buttons of a row. */
const longestRow = 5;

/** Everything that this person may do with a poll besides voting. Two queries at most. */
export async function showMenu(ctx: Context, id: string): Promise<Outcome> {
  const poll = id.startsWith('poll_') ? await findPoll(ctx, id) : undefined;
  if (poll === undefined) return gone(ctx);
  const roles = rolesOf(poll, ctx.person.id, ctx.directory);
  const card = roles.owner
    ? menuCard(ctx, poll, await holderOf(ctx, poll))
    : othersCard(ctx, poll, mayTake(poll, roles, false));
  return { answer: { kind: 'card', card } };
}

/** For voters: what there is to know, and the way to their other polls; administrators may end it. */
function othersCard(ctx: Context, poll: Poll, takes: boolean): Card {
  const { id, number, title, ownerId } = poll;
  const by = { label: ctx.t('polls.fact.owner'), value: ctx.directory.nameOf(ownerId) };
  return {
    title: `#${number} ${title}`,
    summary: title,
    blocks: [
      facts(by, ...factsOf(ctx, poll, undefined)),
      ...(takes ? exportLinks(ctx, ctx.locale, 'polls', id) : []),
      actions(
        button(ctx, 'list', ''),
        refusedFor(ctx, poll, 'close') === undefined && button(ctx, 'close', id),
        mayDelete(ctx, poll) && button(ctx, 'delete', id, { style: 'danger' }),
      ),
    ],
  };
}

function menuCard(ctx: Context, poll: Poll, series: Poll | undefined): Card {
  const { id, number, title } = poll;
  const buttons = [...openButtons(ctx, poll), ...otherButtons(ctx, poll, series)];
  const rows = Array.from({ length: Math.ceil(buttons.length / longestRow) }, (_, row) =>
    actions(...buttons.slice(row * longestRow, (row + 1) * longestRow)),
  );
  const isOver = refusedFor(ctx, poll, 'useOutcome') === undefined;
  return {
    title: `#${number} ${title}`,
    summary: ctx.t('polls.menu.title', { title }),
    blocks: [
      facts(...factsOf(ctx, poll, series)),
      ...(isOver ? outcomeParts(poll, ctx, ctx) : stepsBlock(poll, ctx, ctx)),
      ...rows,
      ...(mayTake(poll, { owner: true, invited: true }, false)
        ? exportLinks(ctx, ctx.locale, 'polls', id)
        : []),
    ],
  };
}

function factsOf(ctx: Context, poll: Poll, series: Poll | undefined): Fact[] {
  const fact = (label: string, value: string): Fact => ({ label, value });
  const { closesAt, coOwnerIds, voters, state } = poll;
  const time = series && nextOf(series, ctx);
  const isOpen = state === 'open';
  return [
    fact(ctx.t('polls.fact.state'), ctx.t(isOpen ? 'polls.state.open' : 'polls.state.closed')),
    fact(ctx.t('polls.fact.voters'), String(voters)),
    ...(isOpen && closesAt ? [fact(ctx.t('polls.field.closesAt'), formatDateTime(closesAt, ctx))] : []),
    ...(coOwnerIds.length > 0 ? [fact(ctx.t('polls.fact.coOwners'), peopleSaid(coOwnerIds, ctx))] : []),
    ...(series?.recurs
      ? [
          fact(
            ctx.t('polls.fact.next'),
            time
              ? formatDateTime(time.dueAt, ctx)
              : ctx.t(series.recurs.paused ? 'polls.fact.paused' : 'polls.fact.none'),
          ),
        ]
      : []),
  ];
}

type Verb =
  | 'show'
  | 'list'
  | 'edit'
  | 'postTo'
  | 'remind'
  | 'close'
  | 'coOwners'
  | 'repeat'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'duplicate'
  | 'saveTemplate'
  | 'delete';

const button = (ctx: Context, verb: Verb, value: string, more: Partial<Button> = {}): Button => ({
  label: ctx.t(`polls.button.${verb}`),
  action: `polls.${verb}`,
  value,
  ...more,
});

/** What may be done with it only as long as it is open. */
function openButtons(ctx: Context, poll: Poll): Button[] {
  if (poll.state !== 'open') return [];
  return [
    button(ctx, 'edit', poll.id, { opensForm: true }),
    button(ctx, 'postTo', poll.id, { opensForm: true }),
    button(ctx, 'remind', poll.id),
    button(ctx, 'close', poll.id),
  ];
}

function otherButtons(ctx: Context, poll: Poll, series: Poll | undefined): Button[] {
  const { id } = poll;
  const held = series?.id ?? id;
  return [
    button(ctx, 'show', id),
    button(ctx, 'coOwners', id, { opensForm: true }),
    button(ctx, 'repeat', held, { opensForm: true }),
    ...(series?.recurs
      ? [button(ctx, series.recurs.paused ? 'resume' : 'pause', held), button(ctx, 'stop', held)]
      : []),
    ...seriesLinks(ctx, poll),
    button(ctx, 'duplicate', id, { opensForm: true }),
    button(ctx, 'saveTemplate', id, { opensForm: true }),
    ...(mayDelete(ctx, poll) ? [button(ctx, 'delete', id, { style: 'danger' })] : []),
  ];
}

/** From one poll of a series to its first and to the one after it. */
function seriesLinks(ctx: Context, { id, recurs }: Poll): Button[] {
  const show = (label: string, value: string): Button => ({ label, action: 'polls.show', value });
  return [
    ...(recurs && recurs.seriesId !== id ? [show(ctx.t('polls.series.first'), recurs.seriesId)] : []),
    ...(recurs?.next ? [show(ctx.t('polls.series.after'), recurs.next)] : []),
  ];
}
