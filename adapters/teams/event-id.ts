import { createHash } from 'node:crypto';
import type { Click, SentForm } from '../adaptive-cards/action-data.ts';
import { conversationOf, type IncomingActivity } from './activity.ts';

/*
 * Teams repeats what was not answered in time: twice under the same id, then under new ones. So an event is
 * named by what was done, not by the activity's id: who, where, what, and on which drawing of which message.
 * Every drawing carries a name of its own, so clicking again after the card has changed is another event.
 */

/** A button: the same person on the same drawing of the same message. */
export function clickId(activity: IncomingActivity, click: Click): string {
  const version = click.drawn ?? activity.id;
  return named('click', activity, [activity.replyToId, click.action, click.value, version]);
}

/** A button that asks for a form: opening it twice does no harm, and being told "again" would do some. */
export function openingId(activity: IncomingActivity, click: Click): string {
  return named('open', activity, [activity.id, instant(activity), click.action, click.value]);
}

/** A shortcut at a message: it only opens a dialog, as a button that asks for a form does. */
export function shortcutId(activity: IncomingActivity, messageId: string): string {
  return named('shortcut', activity, [activity.id, instant(activity), messageId]);
}

/** A form: the same values on the same drawing. Corrected and sent again, it is another event. */
export function submitId(activity: IncomingActivity, sent: SentForm): string {
  const values = Object.entries(sent.values).sort(([a], [b]) => (a < b ? -1 : 1));
  return named('submit', activity, [sent.form, sent.context, sent.drawn ?? activity.id, values]);
}

/** Something said: a repeat keeps the instant at which Teams took it. */
export function sayingId(activity: IncomingActivity, text: string): string {
  return named('say', activity, [instant(activity) ?? activity.id, text]);
}

export function installId(activity: IncomingActivity): string {
  return named('install', activity, [instant(activity) ?? activity.id]);
}

function instant({ timestamp }: IncomingActivity): string | undefined {
  if (timestamp instanceof Date) return timestamp.toISOString();
  return typeof timestamp === 'string' ? timestamp : undefined;
}

function named(kind: string, activity: IncomingActivity, parts: unknown[]): string {
  const what = JSON.stringify([kind, conversationOf(activity), activity.from.id, ...parts]);
  return `teams:${kind}:${createHash('sha256').update(what).digest('base64url')}`;
}
