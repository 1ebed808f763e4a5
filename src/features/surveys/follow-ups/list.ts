import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { refusal } from '../../../engine/feature.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type ListItem, text } from '../../../ui/card.ts';
import { followUpCard } from './card.ts';
import { ownerOf } from './opening.ts';
import { maySee } from './rules.ts';
import { type FoundFollowUp, findFollowUps, followUpsOf } from './store.ts';
import { followUpWords, headline } from './words.ts';

const perPage = 12;

/** What somebody has to follow up, and what their surveys have opened: the first due above. One query. */
export async function listFollowUps(ctx: Context, start: string): Promise<Outcome> {
  const from = Math.max(0, Number.parseInt(start, 10) || 0);
  const { id: personId, email } = ctx.person;
  const isAdmin = ctx.directory.isAdmin(personId);
  const { all, count } = await followUpsOf(ctx.database, {
    ...{ personId, email, isAdmin, from, limit: perPage },
  });
  const title = ctx.t('surveys.followUps.title');
  const none = ctx.t('surveys.followUps.none');
  const left = count - from - all.length;
  const more = {
    label: ctx.t('surveys.followUps.more', { count: left }),
    action: 'surveys.followUps',
    value: String(from + all.length),
  };
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: all.length > 0 ? title : none,
        blocks: [
          all.length > 0 ? { kind: 'list', items: all.map((one) => itemOf(ctx, one)) } : text(none),
          ...(all.length > 0 && left > 0 ? [actions(more)] : []),
        ],
      },
    },
  };
}

function itemOf(ctx: Context, found: FoundFollowUp): ListItem {
  const words = followUpWords(found, ctx, ctx);
  const { state, doneAt } = found.followUp;
  return {
    text: headline(found, ctx, ctx),
    detail:
      state === 'open' || doneAt === null
        ? ctx.t('surveys.followUps.open', words)
        : ctx.t('surveys.followUps.done', {
            ...words,
            day: formatDay(doneAt.toISOString().slice(0, 10), ctx.locale),
          }),
    button: { label: ctx.t('surveys.followUps.show'), action: 'surveys.followUp', value: found.followUp.id },
  };
}

/** All of one follow-up. One query. */
export async function showFollowUp(ctx: Context, id: string): Promise<Outcome> {
  const found = (await findFollowUps(ctx.database, [id])).get(id);
  const handler = (one: FoundFollowUp) => ({
    id: ctx.person.id,
    ownsSurvey: ownerOf(ctx, one.round.rules) === ctx.person.id,
    isAdmin: ctx.directory.isAdmin(ctx.person.id),
  });
  if (found === undefined || !maySee(found.followUp, handler(found)))
    return refusal(ctx.t('surveys.followUp.refused.gone'));
  return { answer: { kind: 'card', card: followUpCard(found, ctx, ctx, true) } };
}
