import { everyone, surveySets } from '../../../config/survey-sets.ts';
import type { Survey } from '../../../config/survey-types.ts';
import type { Context } from '../../../engine/context.ts';
import { findPeople } from '../../../engine/people-typed.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Field, FieldValue, Option } from '../../../ui/form.ts';
import { questionsOf } from '../asked.ts';
import type { Typed } from '../surveys.ts';
import { bothOf, mostTyped, readTyped } from './typed-questions.ts';

/** A dialog takes no more options. */
const mostOptions = 100;
const rhythms = ['once', 'month', 'quarter'] as const;
const groups = ['none', 'department', 'team', 'place'] as const;
const mostOpenDays = { once: 60, month: 25, quarter: 60 } as const;

/** The fields of the form for a survey, with what stands in them. @param made what it is so far. */
export function surveyFields(ctx: Context, made?: { survey: Survey; typed: Typed | null }): Field[] {
  const { office, directory, locale } = ctx;
  const { survey, typed } = made ?? {};
  const audience = survey?.audience ?? everyone;
  const rhythm = survey?.rhythm ?? { every: 'once' };
  const some = (id: 'departments' | 'teams' | 'places', options: Option[]): Field[] =>
    options.length === 0
      ? []
      : [
          {
            id,
            kind: 'choices',
            required: false,
            label: ctx.t(`surveys.field.${id}`),
            options: options.slice(0, mostOptions),
            value: audience[id].join('\n'),
          },
        ];
  const named = (things: Readonly<Record<string, { name: { readonly [l in typeof locale]: string } }>>) =>
    Object.entries(things).map(([value, { name }]) => ({ value, label: name[locale] }));
  const number = (
    id: 'served' | 'share' | 'workday' | 'openDays',
    min: number,
    max: number,
    value?: number,
  ) => ({
    id,
    kind: 'number' as const,
    min,
    max,
    required: id !== 'served',
    label: ctx.t(`surveys.field.${id}`),
    value: value === undefined ? '' : String(value),
  });
  return [
    {
      id: 'name',
      kind: 'text',
      maxLength: 120,
      required: true,
      label: ctx.t('surveys.field.name'),
      hint: ctx.t('surveys.field.name.hint'),
      value: typed?.name ?? '',
    },
    {
      id: 'use',
      kind: 'choice',
      required: true,
      label: ctx.t('surveys.field.use'),
      options: [
        { value: 'none', label: ctx.t('surveys.field.use.none') },
        ...Object.entries(surveySets).map(([value, { name }]) => ({ value, label: name[locale] })),
      ],
      value: typed?.use || 'none',
    },
    {
      id: 'questions',
      kind: 'text',
      multiline: true,
      maxLength: 3000,
      required: false,
      label: ctx.t('surveys.field.questions'),
      hint: ctx.t('surveys.field.questions.hint'),
      value: typed?.questions ?? '',
    },
    ...some('departments', named(office.departments)),
    ...some('teams', named(office.teams)),
    ...some('places', named(office.places)),
    {
      id: 'people',
      kind: 'text',
      maxLength: 3000,
      required: false,
      label: ctx.t('surveys.field.people'),
      hint: ctx.t('surveys.field.people.hint'),
      value: audience.people.map((email) => directory.byEmail(email)?.email ?? email).join(', '),
    },
    number('served', 1, 366, audience.served?.days),
    number('share', 1, 100, audience.share),
    {
      id: 'rhythm',
      kind: 'choice',
      required: true,
      label: ctx.t('surveys.field.rhythm'),
      options: rhythms.map((value) => ({ value, label: ctx.t(`surveys.field.rhythm.${value}`) })),
      value: rhythm.every,
    },
    {
      id: 'on',
      kind: 'date',
      required: false,
      min: dayOf(ctx.now, ctx.office.organisation.timezone),
      label: ctx.t('surveys.field.on'),
      hint: ctx.t('surveys.field.on.hint'),
      value: ('on' in rhythm ? rhythm.on : undefined) ?? '',
      showWhen: { field: 'rhythm', in: ['once'] },
    },
    {
      ...number('workday', 1, 50, 'workday' in rhythm ? rhythm.workday : 1),
      showWhen: { field: 'rhythm', in: ['month', 'quarter'] },
    },
    {
      id: 'at',
      kind: 'time',
      required: true,
      label: ctx.t('surveys.field.at'),
      hint: ctx.t('surveys.field.at.hint'),
      value: survey?.at ?? '10:00',
    },
    number('openDays', 1, 60, survey?.openDays ?? 7),
    {
      id: 'groupBy',
      kind: 'choice',
      required: true,
      label: ctx.t('surveys.field.groupBy'),
      options: groups.map((value) => ({ value, label: ctx.t(`surveys.field.groupBy.${value}`) })),
      value: survey?.groupBy ?? 'none',
    },
    {
      id: 'followUp',
      kind: 'choice',
      required: true,
      label: ctx.t('surveys.field.followUp'),
      options: (['yes', 'no'] as const).map((value) => ({ value, label: ctx.t(`surveys.field.${value}`) })),
      value: survey?.followUp === false ? 'no' : 'yes',
    },
  ];
}

/** The survey that was filled in; or what is wrong, by field. @param id its own, and its owner's e-mail. */
export function surveyIn(
  ctx: Context,
  values: Record<string, FieldValue>,
  { id, owner }: Pick<Survey, 'id' | 'owner'>,
): { survey: Survey; typed: Typed } | { errors: Record<string, string> } {
  const text = (field: string) => String(values[field] ?? '').trim();
  const many = (field: string) => [values[field] ?? []].flat().map(String);
  const typed: Typed = {
    name: text('name'),
    use: text('use') === 'none' ? '' : text('use'),
    questions: text('questions'),
  };
  const set = typed.use === '' ? undefined : surveySets[typed.use];
  const own = readTyped(typed.questions);
  if ('mistake' in own) {
    const { problem, line, text: written } = own.mistake;
    const why = ctx.t(`surveys.typed.${problem}`);
    return { errors: { questions: ctx.t('surveys.typed.line', { line, text: written, why }) } };
  }
  const sections = [...(set?.sections ?? []), ...own.sections];
  const count = questionsOf({ sections }).length;
  if (count === 0) return { errors: { questions: ctx.t('surveys.refused.noQuestions') } };
  if (count > mostTyped) return { errors: { questions: ctx.t('surveys.typed.tooMany') } };
  const people = findPeople(ctx, text('people'));
  if ('unknown' in people)
    return { errors: { people: ctx.t('surveys.refused.person', { name: people.unknown }) } };
  const every = rhythms.find((each) => each === text('rhythm')) ?? 'once';
  const openDays = Number(values.openDays);
  if (openDays > mostOpenDays[every])
    return { errors: { openDays: ctx.t('surveys.refused.openDays', { most: mostOpenDays[every] }) } };
  const workday = Number(values.workday ?? 1);
  if (every === 'month' && workday > mostWorkdays)
    return { errors: { workday: ctx.t('surveys.refused.workday', { most: mostWorkdays }) } };
  const served = values.served == null ? undefined : { days: Number(values.served), categories: [] };
  const groupBy = groups.find((each) => each === text('groupBy'));
  const on = text('on');
  return {
    typed,
    survey: {
      id,
      owner,
      name: bothOf(typed.name),
      ...(set ? { intro: set.intro } : {}),
      sections,
      audience: {
        departments: many('departments'),
        teams: many('teams'),
        places: many('places'),
        people: [...new Set(people.ids)].flatMap((each) => ctx.directory.find(each)?.email ?? []),
        ...(served ? { served } : {}),
        share: Number(values.share ?? 100),
      },
      rhythm: every === 'once' ? { every, ...(on === '' ? {} : { on }) } : { every, workday },
      at: text('at'),
      openDays,
      ...(groupBy === undefined || groupBy === 'none' ? {} : { groupBy }),
      followUp: text('followUp') !== 'no',
      followUpDays: 14,
    },
  };
}
/** No month has fewer. */
const mostWorkdays = 15;
