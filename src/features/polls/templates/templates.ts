import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { actions, type ListItem, text } from '../../../ui/card.ts';
import type { Form } from '../../../ui/form.ts';
import { findOwn } from '../managing/co-owners.ts';
import type { Poll } from '../poll.ts';
import { draftOf } from './draft-of.ts';
import {
  deleteTemplate,
  findTemplate,
  insertTemplate,
  mostTemplates,
  templatesOf,
} from './template-store.ts';

const longestName = 100;
const perPage = 10;

const formFor = (ctx: Context, { id, title }: Poll): Form => ({
  id: 'polls.saveTemplate',
  context: id,
  title: ctx.t('polls.template.save.title'),
  intro: ctx.t('polls.template.save.intro'),
  submit: ctx.t('polls.template.save.submit'),
  fields: [
    {
      ...{ id: 'name', kind: 'text', required: true, maxLength: longestName },
      label: ctx.t('polls.field.templateName'),
      value: [...title].slice(0, longestName).join(''),
    },
  ],
});

/** Keeps a poll to begin others with. */
export const saveTemplateForm: FormHandler = {
  async build(ctx, id) {
    const found = await findOwn(ctx, id);
    return 'poll' in found ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, id, { name }) {
    const found = await findOwn(ctx, id);
    if ('refused' in found) return found.refused;
    if ((await templatesOf(ctx, ctx.person.id)).length >= mostTemplates)
      return refusal(ctx.t('polls.template.tooMany', { most: mostTemplates }));
    const template = {
      ...{ id: newId('tpl'), name: String(name), ownerId: ctx.person.id },
      draft: draftOf(found.poll),
      createdAt: ctx.now,
    };
    const said = notice(ctx.t('polls.template.saved', { name: template.name }));
    return merge({ writes: [insertTemplate(template)] }, said);
  },
};

/** Opens the form at a click. */
export async function openSaveTemplate(ctx: Context, id: string): Promise<Outcome> {
  const found = await findOwn(ctx, id);
  return 'poll' in found ? { answer: { kind: 'form', form: formFor(ctx, found.poll) } } : found.refused;
}

/** What this person keeps, each to be used or deleted. One query. @param from how many to pass over. */
export async function listTemplates(ctx: Context, from: string): Promise<Outcome> {
  const all = await templatesOf(ctx, ctx.person.id);
  const first = Math.min(Math.max(0, Number.parseInt(from, 10) || 0), Math.max(0, all.length - 1));
  const page = all.slice(first, first + perPage);
  const title = ctx.t('polls.templates.title');
  const items = page.map(({ id, name, draft }): ListItem => {
    const count = draft.questions.length;
    return {
      text: name,
      detail: ctx.t('polls.templates.detail', { count, title: draft.title }),
      button: { label: ctx.t('polls.button.open'), action: 'polls.template', value: id },
    };
  });
  const left = all.length - first - page.length;
  const more = {
    ...{ label: ctx.t('polls.list.more', { count: left }), action: 'polls.templates' },
    value: String(first + perPage),
  };
  const none = ctx.t('polls.templates.none');
  const body = items.length > 0 ? ({ kind: 'list', items } as const) : text(none);
  const blocks = left > 0 ? [body, actions(more)] : [body];
  return { answer: { kind: 'card', card: { title, summary: items.length > 0 ? title : none, blocks } } };
}

const goneTemplate = (ctx: Context) => refusal(ctx.t('polls.template.gone'));

/** One of them: what it asks, and what may be done with it. One query. */
export async function showTemplate(ctx: Context, id: string): Promise<Outcome> {
  const template = await findTemplate(ctx, id, ctx.person.id);
  if (template === undefined) return goneTemplate(ctx);
  const { name, draft } = template;
  const asked = draft.questions.map(({ text: question, options }): ListItem => {
    const said = options.map((one) => one.text).join(' · ');
    return question === '' || question === draft.title ? { text: said } : { text: question, detail: said };
  });
  const use = { label: ctx.t('polls.button.use'), action: 'polls.use', value: id, opensForm: true };
  const drop = { label: ctx.t('polls.button.delete'), action: 'polls.deleteTemplate', value: id };
  return {
    answer: {
      kind: 'card',
      card: {
        title: name,
        summary: name,
        blocks: [
          text(draft.title, 'strong'),
          { kind: 'list', items: asked },
          actions({ ...use, style: 'primary' }, { ...drop, style: 'danger' }),
        ],
      },
    },
  };
}

/** Deletes one. One query. */
export async function dropTemplate(ctx: Context, id: string): Promise<Outcome> {
  const template = await findTemplate(ctx, id, ctx.person.id);
  if (template === undefined) return goneTemplate(ctx);
  const said = notice(ctx.t('polls.template.deleted', { name: template.name }));
  return merge({ writes: [deleteTemplate(template)] }, said);
}
