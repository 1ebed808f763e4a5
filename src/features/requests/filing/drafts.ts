import { newId } from '../../../core/ids.ts';
import type { Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import type { PickedMessage } from '../../../platform/inbound.ts';
import { dueAt } from '../../../time/due.ts';
import { maxTextLength } from '../../../ui/form.ts';

/** What a draft was made from, such as a poll: it is told what has become of it. */
export interface Source {
  /** E.g. `poll:poll_1`. */
  readonly subject: string;
  readonly number: number;
  /** The timer that tells it, in the commit that makes something of the draft; its args are a `Made`. */
  readonly told: string;
}

/** What was made of a draft. */
export interface Made {
  readonly kind: 'request' | 'reminder';
  readonly id: string;
  readonly number: number | null;
  readonly byId: string;
}

/** Tells the source what was made of it. */
export function tellSource(
  { now, timezone }: Pick<Context, 'now' | 'timezone'>,
  { subject, told }: Source,
  made: Made,
): NewTimer {
  return { kind: told, subject, ...dueAt(now, timezone), args: { ...made } };
}

/** What somebody is making a request of: a message, or files that came without a word. */
export interface Draft {
  id: string;
  text: string;
  url: string | null;
  author: string | null;
  fileIds: string[];
  /** The duty check that it tells of. */
  checkId: string | null;
  source: Source | null;
}

/** Shorter than the files of a draft can be named; see src/files/rows.ts. */
const keptForMs = 24 * 3600_000;
const longestUrl = 1000;

interface Of {
  readonly fileIds?: readonly string[];
  readonly checkId?: string;
  readonly source?: Source;
}

/** A draft of this event's message and files, or of those of a duty check, and the write that keeps it for this person. */
export function newDraft(
  ctx: Context,
  { text, url, author }: PickedMessage,
  { fileIds = ctx.files.map(({ id }) => id), checkId, source }: Of = {},
): { draft: Draft; write: Write } {
  const draft: Draft = {
    id: newId('drf'),
    text: text.slice(0, maxTextLength).replace(/\p{Surrogate}$/u, ''),
    url: url !== undefined && url.length <= longestUrl && /^https?:\/\//.test(url) ? url : null,
    author: author?.slice(0, 100) ?? null,
    fileIds: [...fileIds],
    checkId: checkId ?? null,
    source: source ?? null,
  };
  const row = { ...draft, personId: ctx.person.id, createdAt: ctx.now };
  return { draft, write: { kind: 'insert', table: 'Draft', rows: [row] } };
}

/** This person's draft; undefined where there is none (any more). One query. */
export async function findDraft(ctx: Context, id: string): Promise<Draft | undefined> {
  const { database, person, now } = ctx;
  const row = await database.prisma.draft.findUnique({ where: { id } });
  const own = row?.personId === person.id && now.getTime() - row.createdAt.getTime() < keptForMs;
  return own ? { ...row, source: row.source as Source | null } : undefined;
}

export const forget = (draft: Draft): Write => ({ kind: 'delete', table: 'Draft', ids: [draft.id] });

const idPattern = /^drf_[0-9a-z]+$/;

/** Takes a draft's id off the end of a button's value or a form's context. */
export function splitDraft(value: string): { rest: string; draftId: string | undefined } {
  const last = value.split(' ').at(-1) ?? '';
  if (!idPattern.test(last)) return { rest: value, draftId: undefined };
  return { rest: value.slice(0, -last.length).trimEnd(), draftId: last };
}
