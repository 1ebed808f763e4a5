import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { actions, type Block, text } from '../../../ui/card.ts';
import { showMine } from '../inviting/mine.ts';
import { lastRounds } from '../rounds/store.ts';
import { mayMake, mayManage, surveysOf } from '../surveys.ts';
import { statusText, surveyCard } from './card.ts';

const perPage = 12;

/**
 * The surveys that somebody answers for, all of them for administrators; whoever has none sees what they are asked.
 * Two queries. @param from how many to pass over.
 */
export async function listSurveys(ctx: Context, from: string): Promise<Outcome> {
  const all = [...(await surveysOf(ctx)).values()].filter((state) =>
    mayManage(ctx.directory, state, ctx.person.id),
  );
  if (all.length === 0 && !mayMake(ctx)) return showMine(ctx);
  const first = Math.min(Math.max(0, Number.parseInt(from, 10) || 0), Math.max(0, all.length - 1));
  const page = all.slice(first, first + perPage);
  const last = await lastRounds(
    ctx.database,
    page.map(({ survey }) => survey.id),
  );
  const items = page.map((state) => ({
    text: state.survey.name[ctx.locale],
    detail: statusText(ctx, state, last.get(state.survey.id)),
    button: { label: ctx.t('surveys.button.show'), action: 'surveys.show', value: state.survey.id },
  }));
  const left = all.length - first - page.length;
  const title = ctx.t('surveys.list.title');
  const none = ctx.t('surveys.list.none');
  const body: Block = items.length > 0 ? { kind: 'list', items } : text(none);
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: items.length > 0 ? title : none,
        blocks: [
          body,
          actions(
            mayMake(ctx) && {
              label: ctx.t('surveys.button.new'),
              action: 'surveys.new',
              value: '',
              opensForm: true,
            },
            { label: ctx.t('surveys.mine.title'), action: 'surveys.mine', value: '' },
            left > 0 && {
              label: ctx.t('surveys.button.more', { n: left }),
              action: 'surveys.list',
              value: String(first + perPage),
            },
          ),
        ],
      },
    },
  };
}

/** One survey. Two queries. @param value `<survey id> <questions to pass over>`; from outside. */
export async function showSurvey(ctx: Context, value: string): Promise<Outcome> {
  const [id = '', from] = value.split(' ');
  const state = (await surveysOf(ctx)).get(id);
  if (state === undefined || !mayManage(ctx.directory, state, ctx.person.id))
    return refusal(ctx.t('surveys.refused.gone'));
  const last = (await lastRounds(ctx.database, [id])).get(id);
  const card = surveyCard(ctx, state, last, Number.parseInt(from ?? '', 10) || 0);
  return { answer: { kind: 'card', card } };
}
