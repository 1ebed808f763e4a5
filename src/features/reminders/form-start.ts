import type { Write } from '../../db/commit.ts';
import type { Context } from '../../engine/context.ts';
import { type Draft, findDraft, findRequest, forget, type Source, titleOf } from '../requests/index.ts';
import { findSeen } from './deeds.ts';
import { decodePrefill, type Prefill } from './proposal.ts';
import { longestText, type Origin, type Reminder } from './reminder.ts';
import { decide, rolesOf } from './rules.ts';

/** What a form begins with. */
export interface Start {
  readonly prefill: Prefill;
  /** Where one that is there is changed. */
  readonly reminder?: Reminder;
  readonly origin: Origin | null;
  /** What is not needed any more once it is set. */
  readonly writes: Write[];
  /** What it is made from, and wants to be told. */
  readonly source?: Source | null;
}

/**
 * What stands behind the context of a form: nothing, a reminder, a draft of a message, a request, or what was said so
 * far. It comes from outside: undefined where this person has no such thing. One query.
 */
export async function fromContext(ctx: Context, context: string): Promise<Start | undefined> {
  if (context.startsWith('rem_')) return ofReminder(ctx, context);
  if (context.startsWith('drf_')) return ofDraft(ctx, context);
  if (context.startsWith('req_')) return ofRequest(ctx, context, {});
  const prefill = context === '' ? {} : decodePrefill(context);
  if (prefill === undefined) return undefined;
  const { requestId } = prefill;
  return requestId === undefined ? { prefill, origin: null, writes: [] } : ofRequest(ctx, requestId, prefill);
}

async function ofReminder(ctx: Context, id: string): Promise<Start | undefined> {
  const reminder = await findSeen(ctx, id);
  if (reminder === undefined) return undefined;
  const decided = decide(reminder, 'edit', rolesOf(reminder, ctx.person.id, ctx.directory));
  if ('refused' in decided) return undefined;
  const { text, intent, comesBack, to, origin } = reminder;
  return { prefill: { to, text, intent: asPrefilled(intent), comesBack }, reminder, origin, writes: [] };
}

/** The same without `readonly`. */
const asPrefilled = (intent: Reminder['intent']) => structuredClone(intent) as NonNullable<Prefill['intent']>;

async function ofDraft(ctx: Context, id: string): Promise<Start | undefined> {
  const draft = await findDraft(ctx, id);
  return draft && startOfDraft(draft);
}

/** Somebody's message is what it is about. */
export function startOfDraft(draft: Draft): Start {
  const { text, url, author, source } = draft;
  const from = source ? { source: { subject: source.subject, number: source.number } } : {};
  return {
    prefill: text ? { text: cut(text) } : {},
    origin: { text, url, author, ...from },
    writes: [forget(draft)],
    source,
  };
}

async function ofRequest(ctx: Context, id: string, prefill: Prefill): Promise<Start | undefined> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return undefined;
  const text = titleOf(ctx, found.request, ctx.locale);
  return { prefill: { text: cut(text), ...prefill }, origin: { requestId: found.request.id }, writes: [] };
}

/** Within what a reminder takes, and without half a character. */
const cut = (text: string) => text.slice(0, longestText).replace(/\p{Surrogate}$/u, '');
