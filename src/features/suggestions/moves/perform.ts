import type { Say } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import { daysLater } from '../../../time/due.ts';
import type { Authors } from '../authors.ts';
import { changeSuggestion, type Deed, today } from '../changes.ts';
import type { Found } from '../find.ts';
import { answererOf, moderatorsOf } from '../people.ts';
import { expectPromise } from '../promises/promise.ts';
import { type Actor, decide, type Intent, type Refusal } from '../rules.ts';
import { type Suggestion, subjectOf } from '../suggestion.ts';
import { cardFor, followersOf, type NoticeArgs, type NoticeKey, tell } from '../telling.ts';
import { dayText, titleOf } from '../words.ts';

/** What the history calls each deed. */
export const deedKinds = {
  review: 'suggestionReviewed',
  plan: 'suggestionPlanned',
  postpone: 'suggestionPostponed',
  start: 'suggestionStarted',
  finish: 'suggestionDone',
  decline: 'suggestionDeclined',
  confirm: 'suggestionConfirmed',
  reopen: 'suggestionReopened',
  assign: 'suggestionAssigned',
  link: 'suggestionLinked',
  support: 'suggestionSupported',
  unsupport: 'suggestionUnsupported',
  flag: 'suggestionFlagged',
  dismiss: 'suggestionFlagsDismissed',
  hide: 'suggestionHidden',
  unhide: 'suggestionShownAgain',
} as const satisfies Record<Intent['verb'], string>;

/** What everybody who follows it is told; nothing for what is nobody's news. */
const news: Readonly<Partial<Record<Intent['verb'], NoticeKey>>> = {
  ...{ review: 'underReview', plan: 'planned', postpone: 'postponed', start: 'doing', finish: 'done' },
  ...{ decline: 'declined', confirm: 'confirmed', reopen: 'reopened', assign: 'assigned' },
  ...{ hide: 'hidden', unhide: 'shownAgain' },
};

export const actorOf = (ctx: Context, { roles }: Pick<Found, 'roles'>, meeting = false): Actor => ({
  id: ctx.person.id,
  roles,
  today: dayOf(ctx.now, ctx.office.organisation.timezone),
  at: ctx.now,
  ...(meeting && { meeting }),
});

export const refuse = (ctx: Context, why: Refusal): Outcome => refusal(ctx.t(`suggestions.refused.${why}`));

interface PerformOptions {
  /** It is decided in an improvement meeting, by somebody who holds those. */
  readonly meeting?: boolean;
  /** Who answers for it from now on. */
  readonly ownerId?: string | undefined;
}

/** Does what somebody wants of a suggestion, and tells all who follow it: the author no other than the others. */
export async function perform(
  ctx: Context,
  authors: Authors,
  found: Found,
  intent: Intent,
  { meeting = false, ownerId }: PerformOptions = {},
): Promise<Outcome> {
  const { suggestion: before } = found;
  const byAuthor = intent.verb === 'confirm' || intent.verb === 'reopen';
  const unsigned = byAuthor && before.authorId === null;
  const actor = actorOf(ctx, found, meeting);
  const decided = decide(before, intent, unsigned ? { ...actor, at: today(ctx) } : actor);
  if ('refused' in decided) return refuse(ctx, decided.refused);
  const words = 'words' in intent ? intent.words?.trim() : undefined;
  const deed: Deed = {
    kind: deedKinds[intent.verb],
    by: unsigned ? 'unsigned' : ctx.person.id,
    data: {
      ...(words && intent.verb !== 'flag' && { text: words }),
      ...('promisedFor' in intent && { date: intent.promisedFor }),
      ...(intent.verb === 'assign' && { personId: intent.ownerId }),
    },
  };
  const changed = { ...decided.changed, ...(ownerId !== undefined && { ownerId }) };
  const { suggestion, outcome } = changeSuggestion(ctx, before, changed, deed);
  const args: NoticeArgs = {
    ...(!byAuthor && { by: ctx.person.id }),
    ...(words && { words }),
    ...('promisedFor' in intent && { date: intent.promisedFor }),
    ...(intent.verb === 'assign' && { owner: intent.ownerId }),
    ...(intent.verb === 'finish' && { date: confirmDue(ctx).localTime.slice(0, 10) }),
  };
  const key = news[intent.verb];
  const told = key ? await hearers(ctx, authors, before, suggestion, unsigned) : [];
  const say = [...(key ? tell(suggestion, told, key, args) : []), ...handed(ctx, before, suggestion, intent)];
  return merge(merge(merge(outcome, { say }), laterOn(ctx, suggestion, intent)), {
    ...notice(
      ctx.t(`suggestions.did.${intent.verb}`, {
        title: titleOf({ ...suggestion, hidden: false }),
        count: suggestion.supporterIds.length,
        date: 'promisedFor' in intent ? dayText(intent.promisedFor, ctx) : '',
        name: ctx.directory.nameOf(answererOf(ctx, suggestion)),
      }),
    ),
  });
}

/**
 * Everyone who follows it, and whoever answers for it; not the one who did it, who knows. An anonymous author who did it
 * is told like all the others: whoever were left out would be known by that.
 */
async function hearers(
  ctx: Context,
  authors: Authors,
  before: Suggestion,
  after: Suggestion,
  unsigned: boolean,
): Promise<string[]> {
  const all = [...(await followersOf(ctx, authors, before)), answererOf(ctx, after)];
  return unsigned ? all : all.filter((id) => id !== ctx.person.id);
}

/** Those who have to act on it now. */
function handed(ctx: Context, before: Suggestion, after: Suggestion, { verb }: Intent): Say[] {
  const others = (ids: string[]) => ids.filter((id) => id !== ctx.person.id);
  if (verb === 'flag' && before.flags.length === 0) return tell(after, others(moderatorsOf(ctx)), 'flagged');
  const owner = answererOf(ctx, after);
  if (owner === answererOf(ctx, before)) return [];
  return [...tell(after, others([owner]), 'yours', { by: ctx.person.id }), cardFor(after, owner)];
}

const confirmDue = ({ now, office }: Pick<Context, 'now' | 'office'>) =>
  daysLater(now, office.suggestions.confirmDays, office.organisation.timezone);

/** What falls due because of it. */
function laterOn(ctx: Context, suggestion: Suggestion, { verb }: Intent): Outcome {
  switch (verb) {
    case 'plan':
    case 'postpone':
    case 'assign':
      return expectPromise(ctx, suggestion);
    case 'finish':
      return {
        timers: [
          {
            kind: 'suggestions.silent',
            subject: subjectOf(suggestion),
            ...confirmDue(ctx),
            args: { movedAt: suggestion.movedAt.toISOString() },
          },
        ],
      };
    default:
      return {};
  }
}
