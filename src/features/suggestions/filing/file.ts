import type { Write } from '../../../db/commit.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { type Draft, findDraft, forget, wordsOf } from '../../requests/index.ts';
import type { Authors } from '../authors.ts';
import { newSuggestion, timelessId, today } from '../changes.ts';
import { digestTimer } from '../digest/monthly.ts';
import { erasingTimer } from '../erasing.ts';
import { categoryOf, curatorOf } from '../people.ts';
import { nextNumber } from '../store.ts';
import { type Suggestion, subjectOf } from '../suggestion.ts';
import { cardFor } from '../telling.ts';
import type { Filled } from './filled.ts';

/** Files a suggestion: its curator has it, and the channel of its category's team, where there is one. Two queries. */
export async function fileSuggestion(ctx: Context, authors: Authors, filled: Filled): Promise<Outcome> {
  const { person, database } = ctx;
  const { title, text, category = '', who = 'named', draftId } = filled;
  const named = who === 'named';
  const at = named ? ctx.now : today(ctx);
  const { id: categoryId, team } = categoryOf(ctx, category);
  const draft = draftId === undefined ? undefined : await findDraft(ctx, draftId);
  const suggestion: Suggestion = {
    ...{ id: timelessId('sug'), number: await nextNumber(database), version: 1 },
    ...{ title, text, words: wordsOf(`${title}\n${text}`), category: categoryId },
    authorId: named ? person.id : null,
    authorSeal: named ? null : await authors.seal({ personId: person.id, heard: who === 'anonymous' }),
    ...{ supporterIds: [], ownerId: null, stage: 'received', promisedFor: null, postponed: 0, reason: null },
    ...{ mergedIntoId: null, requestIds: [], flags: [], hidden: false },
    // Whose message it was could say who made a suggestion of it.
    origin: draft && named ? originOf(draft) : null,
    ...{ createdAt: at, movedAt: at },
  };
  const filed = newSuggestion(ctx, suggestion, {
    kind: 'suggestionFiled',
    by: named ? person.id : 'unsigned',
  });
  const writes: Write[] = [...(draft ? [forget(draft)] : []), digestTimer(ctx), erasingTimer(ctx)];
  const curator = curatorOf(ctx, categoryId);
  return merge(filed, {
    writes,
    say: [
      ...(team
        ? [
            {
              ...{ to: { kind: 'team', teamId: team } as const, view: 'suggestions.card' },
              ...{ subject: subjectOf(suggestion), live: 'main' as const, version: 1 },
            },
          ]
        : []),
      cardFor(suggestion, curator),
    ],
    ...notice(
      ctx.t(
        named
          ? 'suggestions.filed'
          : who === 'anonymous'
            ? 'suggestions.filed.anonymous'
            : 'suggestions.filed.unheard',
        {
          number: suggestion.number,
          name: ctx.directory.nameOf(curator),
        },
      ),
    ),
  });
}

function originOf({ url, author, text }: Draft): Suggestion['origin'] {
  if (url === null && author === null) return null;
  return { ...(url && { url }), ...(author && { author }), text };
}
