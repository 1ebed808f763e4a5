import { z } from 'zod';
import type { Inbound } from '../../src/platform/inbound.ts';
import { type Click, readClick, readSentForm, type SentForm } from '../adaptive-cards/action-data.ts';
import {
  conversationOf,
  type IncomingActivity,
  isMention,
  isPersonal,
  spokenText,
  threadOf,
} from './activity.ts';
import { addressOf, messageKey, referenceOf, tenantOf } from './address.ts';
import { clickId, installId, openingId, sayingId, shortcutId, submitId } from './event-id.ts';
import { readPicked } from './picked-message.ts';

const executeSchema = z.object({ action: z.object({ data: z.unknown() }) });
const taskSchema = z.object({ data: z.unknown() });

/**
 * Turns an activity into a neutral event; undefined where it is none of our business. A private message or a
 * mention is a command; what is said without a mention counts only in a thread, which the core may know.
 */
export function readInbound(activity: IncomingActivity): Inbound | undefined {
  switch (activity.type) {
    case 'message': {
      const click = readClick(activity.value);
      return click ? clicked(activity, click) : said(activity);
    }
    case 'invoke':
      return invoked(activity);
    case 'installationUpdate':
      // Somebody has just met us: show them what we can do.
      return activity.action === 'add'
        ? { ...base(activity), kind: 'command', id: installId(activity), text: 'help' }
        : undefined;
    default:
      return undefined;
  }
}

function invoked(activity: IncomingActivity): Inbound | undefined {
  if (activity.name === 'adaptiveCard/action') {
    const click = readClick(executeSchema.safeParse(activity.value).data?.action.data);
    return click && clicked(activity, click);
  }
  if (activity.name === 'composeExtension/fetchTask') return picked(activity);
  if (!dialogInvokes.has(activity.name ?? '')) return undefined;
  const data = taskSchema.safeParse(activity.value).data?.data;
  const sent = activity.name === 'task/fetch' ? undefined : readSentForm(data);
  if (sent) return submitted(activity, sent);
  const click = readClick(data);
  return click && opening(activity, click);
}

/** A dialog that was begun at a message is sent off under a name of its own. */
const dialogInvokes = new Set(['task/fetch', 'task/submit', 'composeExtension/submitAction']);

function picked(activity: IncomingActivity): Inbound | undefined {
  const message = readPicked(activity.value);
  if (message === undefined) return undefined;
  const { messageId, ...rest } = message;
  return {
    ...base(activity),
    kind: 'shortcut',
    id: shortcutId(activity, messageId),
    ...rest,
    can: { openForm: true, replyPrivately: true },
  };
}

function said(activity: IncomingActivity): Inbound | undefined {
  const text = spokenText(activity);
  const thread = threadOf(activity);
  const event = {
    ...base(activity),
    id: sayingId(activity, text),
    text,
    ...(thread !== undefined && { messageKey: messageKey(conversationOf(activity), thread) }),
  };
  if (isPersonal(activity) || isMention(activity)) return { ...event, kind: 'command' };
  return thread !== undefined && thread !== activity.id ? { ...event, kind: 'message' } : undefined;
}

function clicked(activity: IncomingActivity, { action, value, drawn }: Click): Inbound {
  const id = clickId(activity, { action, value, drawn });
  const replyPrivately = activity.type === 'invoke';
  return {
    ...base(activity),
    ...on(activity),
    kind: 'action',
    id,
    action,
    value,
    can: { openForm: false, replyPrivately },
  };
}

function opening(activity: IncomingActivity, click: Click): Inbound {
  return {
    ...base(activity),
    ...on(activity),
    kind: 'action',
    id: openingId(activity, click),
    action: click.action,
    value: click.value,
    can: { openForm: true, replyPrivately: true },
  };
}

function submitted(activity: IncomingActivity, sent: SentForm): Inbound {
  return {
    ...base(activity),
    ...on(activity),
    kind: 'submit',
    id: submitId(activity, sent),
    form: sent.form,
    context: sent.context,
    values: sent.values,
    can: { openForm: true, replyPrivately: true },
  };
}

function base(activity: IncomingActivity) {
  const thread = threadOf(activity);
  const { aadObjectId, id } = activity.from;
  const personal = isPersonal(activity);
  return {
    platform: 'teams' as const,
    actor: { workspace: tenantOf(activity), userId: aadObjectId ?? id, reference: referenceOf(activity) },
    address: addressOf({
      serviceUrl: activity.serviceUrl,
      bot: activity.recipient.id,
      conversation: conversationOf(activity),
      thread,
      threads: activity.conversation.conversationType === 'channel',
    }),
    personal,
    // A message cannot be answered by a dialog, and in a group by nothing that one person alone would see.
    can: { openForm: false, replyPrivately: personal },
  };
}

/** The message whose button it was. */
function on(activity: IncomingActivity): { messageKey?: string } {
  return activity.replyToId ? { messageKey: messageKey(conversationOf(activity), activity.replyToId) } : {};
}
