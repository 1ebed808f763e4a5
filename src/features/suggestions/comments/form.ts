import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import type { Field, Form } from '../../../ui/form.ts';
import type { Authors } from '../authors.ts';
import { type Found, findSuggestion, gone } from '../find.ts';
import { refuse } from '../moves/perform.ts';
import { shortened, titleOf } from '../words.ts';
import { commentsOf, longestComment } from './comment.ts';
import { say, type Voice } from './say.ts';
import { speakerOf } from './views.ts';

const shownBetween = 4;
const shownLength = 250;

/** Whether they speak with their name: an anonymous author, and whoever answers for it, may choose. */
function voiceField(ctx: Context, { suggestion, roles }: Found): Field[] {
  const nameless =
    roles.author && suggestion.authorId === null ? 'author' : roles.answers ? 'owner' : undefined;
  if (nameless === undefined) return [];
  const voices: Voice[] = nameless === 'author' ? ['author', 'name'] : ['name', 'owner'];
  return [
    {
      id: 'voice',
      kind: 'choice',
      required: true,
      label: ctx.t('suggestions.comment.voice'),
      options: voices.map((value) => ({ value, label: ctx.t(`suggestions.voice.${value}`) })),
      value: voices[0]!,
    },
  ];
}

/** For whom it is: the two that a private word is between may choose. */
function privateField(ctx: Context, { roles }: Found): Field[] {
  if (!roles.author && !roles.answers) return [];
  return [
    {
      id: 'to',
      kind: 'choice',
      required: true,
      label: ctx.t('suggestions.comment.to'),
      options: [
        { value: 'all', label: ctx.t('suggestions.comment.all') },
        {
          value: 'between',
          label: ctx.t(roles.author ? 'suggestions.comment.toOwner' : 'suggestions.comment.toAuthor'),
        },
      ],
      value: 'all',
    },
  ];
}

/** What was said between the two, which stands in no message: only in this form, which nothing keeps. */
async function introOf(ctx: Context, { suggestion, roles }: Found): Promise<string> {
  const title = titleOf(suggestion);
  if (!roles.author && !roles.answers) return title;
  const between = await commentsOf(
    ctx.database,
    suggestion.id,
    { shared: false, between: true, hidden: false },
    { from: 0, limit: shownBetween },
  );
  const lines = between.reverse().map((comment) =>
    ctx.t('suggestions.comments.line', {
      name: speakerOf(comment, ctx, ctx),
      words: shortened(comment.text.replaceAll('\n', ' '), shownLength),
    }),
  );
  return [title, ...(lines.length > 0 ? [ctx.t('suggestions.comments.between'), ...lines] : [])].join('\n');
}

/** Its context is the suggestion's id. */
export const commentForm = (authors: Authors): FormHandler => ({
  async build(ctx, id): Promise<Form | undefined> {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return undefined;
    return {
      id: 'suggestions.comment',
      context: id,
      title: ctx.t('suggestions.button.comment'),
      intro: await introOf(ctx, found),
      submit: ctx.t('suggestions.button.comment'),
      fields: [
        {
          id: 'words',
          kind: 'text',
          multiline: true,
          required: true,
          maxLength: longestComment,
          label: ctx.t('suggestions.comment.words'),
        },
        ...privateField(ctx, found),
        ...voiceField(ctx, found),
      ],
    };
  },
  async submit(ctx, id, values) {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const { suggestion, roles } = found;
    if (suggestion.hidden) return refuse(ctx, 'hidden');
    const unsigned = roles.author && suggestion.authorId === null;
    const voice: Voice =
      values.voice === 'author' && unsigned
        ? 'author'
        : values.voice === 'owner' && roles.answers
          ? 'owner'
          : 'name';
    // Word by word in a chat it would stand there under their name.
    if (voice === 'author' && ctx.event.kind !== 'submit') return refusal(ctx.t('suggestions.refused.chat'));
    const between = values.to === 'between' && (roles.author || roles.answers);
    return say(ctx, authors, found, { words: String(values.words), voice, private: between });
  },
});

/** The form, or why there is none. */
export async function openComment(ctx: Context, authors: Authors, id: string): Promise<Outcome> {
  const form = await commentForm(authors).build(ctx, id);
  return form ? { answer: { kind: 'form', form } } : gone(ctx);
}
