import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Form } from '../../../ui/form.ts';
import { postedTo } from '../cards.ts';
import { findManaged } from '../managed.ts';
import type { Poll, PollAudience } from '../poll.ts';
import { changed } from '../store.ts';

/** So many places are offered at once. */
const mostOffered = 100;
/** So many people may be asked by name. */
const mostPeople = 100;

const teamsLeft = ({ directory }: Context, { audience }: Poll) =>
  directory
    .allTeams()
    .filter(({ id, channels }) => !audience.teamIds.includes(id) && Object.keys(channels).length > 0);

function formFor(ctx: Context, poll: Poll): Form {
  const teams = teamsLeft(ctx, poll).slice(0, mostOffered);
  return {
    id: 'polls.postTo',
    context: poll.id,
    title: ctx.t('polls.postTo.title'),
    intro: ctx.t('polls.postTo.intro', { title: poll.title }),
    submit: ctx.t('polls.postTo.submit'),
    fields: [
      ...(teams.length > 0
        ? [
            {
              ...{ id: 'teams', kind: 'choices' as const, required: false },
              label: ctx.t('polls.field.teams'),
              options: teams.map(({ id, name }) => ({ value: id, label: name[ctx.locale] })),
            },
          ]
        : []),
      { id: 'person', kind: 'person', required: false, label: ctx.t('polls.field.person') },
    ],
  };
}

/** Posts a poll that is open in further places. It stays one poll, each copy of it current. */
export const postToForm: FormHandler = {
  async build(ctx, id) {
    const found = await findManaged(ctx, id, 'post');
    return 'poll' in found ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, id, { teams, person }) {
    const found = await findManaged(ctx, id, 'post');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    const { audience } = poll;
    const left = new Set(teamsLeft(ctx, poll).map((team) => team.id));
    const teamIds = Array.isArray(teams) ? teams.filter((one) => left.has(one)) : [];
    const personIds = typeof person === 'string' && isNew(audience, person) ? [person] : [];
    if (teamIds.length + personIds.length === 0) return refusal(ctx.t('polls.postTo.none'));
    if (audience.personIds.length + personIds.length > mostPeople)
      return refusal(ctx.t('polls.postTo.tooMany', { most: mostPeople }));
    const wider: PollAudience = {
      ...audience,
      teamIds: [...audience.teamIds, ...teamIds],
      personIds: [...audience.personIds, ...personIds],
    };
    const outcome = changed(ctx, poll, { audience: wider }, { kind: 'pollPosted', actorId: ctx.person.id });
    return merge(outcome, {
      say: postedTo(poll, { teamIds, personIds, everyone: false }, ctx),
      answer: {
        kind: 'notice',
        text: ctx.t('polls.postTo.done', { count: teamIds.length + personIds.length, title: poll.title }),
      },
    });
  },
};

const isNew = ({ everyone, personIds }: PollAudience, personId: string) =>
  !everyone && !personIds.includes(personId);

/** Opens the form at a click. */
export async function openPostTo(ctx: Context, id: string): Promise<Outcome> {
  const found = await findManaged(ctx, id, 'post');
  return 'poll' in found ? { answer: { kind: 'form', form: formFor(ctx, found.poll) } } : found.refused;
}
