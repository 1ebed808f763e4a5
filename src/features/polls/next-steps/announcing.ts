import type { Say } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, refusal, type View } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, text } from '../../../ui/card.ts';
import type { Form } from '../../../ui/form.ts';
import { findManaged } from '../managed.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { changed } from '../store.ts';
import { mostSteps, type Outcome, outcomeIn, withStep } from './outcome-rules.ts';
import { outcomeSaid } from './wording.ts';

const longestText = 1000;

async function find(ctx: Context, context: string) {
  const [id = '', questionId = '', optionId = ''] = context.split(' ');
  const found = await findManaged(ctx, id, 'useOutcome');
  if ('refused' in found) return found;
  const outcome = outcomeIn(found.poll, questionId, optionId);
  return outcome ? { poll: found.poll, outcome } : { refused: refusal(ctx.t('polls.refused.gone')) };
}

function formFor(ctx: Context, context: string, poll: Poll, outcome: Outcome): Form {
  const said = outcomeSaid(poll, outcome, ctx);
  const teams = ctx.directory
    .allTeams()
    .filter(({ id, channels }) => !poll.audience.teamIds.includes(id) && Object.keys(channels).length > 0);
  return {
    id: 'polls.announce',
    context,
    title: ctx.t('polls.announce.title'),
    intro: ctx.t('polls.announce.intro'),
    submit: ctx.t('polls.announce.submit'),
    fields: [
      {
        ...{ id: 'text', kind: 'text', multiline: true, required: true, maxLength: longestText },
        label: ctx.t('polls.field.announcement'),
        value: [...ctx.t('polls.announce.text', { said })].slice(0, longestText).join(''),
      },
      ...(teams.length > 0
        ? [
            {
              ...{ id: 'team', kind: 'choice' as const, required: false },
              label: ctx.t('polls.field.alsoTeam'),
              options: teams.slice(0, 100).map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
            },
          ]
        : []),
    ],
  };
}

/** Says what came out wherever the poll was, and in another team's channel. */
export const announceForm: FormHandler = {
  async build(ctx, context) {
    const found = await find(ctx, context);
    return 'poll' in found ? formFor(ctx, context, found.poll, found.outcome) : undefined;
  },
  async submit(ctx, context, { text: words, team }) {
    const found = await find(ctx, context);
    if ('refused' in found) return found.refused;
    const { poll, outcome } = found;
    const step = { kind: 'announcement', id: outcome.option.id, number: null, byId: ctx.person.id } as const;
    const nextSteps = withStep(poll.nextSteps, step).slice(-mostSteps);
    return merge(
      changed(
        ctx,
        poll,
        { nextSteps },
        { kind: 'pollUsed', actorId: ctx.person.id, data: { made: step.kind } },
      ),
      {
        say: placesOf(ctx, poll, typeof team === 'string' ? team : undefined).map((to) => ({
          ...{ to, view: 'polls.announcement', subject: subjectOf(poll) },
          args: { text: String(words), by: ctx.person.id, number: poll.number, id: poll.id },
          ...(to.kind === 'person' && { bulk: true }),
        })),
        answer: { kind: 'notice', text: ctx.t('polls.announce.done') },
      },
    );
  },
};

/** Each once: below a poll's card where there is one would be overlooked, so it stands by itself. */
function placesOf({ directory }: Context, { audience }: Poll, team: string | undefined): Say['to'][] {
  const { teamIds, personIds, everyone } = audience;
  const teams = [...new Set([...teamIds, ...(team === undefined ? [] : [team])])];
  const people = everyone ? directory.everyone().map(({ id }) => id) : personIds;
  return [
    ...teams.map((teamId) => ({ kind: 'team' as const, teamId })),
    ...people.map((personId) => ({ kind: 'person' as const, personId })),
  ];
}

/** What was decided, in its announcer's own words. */
export const announcementView: View = {
  draw({ args, reader: { locale }, world }) {
    const said = args as { text: string; by: string; number: number; id: string };
    const title = t(locale, 'polls.announcement.title', { number: said.number });
    const by = t(locale, 'polls.announcement.by', { name: world.directory.nameOf(said.by) });
    const show = { label: t(locale, 'polls.button.show'), action: 'polls.show', value: said.id };
    return { title, summary: said.text, blocks: [text(said.text), text(by, 'subtle'), actions(show)] };
  },
};
