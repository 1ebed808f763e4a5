import type { Context } from '../../../engine/context.ts';
import type { Field, Option } from '../../../ui/form.ts';
import { toWallTime } from '../../../ui/wall-time.ts';
import { pollLimits } from '../limits.ts';
import { fewestVoters, type PollDraft, type PollQuestion } from '../poll.ts';
import { mayAskEveryone } from './audience.ts';
import { scales } from './draft-rules.ts';

const kinds = ['single', 'multiple', 'ranked', 'scale', 'yesNo'] as const;
const secrecies = ['anonymous', 'toOwners', 'named'] as const;
const mostPlaces = 100;

/** What one question is made of. @param asked what stands in it so far. */
export function questionFields(ctx: Context, text: string, asked: PollQuestion | undefined): Field[] {
  const listed = asked?.kind === 'single' || asked?.kind === 'multiple' || asked?.kind === 'ranked';
  const points = asked?.kind === 'scale' ? asked.options.map((option) => option.text) : [];
  return [
    {
      ...{ id: 'question', kind: 'text', required: true, maxLength: pollLimits.title, value: text },
      label: ctx.t('polls.field.title'),
    },
    {
      ...{ id: 'kind', kind: 'choice', required: true, value: asked?.kind ?? 'single' },
      label: ctx.t('polls.field.kind'),
      options: kinds.map((value) => ({ value, label: ctx.t(`polls.kind.${value}`) })),
    },
    {
      ...{ id: 'options', kind: 'text', multiline: true, required: true },
      label: ctx.t('polls.field.options'),
      hint: ctx.t('polls.field.options.hint', { most: pollLimits.options }),
      showWhen: { field: 'kind', in: ['single', 'multiple', 'ranked'] },
      ...(listed && { value: asked.options.map((option) => option.text).join('\n') }),
    },
    {
      ...{ id: 'most', kind: 'number', required: false, min: 1, max: pollLimits.options },
      label: ctx.t('polls.field.most'),
      showWhen: { field: 'kind', in: ['multiple', 'ranked'] },
      ...(asked?.most && { value: String(asked.most) }),
    },
    {
      ...{ id: 'scale', kind: 'choice', required: true },
      label: ctx.t('polls.field.scale'),
      options: scales.map((value) => ({ value, label: value.replace('-', '–') })),
      showWhen: { field: 'kind', in: ['scale'] },
      value: points.length > 0 ? `${points[0]}-${points.at(-1)}` : '1-5',
    },
  ];
}

/** How it is voted on, by whom, and until when. */
export function settingFields(ctx: Context, draft: PollDraft): Field[] {
  const { secrecy, results, audience, closesAt, closesAtVotes, canChange, canAddOptions } = draft;
  const places = placeOptions(ctx);
  const chosen = [...audience.teamIds, ...(audience.everyone ? ['everyone'] : [])];
  return [
    ...(places.length > 0
      ? [
          {
            ...{ id: 'places', kind: 'choices' as const, required: false, options: places },
            label: ctx.t('polls.field.places'),
            value: chosen.join('\n'),
          },
        ]
      : []),
    {
      ...{ id: 'people', kind: 'text', required: false, maxLength: 1000 },
      label: ctx.t('polls.field.people'),
      hint: ctx.t('polls.field.people.hint'),
      value: audience.personIds.map((id) => ctx.directory.find(id)?.email ?? '').join(', '),
    },
    {
      ...{ id: 'secrecy', kind: 'choice', required: true, value: secrecy },
      label: ctx.t('polls.field.secrecy'),
      options: secrecies.map((value) => ({ value, label: ctx.t(`polls.secrecy.${value}`) })),
    },
    {
      ...{ id: 'results', kind: 'choice', required: true, value: results },
      label: ctx.t('polls.field.results'),
      hint: ctx.t('polls.field.results.hint', { count: fewestVoters }),
      options: (['live', 'afterVote', 'afterClose'] as const).map((value) => ({
        value,
        label: ctx.t(`polls.results.${value}`),
      })),
    },
    {
      ...{ id: 'closesAt', kind: 'datetime', required: false, timezone: ctx.timezone },
      label: ctx.t('polls.field.closesAt'),
      ...(closesAt && { value: toWallTime(closesAt.toISOString(), ctx.timezone)! }),
    },
    {
      ...{ id: 'closesAtVotes', kind: 'number', required: false, min: 1, max: 1_000_000 },
      label: ctx.t('polls.field.closesAtVotes'),
      ...(closesAtVotes && { value: String(closesAtVotes) }),
    },
    {
      ...{ id: 'may', kind: 'choices', required: false },
      label: ctx.t('polls.field.may'),
      options: (['change', 'add'] as const).map((value) => ({ value, label: ctx.t(`polls.may.${value}`) })),
      value: [...(canChange ? ['change'] : []), ...(canAddOptions ? ['add'] : [])].join('\n'),
    },
  ];
}

/** Post it, or ask something else in it first. */
export const thenField = (ctx: Context): Field => ({
  ...{ id: 'next', kind: 'choice', required: true, value: 'post' },
  label: ctx.t('polls.field.then'),
  options: (['post', 'another'] as const).map((value) => ({ value, label: ctx.t(`polls.then.${value}`) })),
});

/** The channels of teams, their own first, and everybody. */
function placeOptions(ctx: Context): Option[] {
  const { directory, person, locale } = ctx;
  const isOwn = (id: string) => directory.isMember(person.id, id);
  const teams = directory
    .allTeams()
    .filter(({ channels }) => Object.keys(channels).length > 0)
    .sort((a, b) => Number(isOwn(b.id)) - Number(isOwn(a.id)))
    .slice(0, mostPlaces - 1)
    .map(({ id, name }) => ({ value: id, label: name[locale] }));
  const everyone = { value: 'everyone', label: ctx.t('polls.place.everyone') };
  return mayAskEveryone(ctx) ? [...teams, everyone] : teams;
}
