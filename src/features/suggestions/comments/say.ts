import type { Row } from '../../../db/commit.ts';
import type { Say } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Authors } from '../authors.ts';
import { changeSuggestion, timelessId, today } from '../changes.ts';
import type { Found } from '../find.ts';
import { answererOf, categoryOf } from '../people.ts';
import { type Suggestion, subjectOf } from '../suggestion.ts';
import { followersOf, tell } from '../telling.ts';
import { type Comment, subjectOfComment } from './comment.ts';

/** How somebody speaks: by name, as the author without it, or as whoever answers for it. */
export type Voice = 'name' | 'author' | 'owner';

export interface Said {
  readonly words: string;
  readonly voice: Voice;
  /** Between the author and whoever answers for it. */
  readonly private: boolean;
}

/** Where it was said, so that it is not repeated there. */
interface HeardBelow {
  readonly mainCardId: string;
  readonly echoed: boolean;
}

/**
 * Takes what somebody said to everyone whom it concerns. To an anonymous author nothing goes that does not go to all who
 * follow the suggestion: of a private word they are all told that there is one, and the author finds it in the form.
 */
export async function say(
  ctx: Context,
  authors: Authors,
  { suggestion: before }: Found,
  said: Said,
  heardBelow?: HeardBelow,
): Promise<Outcome> {
  const { voice } = said;
  const comment: Comment = {
    ...{ id: timelessId('sgc'), suggestionId: before.id, text: said.words, hidden: false },
    byId: voice === 'name' ? ctx.person.id : null,
    byAuthor: voice === 'author' || (voice === 'name' && before.authorId === ctx.person.id),
    private: said.private,
    createdAt: voice === 'author' ? today(ctx) : ctx.now,
  };
  const deed = {
    kind: said.private ? 'suggestionAsked' : 'suggestionCommented',
    by: voice === 'author' ? ('unsigned' as const) : voice === 'owner' ? null : ctx.person.id,
    data: { commentId: comment.id },
  };
  const { outcome } = changeSuggestion(ctx, before, {}, deed);
  const told = said.private
    ? await toldBetween(ctx, authors, before, comment)
    : await toldAll(ctx, authors, before, comment, heardBelow);
  return merge(outcome, {
    writes: [{ kind: 'insert', table: 'SuggestionComment', rows: [comment as unknown as Row] }],
    say: told,
    ...(heardBelow ? {} : notice(ctx.t(said.private ? 'suggestions.did.ask' : 'suggestions.did.comment'))),
  });
}

const inPerson = (comment: Comment, personIds: Iterable<string>): Say[] =>
  [...new Set(personIds)].map((personId) => ({
    to: { kind: 'person', personId },
    view: 'suggestions.said',
    subject: subjectOfComment(comment.id),
  }));

async function toldBetween(
  ctx: Context,
  authors: Authors,
  suggestion: Suggestion,
  comment: Comment,
): Promise<Say[]> {
  if (comment.byAuthor) return inPerson(comment, [answererOf(ctx, suggestion)]);
  if (suggestion.authorId !== null) return inPerson(comment, [suggestion.authorId]);
  return tell(suggestion, await followersOf(ctx, authors, suggestion), 'question');
}

async function toldAll(
  ctx: Context,
  authors: Authors,
  suggestion: Suggestion,
  comment: Comment,
  heardBelow: HeardBelow | undefined,
): Promise<Say[]> {
  const all = [...(await followersOf(ctx, authors, suggestion)), answererOf(ctx, suggestion)];
  // An anonymous author hears their own words like everyone else does.
  const unsigned = comment.byId === null && comment.byAuthor;
  const others = unsigned ? all : all.filter((id) => id !== ctx.person.id);
  const { team } = categoryOf(ctx, suggestion.category);
  const except = heardBelow?.echoed ? { except: heardBelow.mainCardId } : {};
  const spoken = { view: 'suggestions.said', subject: subjectOfComment(comment.id) };
  const inThread: Say[] = team
    ? [{ ...spoken, ...except, to: { kind: 'team', teamId: team }, below: subjectOf(suggestion) }]
    : [];
  return [...inThread, ...inPerson(comment, others)];
}
