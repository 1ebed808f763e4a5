import type { Context } from '../../../engine/context.ts';
import type { FormHandler, Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { Intent } from '../../../time/recurrence.ts';
import type { Form } from '../../../ui/form.ts';
import { toWallTime } from '../../../ui/wall-time.ts';
import { describeIntent, faultIn, intentFrom, ruleFields } from '../../reminders/index.ts';
import type { Found } from '../managed.ts';
import { findOwn } from '../managing/co-owners.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { changed } from '../store.ts';
import { holderOf } from './holder.ts';
import { againTimer, nextOf, planNext, workDaysFor } from './next-time.ts';

const hourMs = 3600_000;
const weekMs = 7 * 24 * hourMs;
/** Of a poll that does not close by itself. */
const usualHours = 24;
const mostHours = 24 * 90;

/** A week after it was asked, at the same time of day. */
function suggested({ createdAt }: Poll, timezone: string): Intent {
  const start = toWallTime(new Date(createdAt.getTime() + weekMs).toISOString(), timezone)!;
  const rule = { every: 'week', interval: 1, weekdays: [] } as const;
  return { start, timezone, rule, onFreeDay: 'next' };
}

const hoursOpen = ({ recurs, closesAt, createdAt }: Poll) => {
  const minutes = recurs?.openMinutes ?? (closesAt ? (closesAt.getTime() - createdAt.getTime()) / 60_000 : 0);
  return minutes > 0 ? Math.max(1, Math.round(minutes / 60)) : usualHours;
};

function formFor(ctx: Context, poll: Poll): Form {
  const intent = poll.recurs?.intent ?? suggested(poll, ctx.timezone);
  const fields = ruleFields(ctx, { intent: structuredClone(intent) as never });
  return {
    id: 'polls.repeat',
    context: poll.id,
    title: ctx.t('polls.repeat.title'),
    intro: ctx.t('polls.repeat.intro', { title: poll.title }),
    submit: ctx.t('polls.repeat.submit'),
    fields: [
      {
        ...{ id: 'start', kind: 'datetime', required: true, timezone: intent.timezone, value: intent.start },
        label: ctx.t('polls.field.repeatStart'),
      },
      // What does not come again is not asked about here.
      ...fields.map((field) =>
        field.id === 'repeats' && field.kind === 'choice'
          ? { ...field, options: field.options.filter(({ value }) => value !== 'never') }
          : field,
      ),
      {
        ...{ id: 'hours', kind: 'number', required: true, min: 1, max: mostHours },
        label: ctx.t('polls.field.hoursOpen'),
        value: String(hoursOpen(poll)),
      },
    ],
  };
}

/** The poll that holds the series; of one without, or whose series was stopped, itself. Two queries at most. */
async function findHolder(ctx: Context, id: string): Promise<Found> {
  const found = await findOwn(ctx, id);
  if ('refused' in found) return found;
  return { poll: (await holderOf(ctx, found.poll)) ?? { ...found.poll, recurs: null } };
}

/** Asks the same again by a rule: each time a poll of its own, in the same places. */
export const repeatForm: FormHandler = {
  async build(ctx, id) {
    const found = await findHolder(ctx, id);
    return 'poll' in found ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, id, values) {
    const found = await findHolder(ctx, id);
    if ('refused' in found) return found.refused;
    const { poll } = found;
    const timezone = poll.recurs?.intent.timezone ?? ctx.timezone;
    const intent = intentFrom(values, timezone, poll.recurs?.intent.rule ?? null);
    const recurs = {
      intent,
      openMinutes: Math.round(Number(values.hours) * 60),
      seriesId: poll.recurs?.seriesId ?? poll.id,
      paused: false,
    };
    const next = { ...poll, recurs, nth: 0 };
    const time = nextOf(next, ctx);
    const fault = faultIn(intent, ctx.now) ?? (time ? undefined : ({ field: 'start', why: 'past' } as const));
    if (time === undefined || fault) {
      const errors = { [fault!.field]: ctx.t(`reminders.refused.${fault!.why}`) };
      return { answer: { kind: 'form', form: { ...formFor(ctx, next), errors } } };
    }
    const said = describeIntent(intent, ctx, workDaysFor(poll, ctx), ctx.now);
    const text = ctx.t('polls.repeat.done', { when: said, at: formatDateTime(time.dueAt, ctx) });
    const outcome = changed(ctx, poll, { recurs, nth: 0 }, { kind: 'pollRepeats', actorId: ctx.person.id });
    return merge(
      { writes: [{ kind: 'lapse', subject: subjectOf(poll), timerKind: againTimer }] },
      merge(outcome, { timers: planNext(next, ctx), answer: { kind: 'notice', text } }),
    );
  },
};

/** Opens the form at a click. */
export async function openRepeat(ctx: Context, id: string): Promise<Outcome> {
  const found = await findHolder(ctx, id);
  return 'poll' in found ? { answer: { kind: 'form', form: formFor(ctx, found.poll) } } : found.refused;
}
