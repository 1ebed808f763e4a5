import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { FieldValue, Form } from '../../../ui/form.ts';
import type { Authors } from '../authors.ts';
import { type Found, findSuggestion } from '../find.ts';
import { longestWords } from '../moves/forms.ts';
import { perform } from '../moves/perform.ts';
import { answererOf, holdsMeetings } from '../people.ts';
import type { Intent } from '../rules.ts';
import type { Suggestion } from '../suggestion.ts';
import { titleOf } from '../words.ts';
import { agendaCard, agendaPage } from './agenda-card.ts';
import { type DecisionKind, decisions, loadMeetings, type Meeting, writeMeeting } from './meeting.ts';

interface Deciding {
  readonly meeting: Meeting;
  readonly found: Found;
}

/** What stands behind `imp_1 sug_2`, for somebody who holds the meeting while it is open. Two queries. */
async function decidingOf(ctx: Context, authors: Authors, context: string): Promise<Deciding | undefined> {
  const [meetingId = '', suggestionId = ''] = context.split(' ');
  if (!holdsMeetings(ctx, ctx.person.id)) return undefined;
  const meeting = (await loadMeetings(ctx.database, [meetingId])).get(meetingId);
  const found = await findSuggestion(ctx, authors, suggestionId);
  return meeting?.state === 'open' && found ? { meeting, found } : undefined;
}

/** What was decided of one suggestion. Its context is the meeting's id and the suggestion's. */
export const decideForm = (authors: Authors): FormHandler => ({
  async build(ctx, context): Promise<Form | undefined> {
    const deciding = await decidingOf(ctx, authors, context);
    return deciding && formFor(ctx, context, deciding.found.suggestion);
  },
  async submit(ctx, context, values) {
    const deciding = await decidingOf(ctx, authors, context);
    if (deciding === undefined) return refusal(ctx.t('engine.outdated'));
    const { meeting, found } = deciding;
    const decision = decisions.find((each) => each === values.decision) ?? 'assign';
    const said = String(values.words ?? '').trim();
    if (decision === 'decline' && said === '') {
      const form = formFor(ctx, context, found.suggestion);
      return {
        answer: { kind: 'form', form: { ...form, errors: { words: ctx.t('suggestions.refused.noWords') } } },
      };
    }
    return decided(ctx, authors, { meeting, found }, decision, values);
  },
});

function formFor(ctx: Context, context: string, suggestion: Suggestion): Form {
  return {
    id: 'suggestions.decide',
    context,
    title: ctx.t('suggestions.button.decide'),
    intro: titleOf(suggestion),
    submit: ctx.t('suggestions.button.decide'),
    fields: [
      {
        id: 'decision',
        kind: 'choice',
        required: true,
        label: ctx.t('suggestions.decision'),
        options: decisions.map((value) => ({ value, label: ctx.t(`suggestions.decision.${value}`) })),
      },
      {
        id: 'owner',
        kind: 'person',
        required: true,
        label: ctx.t('suggestions.owner'),
        showWhen: { field: 'decision', in: ['plan', 'review', 'assign'] },
        value: answererOf(ctx, suggestion),
      },
      {
        id: 'date',
        kind: 'date',
        required: true,
        min: dayOf(ctx.now, ctx.office.organisation.timezone),
        label: ctx.t('suggestions.promisedFor'),
        showWhen: { field: 'decision', in: ['plan'] },
      },
      {
        id: 'words',
        kind: 'text',
        multiline: true,
        required: false,
        maxLength: longestWords,
        label: ctx.t('suggestions.decide.words'),
      },
    ],
  };
}

/** What becomes of the suggestion, and the entry in the minutes, in one commit. */
async function decided(
  ctx: Context,
  authors: Authors,
  { meeting, found }: Deciding,
  decision: DecisionKind,
  values: Record<string, FieldValue>,
): Promise<Outcome> {
  const { suggestion } = found;
  const present = answererOf(ctx, suggestion);
  const ownerId = decision === 'decline' ? present : String(values.owner ?? present);
  const intent = intentOf(suggestion, decision, ownerId, values);
  const change = ownerId === present || intent.verb === 'assign' ? {} : { ownerId };
  const moved = await perform(ctx, authors, found, intent, { meeting: true, ...change });
  if (moved.writes === undefined) return moved;
  const next: Meeting = {
    ...meeting,
    version: meeting.version + 1,
    decisions: [
      ...meeting.decisions,
      {
        ...{ suggestionId: suggestion.id, decision, ownerId },
        promisedFor: intent.verb === 'plan' || intent.verb === 'postpone' ? intent.promisedFor : null,
        reason: decision === 'decline' ? String(values.words) : null,
        ...{ byId: ctx.person.id, at: ctx.now.toISOString() },
      },
    ],
  };
  const written = writeMeeting(ctx, next, {
    kind: 'meetingDecided',
    actorId: ctx.person.id,
    data: { suggestionId: suggestion.id, decision },
  });
  const card = await agendaCard(ctx, next, pageOf(next, suggestion.id));
  return { ...merge(moved, written), answer: { kind: 'card', card } };
}

/** Where in the agenda it stands, so that the meeting goes on there. */
const pageOf = ({ agenda }: Meeting, id: string): number =>
  Math.max(
    0,
    Math.floor(agenda.findIndex(({ suggestionId }) => suggestionId === id) / agendaPage) * agendaPage,
  );

/** A promise that is there already is put off; what is under review already only gets its owner. */
function intentOf(
  { stage, promisedFor }: Suggestion,
  decision: DecisionKind,
  ownerId: string,
  values: Record<string, FieldValue>,
): Intent {
  const words = String(values.words ?? '').trim();
  switch (decision) {
    case 'plan': {
      const verb = promisedFor !== null && (stage === 'planned' || stage === 'doing') ? 'postpone' : 'plan';
      return { verb, promisedFor: String(values.date), words };
    }
    case 'review':
      return stage === 'received' || stage === 'declined' ? { verb: 'review' } : { verb: 'assign', ownerId };
    case 'assign':
      return { verb: 'assign', ownerId };
    case 'decline':
      return { verb: 'decline', words };
  }
}
