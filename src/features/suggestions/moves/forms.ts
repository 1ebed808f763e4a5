import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Field, FieldValue, Form } from '../../../ui/form.ts';
import type { Authors } from '../authors.ts';
import { type Found, findSuggestion, gone } from '../find.ts';
import { answererOf } from '../people.ts';
import { type Intent, whyNot } from '../rules.ts';
import { titleOf } from '../words.ts';
import { actorOf, perform, refuse } from './perform.ts';

/** The moves that need something to be said. */
export const formVerbs = [
  'plan',
  'postpone',
  'finish',
  'decline',
  'reopen',
  'assign',
  'flag',
  'hide',
] as const;
export type FormVerb = (typeof formVerbs)[number];

/** The longest words of a move, in characters. */
export const longestWords = 1000;

const words = (ctx: Context, verb: Exclude<FormVerb, 'assign'>, required: boolean): Field => ({
  id: 'words',
  kind: 'text',
  multiline: true,
  maxLength: longestWords,
  required,
  label: ctx.t(`suggestions.${verb}.words`),
  ...(verb === 'decline' && { hint: ctx.t('suggestions.decline.hint') }),
});

const promised = (ctx: Context, value?: string | null): Field => ({
  id: 'date',
  kind: 'date',
  required: true,
  min: dayOf(ctx.now, ctx.office.organisation.timezone),
  label: ctx.t('suggestions.promisedFor'),
  hint: ctx.t('suggestions.promisedFor.hint'),
  ...(value && { value }),
});

function fieldsOf(ctx: Context, verb: FormVerb, { suggestion }: Found): Field[] {
  switch (verb) {
    case 'plan':
      return [promised(ctx), words(ctx, verb, false)];
    case 'postpone':
      return [promised(ctx, suggestion.promisedFor), words(ctx, verb, true)];
    case 'finish':
      return [words(ctx, verb, false)];
    case 'assign':
      return [
        {
          id: 'person',
          kind: 'person',
          required: true,
          label: ctx.t('suggestions.owner'),
          value: answererOf(ctx, suggestion),
        },
      ];
    default:
      return [words(ctx, verb, true)];
  }
}

/** What a filled form asks for. */
function intentFrom(verb: FormVerb, values: Record<string, FieldValue>): Intent {
  const said = String(values.words ?? '');
  switch (verb) {
    case 'plan':
    case 'postpone':
      return { verb, promisedFor: String(values.date), words: said };
    case 'assign':
      return { verb, ownerId: String(values.person) };
    default:
      return { verb, words: said };
  }
}

/** Its context is the suggestion's id. */
function formHandler(authors: Authors, verb: FormVerb): FormHandler {
  return {
    async build(ctx, id): Promise<Form | undefined> {
      const found = await findSuggestion(ctx, authors, id);
      return (
        found && {
          id: `suggestions.${verb}`,
          context: id,
          title: ctx.t(`suggestions.button.${verb}`),
          intro: titleOf(found.suggestion),
          submit: ctx.t(`suggestions.button.${verb}`),
          fields: fieldsOf(ctx, verb, found),
        }
      );
    },
    async submit(ctx, id, values) {
      const found = await findSuggestion(ctx, authors, id);
      return found ? perform(ctx, authors, found, intentFrom(verb, values)) : gone(ctx);
    },
  };
}

export const moveForms = (authors: Authors): Record<string, FormHandler> =>
  Object.fromEntries(formVerbs.map((verb) => [`suggestions.${verb}`, formHandler(authors, verb)]));

/** A click opens the form, or says at once why not; what needs no words is done at once. */
export function moveActions(authors: Authors): NonNullable<Feature['actions']> {
  const handlers = moveForms(authors);
  const open = (verb: FormVerb) => async (ctx: Context, id: string) => {
    const found = await findSuggestion(ctx, authors, id);
    if (found === undefined) return gone(ctx);
    const why = whyNot(found.suggestion, verb, actorOf(ctx, found));
    if (why !== undefined) return refuse(ctx, why);
    const form = await handlers[`suggestions.${verb}`]!.build(ctx, id);
    return form ? ({ answer: { kind: 'form', form } } satisfies Outcome) : refusal(ctx.t('engine.outdated'));
  };
  const act =
    (verb: 'review' | 'start' | 'confirm' | 'support' | 'unsupport' | 'dismiss' | 'unhide') =>
    async (ctx: Context, id: string) => {
      const found = await findSuggestion(ctx, authors, id);
      return found ? perform(ctx, authors, found, { verb }) : gone(ctx);
    };
  return {
    ...Object.fromEntries(formVerbs.map((verb) => [`suggestions.${verb}`, open(verb)])),
    'suggestions.review': act('review'),
    'suggestions.start': act('start'),
    'suggestions.confirm': act('confirm'),
    'suggestions.support': act('support'),
    'suggestions.unsupport': act('unsupport'),
    'suggestions.dismiss': act('dismiss'),
    'suggestions.unhide': act('unhide'),
  };
}
