import type { Directory } from '../../../directory/directory.ts';
import type { HistoryEntry } from '../../../history/history.ts';
import type { PollAudience } from '../poll.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** So long before it closes those who have not voted are reminded; the first whose span is still open. */
const before = [
  { open: 48 * hourMs, by: 24 * hourMs },
  { open: 4 * hourMs, by: 2 * hourMs },
  { open: hourMs, by: 20 * minuteMs },
];

/** When a poll that is open from now until then reminds by itself; undefined where that is too short. */
export function remindAt(now: Date, closesAt: Date | null): Date | undefined {
  if (closesAt === null) return undefined;
  const open = closesAt.getTime() - now.getTime();
  const found = before.find((one) => open >= one.open);
  return found && new Date(closesAt.getTime() - found.by);
}

/** Those who were asked and are here, each once. Whoever only saw it in somebody's channel is not among them. */
export function invitedTo(
  { everyone, personIds, teamIds }: PollAudience,
  directory: Pick<Directory, 'everyone' | 'team' | 'find'>,
): string[] {
  const asked = everyone
    ? directory.everyone().map(({ id }) => id)
    : [...personIds, ...teamIds.flatMap((id) => directory.team(id).memberIds)];
  return [...new Set(asked)].filter((id) => directory.find(id)?.active);
}

/** So often may owners remind people of one poll. */
export const mostReminders = 3;
/** And not again before so many hours have passed. */
export const hoursBetween = 4;

/** What the history calls it. */
export const reminded = 'pollReminded';

/** Why owners may not remind people now; the text is `polls.remind.<why>`. */
export function whyNotRemind(
  history: readonly Pick<HistoryEntry, 'kind' | 'actorId' | 'at'>[],
  now: Date,
): 'tooOften' | 'tooSoon' | undefined {
  const past = history.filter(({ kind }) => kind === reminded);
  if (past.filter(({ actorId }) => actorId !== null).length >= mostReminders) return 'tooOften';
  const last = Math.max(...past.map(({ at }) => at.getTime()), Number.NEGATIVE_INFINITY);
  return now.getTime() - last < hoursBetween * hourMs ? 'tooSoon' : undefined;
}
