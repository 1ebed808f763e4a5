import type { Context } from '../../../engine/context.ts';
import type { Field, Form } from '../../../ui/form.ts';
import { longestText, longestTitle } from '../suggestion.ts';
import { type Filled, whos } from './filled.ts';

const mostCategories = 100;

/** Asks for a suggestion, and says in plain words what is kept of whoever makes it. */
export function formFor(ctx: Context, context: string, filled: Filled): Form {
  const categories = Object.values(ctx.office.suggestions.categories).slice(0, mostCategories);
  const about: Field = {
    id: 'category',
    kind: 'choice',
    required: true,
    label: ctx.t('suggestions.field.category'),
    options: categories.map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
    ...(filled.category && { value: filled.category }),
  };
  const isOfMessage = ctx.event.kind === 'shortcut';
  const said = isOfMessage
    ? `\n${ctx.t('suggestions.form.message')}`
    : ctx.event.personal
      ? ''
      : `\n${ctx.t('suggestions.form.public')}`;
  return {
    id: 'suggestions.write',
    context,
    title: ctx.t('suggestions.form.title'),
    intro: `${ctx.t('suggestions.form.intro')}${said}`,
    submit: ctx.t('suggestions.form.submit'),
    fields: [
      {
        id: 'title',
        kind: 'text',
        required: true,
        maxLength: longestTitle,
        label: ctx.t('suggestions.field.title'),
        ...(filled.title && { value: filled.title }),
      },
      {
        id: 'text',
        kind: 'text',
        multiline: true,
        required: true,
        maxLength: longestText,
        label: ctx.t('suggestions.field.text'),
        hint: ctx.t('suggestions.field.text.hint'),
        ...(filled.text && { value: filled.text }),
      },
      ...(categories.length > 1 ? [about] : []),
      {
        id: 'who',
        kind: 'choice',
        required: true,
        label: ctx.t('suggestions.field.who'),
        hint: ctx.t('suggestions.field.who.hint'),
        options: whos.map((value) => ({ value, label: ctx.t(`suggestions.who.${value}`) })),
        ...(filled.who && { value: filled.who }),
      },
    ],
  };
}
