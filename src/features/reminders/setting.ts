import { newId } from '../../core/ids.ts';
import type { Say } from '../../delivery/outbox.ts';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { reminderCard } from './cards.ts';
import { setReminder } from './changes.ts';
import { type Reminder, subjectOf, type Wanted } from './reminder.ts';
import { faultOf, mostActive, mostForOthersADay } from './rules.ts';
import { countsOf, findReminder } from './store.ts';

const dayMs = 24 * 3600_000;

/**
 * Sets what somebody wants to be reminded of, and tells those whom it will remind. The answer says it back, with the
 * way to change or delete it. Two queries.
 * @param id given where the same may be asked for twice.
 */
export async function setFor(ctx: Context, wanted: Wanted, id = newId('rem')): Promise<Outcome> {
  const ownerId = ctx.person.id;
  const known = await findReminder(ctx.database, id);
  if (known !== undefined)
    return refusal(ctx.t(known.ownerId === ownerId ? 'reminders.refused.already' : 'reminders.refused.gone'));
  const counts = await countsOf(ctx.database, ownerId, new Date(ctx.now.getTime() - dayMs));
  const fault = faultOf({ to: wanted.to, ownerId }, counts, ctx.directory);
  if (fault !== undefined)
    return refusal(
      ctx.t(`reminders.refused.${fault}`, { most: fault === 'tooMany' ? mostActive : mostForOthersADay }),
    );
  const set = setReminder(ctx, id, wanted, { ownerId, at: ctx.now });
  if (set === undefined) return refusal(ctx.t('reminders.refused.past'));
  const card = reminderCard(set.reminder, { title: ctx.t('reminders.set.title') }, readerOf(ctx), ctx);
  return merge(set.outcome, {
    say: tellOthers(ctx, set.reminder, 'set'),
    answer: { kind: 'card', card },
  });
}

/** Whoever acts, as somebody who reads what a card says. */
export const readerOf = ({ locale, timezone, person }: Context) => ({ locale, timezone, id: person.id });

/** What whoever else is concerned is told: whom it reminds, and whose it is. */
export function tellOthers(ctx: Context, { id, to, ownerId }: Reminder, key: string): Say[] {
  const notice = {
    view: 'reminders.notice',
    subject: subjectOf(id),
    args: { key, by: ctx.person.id },
  };
  const told: Say['to'][] = [];
  if ('teamId' in to) told.push({ kind: 'team', teamId: to.teamId });
  else if (to.personId !== ctx.person.id) told.push({ kind: 'person', personId: to.personId });
  if (ownerId !== ctx.person.id) told.push({ kind: 'person', personId: ownerId });
  return told.map((place) => ({ ...notice, to: place }));
}
