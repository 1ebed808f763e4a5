import type { Context } from '../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { actions, type Button, text } from '../../ui/card.ts';
import { reminderCard } from './cards.ts';
import { type Changed, changeReminder } from './changes.ts';
import type { Reminder } from './reminder.ts';
import { subjectOf } from './reminder.ts';
import { decide, maySee, type Refusal, rolesOf, type Verb } from './rules.ts';
import { readerOf, tellOthers } from './setting.ts';
import { findReminder, lastDone } from './store.ts';
import { shortText, timeSaid } from './wording.ts';

/** A reminder for somebody who may see it; to others there is none. One query. */
export async function findSeen(ctx: Context, id: string): Promise<Reminder | undefined> {
  const found = await findReminder(ctx.database, id);
  return found && maySee(rolesOf(found, ctx.person.id, ctx.directory)) ? found : undefined;
}

export const gone = (ctx: Context): Outcome => refusal(ctx.t('reminders.refused.gone'));
const refused = (ctx: Context, why: Refusal): Outcome => refusal(ctx.t(`reminders.refused.${why}`));

/** Does at a click what needs no form. One query. */
export const deed =
  (verb: Exclude<Verb, 'edit'>) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const reminder = await findSeen(ctx, id);
    if (reminder === undefined) return gone(ctx);
    const roles = rolesOf(reminder, ctx.person.id, ctx.directory);
    const decided = decide(reminder, verb, roles);
    if ('refused' in decided) return refused(ctx, decided.refused);
    const changed = changeReminder(
      ctx,
      reminder,
      { state: decided.state },
      {
        ...(verb === 'skip' && { after: reminder.nth }),
        deed: { kind: `reminder${past[verb]}`, actorId: ctx.person.id, at: ctx.now },
      },
    );
    return merge(changed.outcome, {
      say: tellOthers(ctx, changed.reminder, verb),
      ...answerTo(ctx, verb, reminder, changed),
    });
  };

/** What the history calls it. */
const past: Readonly<Record<Exclude<Verb, 'edit'>, string>> = {
  pause: 'Paused',
  resume: 'Resumed',
  skip: 'Skipped',
  delete: 'Deleted',
  decline: 'Declined',
};

/** What was done, when it is due next, and what was deleted can be had back. */
function answerTo(
  ctx: Context,
  verb: Exclude<Verb, 'edit'>,
  before: Reminder,
  { reminder, time }: Changed,
): Outcome {
  const words = { text: shortText(reminder) };
  const next = time
    ? ctx.t(`reminders.did.${verb === 'skip' ? 'skip' : 'resume'}`, { ...words, at: timeSaid(time, ctx) })
    : ctx.t('reminders.did.noMore', words);
  if (verb === 'resume') return notice(next);
  if (verb === 'skip') return withButton(next, undoSkip(ctx, before, reminder));
  const said = ctx.t(`reminders.did.${verb}`, words);
  if (verb === 'decline') return notice(said);
  const label = ctx.t(verb === 'delete' ? 'reminders.button.bringBack' : 'reminders.button.resume');
  const back = { label, action: 'reminders.resume', value: reminder.id };
  return withButton(said, back);
}

const withButton = (said: string, button: Button): Outcome => ({
  answer: { kind: 'card', card: { summary: said, blocks: [text(said), actions(button)] } },
});

/** Brings the skipped time back, as long as nothing else has become of the reminder. */
const undoSkip = (ctx: Context, { nth }: Reminder, { id, version }: Reminder): Button => ({
  label: ctx.t('reminders.button.unskip'),
  action: 'reminders.unskip',
  value: `${id} ${version} ${nth}`,
});

/** Takes a skip back. One query. @param value as `undoSkip` made it. */
export async function unskip(ctx: Context, value: string): Promise<Outcome> {
  const [id = '', version, nth] = value.split(' ');
  const reminder = await findSeen(ctx, id);
  if (reminder === undefined) return gone(ctx);
  // A rule whose last time was skipped has ended with that.
  const state = reminder.state === 'ended' ? 'active' : reminder.state;
  const decided = decide({ ...reminder, state }, 'skip', rolesOf(reminder, ctx.person.id, ctx.directory));
  if ('refused' in decided) return refused(ctx, decided.refused);
  const skipped = Number(nth);
  if (String(reminder.version) !== version || !Number.isInteger(skipped) || skipped >= reminder.nth)
    return refusal(ctx.t('reminders.refused.unskip'));
  const deed = { kind: 'reminderUnskipped', actorId: ctx.person.id, at: ctx.now };
  const changed = changeReminder(ctx, reminder, { state }, { after: Math.max(skipped, 0) - 1, deed });
  return merge(changed.outcome, {
    say: tellOthers(ctx, changed.reminder, 'unskip'),
    ...answerTo(ctx, 'resume', reminder, changed),
  });
}

/** All of one reminder, with who did the last ones. Two queries. */
export async function showReminder(ctx: Context, id: string): Promise<Outcome> {
  const reminder = await findSeen(ctx, id);
  if (reminder === undefined) return gone(ctx);
  const subject = subjectOf(id);
  const done = (await lastDone(ctx.database, [subject])).get(subject);
  const card = reminderCard(reminder, { ...(done && { done }) }, readerOf(ctx), ctx);
  return { answer: { kind: 'card', card } };
}
