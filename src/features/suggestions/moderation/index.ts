import { narrow } from '../../../core/full-width.ts';
import type { Context } from '../../../engine/context.ts';
import {
  type Command,
  type Feature,
  type FormHandler,
  notice,
  type Outcome,
  refusal,
} from '../../../engine/feature.ts';
import { merge as both } from '../../../engine/outcome.ts';
import type { Authors } from '../authors.ts';
import { changeSuggestion } from '../changes.ts';
import { loadComments } from '../comments/comment.ts';
import { type Found, findSuggestion, findTyped, gone } from '../find.ts';
import { actorOf, refuse } from '../moves/perform.ts';
import { answererOf, moderatorsOf } from '../people.ts';
import { merge, whyNot } from '../rules.ts';
import { mergedInto } from '../store.ts';
import { followersOf, tell } from '../telling.ts';
import { titleOf } from '../words.ts';
import { queue } from './queue.ts';

/** Into which it goes; the context is the id of the one that goes. */
export const mergeForm = (authors: Authors): FormHandler => ({
  async build(ctx, id) {
    const found = await findSuggestion(ctx, authors, id);
    return (
      found && {
        id: 'suggestions.merge',
        context: id,
        title: ctx.t('suggestions.button.merge'),
        intro: `${titleOf(found.suggestion)}\n${ctx.t('suggestions.merge.intro')}`,
        submit: ctx.t('suggestions.button.merge'),
        fields: [
          {
            id: 'number',
            kind: 'text',
            required: true,
            maxLength: 20,
            label: ctx.t('suggestions.merge.number'),
          },
        ],
      }
    );
  },
  async submit(ctx, id, { number }) {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const into = await findTyped(ctx, authors, narrow(String(number)));
    return into ? mergeInto(ctx, authors, found, into) : gone(ctx);
  },
});

/** Makes one of two. Those who follow the one that goes are told where it went, its author like all of them. */
async function mergeInto(ctx: Context, authors: Authors, found: Found, into: Found): Promise<Outcome> {
  const merged = merge(found.suggestion, into.suggestion, actorOf(ctx, found));
  if ('refused' in merged) return refuse(ctx, merged.refused);
  const by = ctx.person.id;
  const { number } = into.suggestion;
  const data = { number };
  const gone = changeSuggestion(ctx, found.suggestion, merged.gone, { kind: 'suggestionMerged', by, data });
  const kept = changeSuggestion(ctx, into.suggestion, merged.kept, {
    ...{ kind: 'suggestionTook', by },
    data: { number: found.suggestion.number },
  });
  // What went into that one before goes along.
  const earlier = (await mergedInto(ctx.database, found.suggestion.id)).map(
    (one) =>
      changeSuggestion(ctx, one, { mergedIntoId: into.suggestion.id }, { kind: 'suggestionMerged', by, data })
        .outcome,
  );
  const followers = await followersOf(ctx, authors, found.suggestion);
  const told = [...followers, answererOf(ctx, found.suggestion), answererOf(ctx, into.suggestion)];
  const all = [gone.outcome, kept.outcome, ...earlier].reduce(both);
  return both(all, {
    say: tell(
      kept.suggestion,
      told.filter((personId) => personId !== by),
      'merged',
      { by, number: found.suggestion.number },
    ),
    ...notice(ctx.t('suggestions.did.merge', { title: titleOf(found.suggestion), number })),
  });
}

async function moderateComment(
  ctx: Context,
  authors: Authors,
  id: string,
  hidden: boolean,
): Promise<Outcome> {
  const loaded = (await loadComments(ctx.database, [id])).get(id);
  const found = loaded && (await findSuggestion(ctx, authors, loaded.suggestion.id));
  if (found === undefined || loaded === undefined || loaded.comment.private) return gone(ctx);
  if (!found.roles.moderator) return refuse(ctx, 'notModerator');
  const { outcome } = changeSuggestion(
    ctx,
    found.suggestion,
    {},
    {
      kind: hidden ? 'suggestionCommentHidden' : 'suggestionCommentShown',
      by: ctx.person.id,
      data: { commentId: id },
    },
  );
  return both(outcome, {
    writes: [{ kind: 'update', table: 'SuggestionComment', rows: [{ id, hidden }] }],
    ...notice(ctx.t(hidden ? 'suggestions.did.hideComment' : 'suggestions.did.showComment')),
  });
}

const isModerator = (ctx: Context) => moderatorsOf(ctx).includes(ctx.person.id);
const forModerators = (ctx: Context, run: () => Promise<Outcome>) =>
  isModerator(ctx) ? run() : Promise.resolve(refuse(ctx, 'notModerator'));

export const moderationActions = (authors: Authors): NonNullable<Feature['actions']> => ({
  'suggestions.merge': async (ctx, id) => {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const why = whyNot(found.suggestion, 'merge', actorOf(ctx, found));
    if (why !== undefined) return refuse(ctx, why);
    const form = await mergeForm(authors).build(ctx, id);
    return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('engine.outdated'));
  },
  'suggestions.queue': (ctx, from) => forModerators(ctx, () => queue(ctx, from)),
  'suggestions.hideComment': (ctx, id) => moderateComment(ctx, authors, id, true),
  'suggestions.showComment': (ctx, id) => moderateComment(ctx, authors, id, false),
});

export const moderationCommands: Command[] = [
  {
    name: 'suggest queue',
    words: { en: ['suggest queue'], 'zh-CN': ['建议审核'] },
    summary: 'help.suggestQueue',
    offeredTo: isModerator,
    run: (ctx) => forModerators(ctx, () => queue(ctx, '')),
  },
];
