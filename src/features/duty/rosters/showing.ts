import type { Place } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Card } from '../../../ui/card.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import { shiftsAround } from '../shift-store.ts';
import { mayManage } from './managing.ts';
import { shortened } from './views.ts';

/** Puts a live card of a roster where it was asked for: into the channel, or in private. One query. */
export async function openRoster(ctx: Context, id: string): Promise<Outcome> {
  const state = (await rostersOf(ctx)).get(id);
  if (state === undefined) return refusal(ctx.t('duty.gone'));
  const { platform, address, personal } = ctx.event;
  const here: Place = personal ? ctx.inPrivate : { kind: 'conversation', platform, address, readerId: null };
  return {
    say: [
      {
        to: here,
        view: 'duty.roster',
        subject: `roster:${id}`,
        live: 'copy',
        version: Math.max(1, state.version),
      },
    ],
  };
}

/** The roster that is named, or the only one; else the list of them. Two queries at the most. */
export async function showRosters(ctx: Context, named: string): Promise<Outcome> {
  const states = await rostersOf(ctx);
  const wanted = rosterNamed(states, named);
  if (wanted !== undefined) return openRoster(ctx, wanted.roster.id);
  if (named !== '') return refusal(ctx.t('duty.unknown', { words: named.slice(0, 80) }));
  if (states.size === 0) return notice(ctx.t('duty.none'));
  return { answer: { kind: 'card', card: await rosterList(ctx, [...states.values()]) } };
}

/** By its name in either language, or its id. */
export function rosterNamed(
  states: ReadonlyMap<string, RosterState>,
  named: string,
): RosterState | undefined {
  const name = named.trim().toLowerCase();
  return [...states.values()].find(({ roster }) =>
    [roster.id, roster.name.en, roster.name['zh-CN']].some((each) => each.toLowerCase() === name),
  );
}

const mostRosters = 20;

async function rosterList(ctx: Context, states: readonly RosterState[]): Promise<Card> {
  const ids = states.map(({ roster }) => roster.id);
  const shifts = await shiftsAround(ctx.database, ids, ctx.now, new Date(ctx.now.getTime() + 1));
  const items = states.map(({ roster }) => {
    const times = shifts
      .filter(({ rosterId }) => rosterId === roster.id)
      .map(({ startsAt, endsAt }) => (startsAt > ctx.now ? startsAt : endsAt).getTime());
    const next = times.length > 0 ? new Date(Math.min(...times)) : undefined;
    return {
      text: roster.name[ctx.locale],
      detail: next ? ctx.t('duty.list.next', { at: formatDateTime(next, ctx) }) : ctx.t('duty.list.nothing'),
      button: { label: ctx.t('duty.button.open'), action: 'duty.open', value: roster.id },
    };
  });
  const title = ctx.t('duty.list.title');
  const makes = ctx.directory
    .allTeams()
    .some(({ id }) => mayManage(ctx.directory, { team: id }, ctx.person.id));
  return {
    title,
    summary: title,
    blocks: [
      ...shortened(items, mostRosters, ctx),
      actions(
        { label: ctx.t('duty.button.mine'), action: 'duty.mine', value: '' },
        makes && {
          label: ctx.t('duty.button.new'),
          action: 'duty.new',
          value: '',
          opensForm: true,
        },
      ),
    ],
  };
}
