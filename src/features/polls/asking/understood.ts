import type { Context } from '../../../engine/context.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import { closesSaid, howSaid, inOneLine, optionText, secrecySaid } from '../drawing/wording.ts';
import type { PollDraft } from '../poll.ts';

/** So many channels are offered at one click. */
const mostTeams = 4;

/** What a poll will be, in plain words. @param here it is posted where it was typed. */
export function understoodLines(ctx: Context, draft: PollDraft, here = false): string[] {
  const { questions, audience, results } = draft;
  const [question] = questions;
  const only = questions.length === 1 ? question : undefined;
  const separator = ctx.locale === 'zh-CN' ? '、' : ', ';
  const places = [
    ...(here ? [ctx.t('polls.place.here')] : []),
    ...audience.teamIds.map((id) => ctx.directory.team(id).name[ctx.locale]),
    ...(audience.everyone ? [ctx.t('polls.place.everyone')] : []),
    ...audience.personIds.map((id) => ctx.directory.nameOf(id)),
  ];
  const shownPlaces = places.slice(0, 10).join(separator);
  return [
    ...(only
      ? [
          ctx.t('polls.understood.kind', {
            kind: ctx.t(`polls.kind.${only.kind}`),
            options: only.options.map((option) => optionText(only, option, ctx)).join(' | '),
          }),
          ...[howSaid(only, ctx) ?? []].flat(),
        ]
      : [ctx.t('polls.understood.questions', { count: questions.length })]),
    ...(places.length > 0
      ? [
          ctx.t(places.length > 10 ? 'polls.understood.placesMore' : 'polls.understood.places', {
            places: shownPlaces,
          }),
        ]
      : []),
    inOneLine(
      [secrecySaid({ ...draft, ownerId: ctx.person.id }, ctx, ctx), ctx.t(`polls.results.${results}`)],
      ctx,
    ),
    closesSaid(draft, ctx),
  ];
}

/** What was understood of what was typed in private, and where it can be posted. @param id of the kept draft. */
export function understoodCard(ctx: Context, id: string, draft: PollDraft): Card {
  const own = ctx.directory
    .teamsOf(ctx.person.id)
    .filter(({ channels }) => Object.keys(channels).length > 0)
    .slice(0, mostTeams);
  const summary = ctx.t('polls.understood.where', { title: draft.title });
  return {
    title: ctx.t('polls.understood.title'),
    summary,
    blocks: [
      text(draft.title, 'strong'),
      ...understoodLines(ctx, draft).map((line) => text(line, 'subtle')),
      text(ctx.t('polls.understood.ask')),
      actions(
        ...own.map((team) => ({
          label: ctx.t('polls.button.postTeam', { team: team.name[ctx.locale] }),
          action: 'polls.postTeam',
          value: `${id} ${team.id}`,
        })),
        {
          label: ctx.t('polls.button.where'),
          action: 'polls.where',
          value: id,
          opensForm: true,
          ...(own.length === 0 && { style: 'primary' as const }),
        },
      ),
    ],
  };
}
