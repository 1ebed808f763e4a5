import { Temporal } from 'temporal-polyfill';
import { narrow } from '../../core/full-width.ts';
import { newId } from '../../core/ids.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, type Outcome, refusal } from '../../engine/feature.ts';
import { minutesLater } from '../../time/due.ts';
import { readReminder } from '../../time/spoken-reminder.ts';
import { findTyped, titleOf } from '../requests/index.ts';
import { proposalCard, unsureCard } from './cards.ts';
import { openForm } from './forms.ts';
import { listReminders } from './list.ts';
import { nextAfter } from './plan.ts';
import { encode, type Prefill, type Proposal } from './proposal.ts';
import { readRecipient } from './recipients.ts';
import { longestText, type Recipient } from './reminder.ts';
import { readerOf } from './setting.ts';

/** What people can write about reminders. @param nudge what a number behind `remind` asks for: approvers are reminded. */
export const createCommands = (nudge: Command | undefined): Command[] => [
  {
    name: 'reminder',
    words: { en: ['remind'], 'zh-CN': ['提醒'] },
    alone: ['new reminder', '新建提醒'],
    takes: 'words',
    summary: 'help.reminder',
    usage: 'help.reminder.usage',
    run: (ctx, rest) =>
      nudge && /^#?\s*\d{1,9}\s*号?$/.test(narrow(rest).trim()) ? nudge.run(ctx, rest) : propose(ctx, rest),
  },
  {
    name: 'reminders',
    words: { en: ['my reminders', 'reminders'], 'zh-CN': ['我的提醒', '提醒列表'] },
    summary: 'help.reminders',
    run: (ctx) => listReminders(ctx, ''),
  },
];

/** Says back what was understood, and asks; the form where nothing was said, or where it cannot be sure. */
async function propose(ctx: Context, said: string): Promise<Outcome> {
  if (said.trim() === '') return openForm(ctx, '');
  const recipient = readRecipient(ctx, said);
  if ('unknown' in recipient)
    return refuse(ctx, ctx.t('reminders.refused.unknown', { who: recipient.unknown }), { text: said });
  const { to, rest } = recipient;
  if (rest === '') return openForm(ctx, encode({ to }) ?? '');
  const timezone = zoneFor(ctx, to);
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime();
  const read = readReminder(rest, now);
  if ('problem' in read) {
    const { problem, hint } = read;
    const reason = hint ? ctx.t(`reminders.doubt.${hint}`) : ctx.t(`reminders.refused.${problem}`);
    return refuse(ctx, reason, { to, text: rest });
  }
  const about = await aboutRequest(ctx, read.what);
  const { text = read.what, requestId } = about;
  if (text.length > longestText)
    return refuse(ctx, ctx.t('reminders.refused.tooLong', { most: longestText }), { to, text });
  const proposal: Proposal = {
    id: newId('rem'),
    to,
    text,
    intent: {
      ...read.intent,
      timezone,
      // What was said as a span is one of real time, whatever the clocks do meanwhile.
      ...(read.elapsed !== undefined && minutesLater(ctx.now, read.elapsed, timezone)),
    },
    ...(requestId && { requestId }),
  };
  const value = encode(proposal);
  if (value === undefined) return refusal(ctx.t('reminders.refused.tooLong', { most: longestText }));
  const { time } = nextAfter(ctx, proposal, -1, ctx.now);
  if (time === undefined) return refuse(ctx, ctx.t('reminders.refused.past'), { to, text });
  const understood = { value, time, assumed: read.assumed !== undefined };
  return { answer: { kind: 'card', card: proposalCard(proposal, understood, readerOf(ctx), ctx) } };
}

/** The form keeps what was typed, as far as it takes it. */
function refuse(ctx: Context, reason: string, { text = '', ...rest }: Prefill): Outcome {
  const kept = text.slice(0, longestText).replace(/\p{Surrogate}$/u, '');
  return {
    answer: { kind: 'card', card: unsureCard(reason, { ...rest, ...(kept && { text: kept }) }, ctx) },
  };
}

/** A person is reminded by their own clock; a team by that of whoever sets it. */
const zoneFor = ({ directory, timezone }: Context, to: Recipient) =>
  'personId' in to ? (directory.find(to.personId)?.timezone ?? timezone) : timezone;

/** The request that a text names, `#42`; where it says nothing else, its title. One query where it names one. */
async function aboutRequest(ctx: Context, what: string): Promise<{ text?: string; requestId?: string }> {
  const [, number] = /#\s*(\d{1,9})(?!\d)/.exec(narrow(what)) ?? [];
  const found = number === undefined ? undefined : await findTyped(ctx, number);
  if (found === undefined) return {};
  const requestId = found.request.id;
  const alone = /^(?:(?:about|of|关于)\s*)?(?:(?:request|申请)\s*)?#\s*\d+\s*号?$/i.test(narrow(what).trim());
  return alone
    ? { requestId, text: titleOf(ctx, found.request, ctx.locale).slice(0, longestText) }
    : { requestId };
}
