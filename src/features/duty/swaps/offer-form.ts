import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import type { Field, FieldValue, Form } from '../../../ui/form.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { shiftsBetween } from '../shift-store.ts';
import { readTime, wallOf } from './form-times.ts';
import type { Stretch } from './moving.ts';
import { offerShift } from './offering.ts';
import { peopleOf } from './people.ts';
import { comingSwaps, findShift } from './store.ts';
import { stretchText } from './words.ts';

const everybody = 'all';
const mostPeople = 99;
const mostOptions = 100;
const dayMs = 24 * 3600_000;
/** So far ahead one may choose from somebody else's shifts. */
const daysAhead = 92;

interface Offered {
  readonly shift: Shift;
  readonly state: RosterState;
  /** From when it can still be offered. */
  readonly from: Date;
}

/** One's own shift, as long as it is not over. Two queries. */
async function findOwn(ctx: Context, shiftId: string): Promise<Offered | undefined> {
  const [shift, rosters] = await Promise.all([findShift(ctx.database, shiftId), rostersOf(ctx)]);
  const state = shift && rosters.get(shift.rosterId);
  if (!state || shift.personId !== ctx.person.id || shift.endsAt <= ctx.now) return undefined;
  return { shift, state, from: shift.startsAt > ctx.now ? shift.startsAt : soon(ctx.now, shift.endsAt) };
}

/** The next full hour, or the next minute where the shift ends before. */
function soon(now: Date, end: Date): Date {
  const next = (ms: number) => new Date(Math.floor(now.getTime() / ms + 1) * ms);
  return next(3600_000) < end ? next(3600_000) : next(60_000);
}

/** Offers a shift of one's own, or a part of it. The context is the shift's id. */
export const offerForm: FormHandler = {
  build: async (ctx, shiftId) => {
    const own = await findOwn(ctx, shiftId);
    return own && formFor(ctx, own);
  },
  async submit(ctx, shiftId, values) {
    const own = await findOwn(ctx, shiftId);
    if (own === undefined) return refusal(ctx.t('swaps.refused.shiftGone'));
    const { shift, state } = own;
    const fromAt = readTime(values.from, ctx, own.from);
    const untilAt = readTime(values.until, ctx, shift.endsAt);
    const back = async (errors: Form['errors']): Promise<Outcome> => ({
      answer: { kind: 'form', form: { ...(await formFor(ctx, own)), errors: errors! } },
    });
    if (fromAt < shift.startsAt || fromAt <= ctx.now) return back({ from: ctx.t('swaps.refused.outside') });
    if (untilAt > shift.endsAt) return back({ until: ctx.t('swaps.refused.outside') });
    if (untilAt <= fromAt) return back({ until: ctx.t('swaps.refused.untilFirst') });
    const open = await comingSwaps(
      ctx.database,
      [shift.rosterId],
      ['offered', 'proposed', 'accepted'],
      ctx.now,
    );
    const offered = open.some(
      (swap) =>
        swap.offeredById === ctx.person.id &&
        swap.role === shift.role &&
        swap.fromAt < untilAt &&
        swap.untilAt > fromAt,
    );
    if (offered) return back({ from: ctx.t('swaps.refused.offered') });
    const to = String(values.to);
    const theirs = to === everybody ? undefined : await theirShift(ctx, own, to, values[`theirs_${to}`]);
    return offerShift(ctx, state, {
      ...{ role: shift.role, fromAt, untilAt },
      offeredToId: to === everybody ? null : to,
      wantsReturn: values.return === 'any' || theirs !== undefined,
      inReturn: theirs ?? null,
      note: values.note === null ? null : String(values.note),
    });
  },
};

/** The form, or why there is none. */
export async function openOffer(ctx: Context, shiftId: string): Promise<Outcome> {
  const form = await offerForm.build(ctx, shiftId);
  return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('swaps.refused.shiftGone'));
}

const asStretch = ({ role, startsAt, endsAt }: Shift): Stretch => ({
  role,
  fromAt: startsAt,
  untilAt: endsAt,
});

/** The shifts of a roster that are still to come. One query. */
const comingShifts = async (ctx: Context, { shift }: Offered): Promise<Shift[]> => {
  const until = new Date(ctx.now.getTime() + daysAhead * dayMs);
  const shifts = await shiftsBetween(ctx.database, [shift.rosterId], ctx.now, until);
  return shifts.filter(({ startsAt }) => startsAt > ctx.now);
};

async function theirShift(ctx: Context, own: Offered, personId: string, id: FieldValue | undefined) {
  if (!id) return undefined;
  const shift = (await comingShifts(ctx, own)).find((one) => one.id === id && one.personId === personId);
  return shift && asStretch(shift);
}

async function formFor(ctx: Context, own: Offered): Promise<Form> {
  const { shift, state, from } = own;
  const { roster } = state;
  const { directory, timezone } = ctx;
  // Those who take turns in the role come first: they know what it is.
  const others = [...new Set([...peopleOf(roster, directory, shift.role), ...peopleOf(roster, directory)])]
    .filter((id) => id !== ctx.person.id)
    .slice(0, mostPeople);
  const coming = await comingShifts(ctx, own);
  const limits = { min: wallOf(from, ctx).slice(0, 10), max: wallOf(shift.endsAt, ctx).slice(0, 10) };
  const theirs = others.flatMap((id): Field[] => {
    const options = coming
      .filter(({ personId }) => personId === id)
      .slice(0, mostOptions)
      .map((one) => ({ value: one.id, label: stretchText(asStretch(one), roster, ctx) }));
    if (options.length === 0) return [];
    return [
      {
        id: `theirs_${id}`,
        kind: 'choice',
        required: false,
        label: ctx.t('swaps.offer.theirs'),
        hint: ctx.t('swaps.offer.theirs.hint'),
        options,
        showWhen: { field: 'to', in: [id] },
      },
    ];
  });
  return {
    id: 'swaps.offer',
    context: shift.id,
    title: ctx.t('swaps.offer.title'),
    intro: ctx.t('swaps.offer.intro', {
      roster: roster.name[ctx.locale],
      shift: stretchText(asStretch(shift), roster, ctx),
    }),
    submit: ctx.t('swaps.offer.submit'),
    fields: [
      {
        ...{ id: 'from', kind: 'datetime', required: true, timezone, ...limits },
        label: ctx.t('swaps.field.from'),
        value: wallOf(from, ctx),
      },
      {
        ...{ id: 'until', kind: 'datetime', required: true, timezone, ...limits },
        label: ctx.t('swaps.field.until'),
        value: wallOf(shift.endsAt, ctx),
      },
      {
        ...{ id: 'to', kind: 'choice', required: true, value: everybody },
        label: ctx.t('swaps.offer.to'),
        options: [
          { value: everybody, label: ctx.t('swaps.offer.everybody') },
          ...others.map((id) => ({ value: id, label: directory.nameOf(id) })),
        ],
      },
      {
        ...{ id: 'return', kind: 'choice', required: true, value: 'nothing' },
        label: ctx.t('swaps.offer.return'),
        options: [
          { value: 'nothing', label: ctx.t('swaps.offer.return.nothing') },
          { value: 'any', label: ctx.t('swaps.offer.return.any') },
        ],
      },
      ...theirs,
      {
        ...{ id: 'note', kind: 'text', multiline: true, maxLength: 1000, required: false },
        label: ctx.t('swaps.offer.note'),
      },
    ],
  };
}
