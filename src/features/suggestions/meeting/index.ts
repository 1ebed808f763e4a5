import { newId } from '../../../core/ids.ts';
import type { Say } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import {
  type Command,
  type Feature,
  type FormHandler,
  notice,
  type Outcome,
  refusal,
} from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { Form } from '../../../ui/form.ts';
import type { Authors } from '../authors.ts';
import { curatorOf, holdsMeetings, moderatorsOf } from '../people.ts';
import { findAgenda, renewed } from './agenda.ts';
import { agendaCard } from './agenda-card.ts';
import { decideForm } from './deciding.ts';
import { loadMeetings, type Meeting, openMeeting, subjectOfMeeting, writeMeeting } from './meeting.ts';

const todayOf = ({ now, office }: Context) => dayOf(now, office.organisation.timezone);

/** The agenda of the meeting that is open; else the form that opens one. */
async function showAgenda(ctx: Context): Promise<Outcome> {
  if (!holdsMeetings(ctx, ctx.person.id)) return refusal(ctx.t('suggestions.refused.notHolding'));
  const meeting = await openMeeting(ctx.database);
  if (meeting === undefined) return { answer: { kind: 'form', form: openingForm(ctx) } };
  // One that was only announced so far has nothing on its agenda.
  if (meeting.agenda.length === 0) return renew(ctx, meeting);
  return { answer: { kind: 'card', card: await agendaCard(ctx, meeting, 0) } };
}

const openingForm = (ctx: Context): Form => ({
  id: 'suggestions.meeting',
  context: '',
  title: ctx.t('suggestions.meeting.open'),
  intro: ctx.t('suggestions.meeting.intro'),
  submit: ctx.t('suggestions.meeting.open'),
  fields: [
    {
      id: 'date',
      kind: 'date',
      required: true,
      min: todayOf(ctx),
      label: ctx.t('suggestions.meeting.date'),
      value: todayOf(ctx),
    },
  ],
});

const newMeeting = (ctx: Context, heldOn: string, agenda: Meeting['agenda']): Meeting => ({
  ...{ id: newId('imp'), version: 1, heldOn, openedById: ctx.person.id, agenda, decisions: [] },
  ...{ state: 'open', createdAt: ctx.now },
});

const meetingForm: FormHandler = {
  build: async (ctx) => (holdsMeetings(ctx, ctx.person.id) ? openingForm(ctx) : undefined),
  async submit(ctx, _context, { date }) {
    const already = await openMeeting(ctx.database);
    if (already) return { answer: { kind: 'card', card: await agendaCard(ctx, already, 0) } };
    const meeting = newMeeting(ctx, String(date), await findAgenda(ctx));
    const written = writeMeeting(ctx, meeting, { kind: 'meetingOpened', actorId: ctx.person.id });
    return { ...written, answer: { kind: 'card', card: await agendaCard(ctx, meeting, 0) } };
  },
};

async function renew(ctx: Context, meeting: Meeting): Promise<Outcome> {
  const agenda = renewed(meeting, await findAgenda(ctx));
  const next = { ...meeting, version: meeting.version + 1, agenda };
  const written = writeMeeting(ctx, next, { kind: 'meetingAgendaMade', actorId: ctx.person.id });
  return { ...written, answer: { kind: 'card', card: await agendaCard(ctx, next, 0) } };
}

/** One that is open, for somebody who holds it. One query. */
async function heldBy(ctx: Context, id: string): Promise<Meeting | undefined> {
  if (!holdsMeetings(ctx, ctx.person.id)) return undefined;
  const meeting = (await loadMeetings(ctx.database, [id])).get(id);
  return meeting?.state === 'open' ? meeting : undefined;
}

/** Its context is the meeting's id. */
const closeForm: FormHandler = {
  async build(ctx, id) {
    const meeting = await heldBy(ctx, id);
    return (
      meeting && {
        id: 'suggestions.meeting.close',
        context: id,
        title: ctx.t('suggestions.meeting.close'),
        intro: ctx.t('suggestions.meeting.closing', { count: meeting.decisions.length }),
        submit: ctx.t('suggestions.meeting.close'),
        fields: [
          {
            id: 'next',
            kind: 'date',
            required: false,
            min: todayOf(ctx),
            label: ctx.t('suggestions.meeting.next'),
            hint: ctx.t('suggestions.meeting.next.hint'),
          },
        ],
      }
    );
  },
  async submit(ctx, id, { next }) {
    const meeting = await heldBy(ctx, id);
    if (meeting === undefined) return refusal(ctx.t('engine.outdated'));
    const closed: Meeting = { ...meeting, version: meeting.version + 1, state: 'closed' };
    const actorId = ctx.person.id;
    const written = writeMeeting(ctx, closed, { kind: 'meetingClosed', actorId });
    const following = next
      ? writeMeeting(ctx, newMeeting(ctx, String(next), []), { kind: 'meetingOpened', actorId })
      : {};
    return merge(merge(written, following), {
      say: minutesOf(ctx, closed),
      ...notice(ctx.t('suggestions.meeting.closed', { count: meeting.decisions.length })),
    });
  },
};

/** What was decided, in the channels of the teams that suggestions go to, and to all who have to do with it. */
function minutesOf(ctx: Context, { id, version, decisions }: Meeting): Say[] {
  if (decisions.length === 0) return [];
  const categories = Object.values(ctx.office.suggestions.categories);
  const teams = new Set(categories.flatMap(({ team }) => team ?? []));
  const curators = categories.map((category) => curatorOf(ctx, category.id));
  const owners = decisions.map(({ ownerId }) => ownerId);
  const people = new Set([...moderatorsOf(ctx), ...curators, ...owners]);
  const spoken = { view: 'suggestions.minutes', subject: subjectOfMeeting(id), version };
  return [
    ...[...teams].map((teamId): Say => ({ ...spoken, to: { kind: 'team', teamId } })),
    ...[...people].map((personId): Say => ({ ...spoken, to: { kind: 'person', personId } })),
  ];
}

export const meetingForms = (authors: Authors): Record<string, FormHandler> => ({
  'suggestions.meeting': meetingForm,
  'suggestions.meeting.close': closeForm,
  'suggestions.decide': decideForm(authors),
});

export function meetingActions(authors: Authors): NonNullable<Feature['actions']> {
  const forms = meetingForms(authors);
  const open =
    (name: string) =>
    async (ctx: Context, value: string): Promise<Outcome> => {
      const form = await forms[name]!.build(ctx, value);
      return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('engine.outdated'));
    };
  return {
    'suggestions.decide': open('suggestions.decide'),
    'suggestions.meeting.close': open('suggestions.meeting.close'),
    'suggestions.meeting.renew': async (ctx, id) => {
      const meeting = await heldBy(ctx, id);
      return meeting ? renew(ctx, meeting) : refusal(ctx.t('engine.outdated'));
    },
    'suggestions.meeting.more': async (ctx, value) => {
      const [id = '', from] = value.split(' ');
      const meeting = await heldBy(ctx, id);
      if (meeting === undefined) return refusal(ctx.t('engine.outdated'));
      return {
        answer: { kind: 'card', card: await agendaCard(ctx, meeting, Math.max(0, Number(from) || 0)) },
      };
    },
  };
}

export const meetingCommands: Command[] = [
  {
    name: 'suggest agenda',
    words: { en: ['suggest agenda'], 'zh-CN': ['建议议程'] },
    summary: 'help.suggestAgenda',
    offeredTo: (ctx) => holdsMeetings(ctx, ctx.person.id),
    run: showAgenda,
  },
];
