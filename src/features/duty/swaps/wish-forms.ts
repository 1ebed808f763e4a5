import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { dayOf, dayStart } from '../../../time/day-start.ts';
import { dueAt } from '../../../time/due.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import type { Form } from '../../../ui/form.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import type { DutyWish } from '../shift.ts';
import { peopleOf } from './people.ts';

/** Somebody's wishes that are not over, the earliest first. One query. */
async function wishesOf({ database, person, now }: Context): Promise<DutyWish[]> {
  const { rows } = await database.pool.query<DutyWish>({
    name: 'duty_wishes_of',
    text: `SELECT * FROM "DutyWish" WHERE "personId" = $1 AND "untilAt" > $2 ORDER BY "fromAt", "id"`,
    values: [person.id, now],
  });
  return rows;
}

const anyRoster = 'any';
const mostWishes = 50;

/** The rosters in which this person takes turns. */
const ownRosters = (ctx: Context, rosters: ReadonlyMap<string, RosterState>) =>
  [...rosters.values()]
    .map(({ roster }) => roster)
    .filter((roster) => peopleOf(roster, ctx.directory).includes(ctx.person.id));

/** One's wishes, each with a way to take it back. Two queries. */
export async function showWishes(ctx: Context): Promise<Outcome> {
  const [wishes, rosters] = await Promise.all([wishesOf(ctx), rostersOf(ctx)]);
  return { answer: { kind: 'card', card: wishesCard(ctx, wishes, rosters) } };
}

function wishesCard(
  ctx: Context,
  wishes: readonly DutyWish[],
  rosters: ReadonlyMap<string, RosterState>,
): Card {
  const items = wishes.map(({ id, wish, fromAt, untilAt, rosterId }) => ({
    text: ctx.t(`swaps.wish.${wish}`, {
      from: formatDay(dayOf(fromAt, ctx.timezone), ctx.locale),
      until: formatDay(dayOf(new Date(untilAt.getTime() - 1), ctx.timezone), ctx.locale),
    }),
    detail:
      rosterId === null
        ? ctx.t('swaps.wish.anyRoster')
        : (rosters.get(rosterId)?.roster.name[ctx.locale] ?? rosterId),
    button: { label: ctx.t('swaps.wish.delete'), action: 'swaps.unwish', value: id },
  }));
  const title = ctx.t('swaps.wishes.title');
  const none = ctx.t('swaps.wishes.none');
  return {
    title,
    summary: items.length > 0 ? title : none,
    blocks: [
      items.length > 0 ? { kind: 'list', items } : text(none),
      text(ctx.t('swaps.wishes.intro'), 'subtle'),
      actions({
        label: ctx.t('swaps.wish.add'),
        action: 'swaps.wish',
        value: '',
        style: 'primary',
        opensForm: true,
      }),
    ],
  };
}

/** A wish of one's own, by days that are both included. */
export const wishForm: FormHandler = {
  build: async (ctx) => formFor(ctx, await rostersOf(ctx)),
  async submit(ctx, _, values) {
    const rosters = await rostersOf(ctx);
    const [from, until] = [String(values.from), String(values.until)];
    if (until < from) {
      const errors = { until: ctx.t('swaps.refused.untilFirst') };
      return { answer: { kind: 'form', form: { ...formFor(ctx, rosters), errors } } };
    }
    const wishes = await wishesOf(ctx);
    if (wishes.length >= mostWishes) return refusal(ctx.t('swaps.refused.manyWishes', { most: mostWishes }));
    const wish: DutyWish = {
      id: newId('wsh'),
      personId: ctx.person.id,
      rosterId: values.roster === anyRoster ? null : String(values.roster),
      fromAt: dayStart(from, ctx.timezone),
      untilAt: dayStart(until, ctx.timezone, 1),
      wish: values.wish === 'rather' ? 'rather' : 'ratherNot',
    };
    return {
      writes: [{ kind: 'insert', table: 'DutyWish', rows: [{ ...wish, createdAt: ctx.now }] }],
      timers: [planAround(ctx, wish)],
      answer: { kind: 'card', card: wishesCard(ctx, [...wishes, wish], rosters) },
    };
  },
};

/** The rosters that they are on are looked at again. */
const planAround = ({ now, office }: Context, { id, personId }: DutyWish): NewTimer => ({
  kind: 'duty.absence',
  subject: `wish:${id}`,
  args: { personId },
  ...dueAt(now, office.organisation.timezone),
});

export const openWish = async (ctx: Context): Promise<Outcome> => ({
  answer: { kind: 'form', form: (await wishForm.build(ctx, ''))! },
});

/** Takes back a wish of one's own. Two queries. */
export async function deleteWish(ctx: Context, id: string): Promise<Outcome> {
  const [wishes, rosters] = await Promise.all([wishesOf(ctx), rostersOf(ctx)]);
  if (!wishes.some((wish) => wish.id === id)) return refusal(ctx.t('swaps.refused.wishGone'));
  const left = wishes.filter((wish) => wish.id !== id);
  return {
    writes: [{ kind: 'delete', table: 'DutyWish', ids: [id] }],
    answer: { kind: 'card', card: wishesCard(ctx, left, rosters) },
  };
}

function formFor(ctx: Context, rosters: ReadonlyMap<string, RosterState>): Form {
  const today = dayOf(ctx.now, ctx.timezone);
  return {
    id: 'swaps.wish',
    context: '',
    title: ctx.t('swaps.wish.add'),
    intro: ctx.t('swaps.wishes.intro'),
    submit: ctx.t('swaps.wish.submit'),
    fields: [
      {
        ...{ id: 'wish', kind: 'choice', required: true, value: 'ratherNot' },
        label: ctx.t('swaps.wish.what'),
        options: [
          { value: 'ratherNot', label: ctx.t('swaps.wish.what.ratherNot') },
          { value: 'rather', label: ctx.t('swaps.wish.what.rather') },
        ],
      },
      { ...{ id: 'from', kind: 'date', required: true, min: today }, label: ctx.t('swaps.wish.from') },
      { ...{ id: 'until', kind: 'date', required: true, min: today }, label: ctx.t('swaps.wish.until') },
      {
        ...{ id: 'roster', kind: 'choice', required: true, value: anyRoster },
        label: ctx.t('swaps.wish.roster'),
        options: [
          { value: anyRoster, label: ctx.t('swaps.wish.anyRoster') },
          ...ownRosters(ctx, rosters)
            .slice(0, 99)
            .map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
        ],
      },
    ],
  };
}
