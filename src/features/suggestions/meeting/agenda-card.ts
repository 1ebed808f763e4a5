import type { Context } from '../../../engine/context.ts';
import { actions, type Block, type Card, type ListItem, text } from '../../../ui/card.ts';
import { standing } from '../cards/suggestion-card.ts';
import { loadSuggestions } from '../store.ts';
import { dayText, titleOf } from '../words.ts';
import type { Meeting } from './meeting.ts';
import { decisionText } from './minutes.ts';

export const agendaPage = 8;

/** The agenda, page by page: what was decided, and a button to decide what was not. One query. */
export async function agendaCard(ctx: Context, meeting: Meeting, from: number): Promise<Card> {
  const { id, agenda, heldOn } = meeting;
  const page = agenda.slice(from, from + agendaPage);
  const found = await loadSuggestions(
    ctx.database,
    page.map(({ suggestionId }) => suggestionId),
  );
  const items = page.flatMap(({ suggestionId, because }): ListItem[] => {
    const suggestion = found.get(suggestionId);
    if (suggestion === undefined || suggestion.hidden) return [];
    const decided = meeting.decisions.findLast((each) => each.suggestionId === suggestionId);
    const detail = [
      ctx.t(`suggestions.because.${because}`),
      ctx.t('suggestions.supporters', { count: suggestion.supporterIds.length }),
      decided ? decisionText(decided, ctx, ctx) : standing(suggestion, ctx, ctx),
    ];
    const button = {
      label: ctx.t('suggestions.button.decide'),
      action: 'suggestions.decide',
      value: `${id} ${suggestionId}`,
      opensForm: true,
    };
    return [{ text: titleOf(suggestion), detail: detail.join(' · '), ...(decided ? {} : { button }) }];
  });
  const title = ctx.t('suggestions.meeting.title', { date: dayText(heldOn, ctx) });
  const body: Block = items.length > 0 ? { kind: 'list', items } : text(ctx.t('suggestions.meeting.none'));
  const button = (name: 'more' | 'renew' | 'close', value: string, opensForm = false) => ({
    label: ctx.t(`suggestions.meeting.${name}`),
    action: `suggestions.meeting.${name}`,
    value,
    ...(opensForm && { opensForm }),
  });
  return {
    title,
    summary: title,
    blocks: [
      text(
        ctx.t('suggestions.meeting.progress', { all: agenda.length, decided: meeting.decisions.length }),
        'subtle',
      ),
      body,
      actions(
        agenda.length > from + agendaPage && button('more', `${id} ${from + agendaPage}`),
        button('renew', id),
        button('close', id, true),
      ),
    ],
  };
}
