import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Form } from '../../../ui/form.ts';
import { nextRoundTimers } from '../rounds/rhythm-timers.ts';
import { mayMake, mayManage, type SurveyState, surveysOf } from '../surveys.ts';
import { surveyCard } from './card.ts';
import { changeSurvey } from './changing.ts';
import { surveyFields, surveyIn } from './fields.ts';

const formId = 'surveys.make';

export const newSurvey = (ctx: Context): Promise<Outcome> => openForm(ctx, '');
export const editSurvey = (ctx: Context, id: string): Promise<Outcome> => openForm(ctx, id);

async function openForm(ctx: Context, id: string): Promise<Outcome> {
  if (!mayMake(ctx)) return refusal(ctx.t('surveys.refused.notLead'));
  const form = await surveyForm.build(ctx, id);
  return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('surveys.refused.notDraft'));
}

/** What may be changed: a new one, or one that nobody has been asked yet. One query at the most. */
async function draftOf(ctx: Context, id: string): Promise<SurveyState | 'new' | undefined> {
  if (id === '') return mayMake(ctx) ? 'new' : undefined;
  const state = (await surveysOf(ctx)).get(id);
  return state?.state === 'draft' && mayManage(ctx.directory, state, ctx.person.id) ? state : undefined;
}

const formFor = (ctx: Context, context: string, made: SurveyState | 'new'): Form => ({
  id: formId,
  context,
  title: ctx.t(made === 'new' ? 'surveys.form.new' : 'surveys.form.edit'),
  intro: ctx.t('surveys.form.intro'),
  submit: ctx.t('surveys.form.submit'),
  fields: surveyFields(ctx, made === 'new' ? undefined : made),
});

/** Makes a draft: what was understood is shown, and nobody is asked before somebody says so. One query. */
export const surveyForm: FormHandler = {
  async build(ctx, context) {
    const made = await draftOf(ctx, context);
    return made && formFor(ctx, context, made);
  },
  async submit(ctx, context, values) {
    const made = await draftOf(ctx, context);
    if (made === undefined) return refusal(ctx.t('surveys.refused.notDraft'));
    const isNew = made === 'new';
    const read = surveyIn(ctx, values, isNew ? { id: newId('srv'), owner: ctx.person.email } : made.survey);
    if ('errors' in read)
      return { answer: { kind: 'form', form: { ...formFor(ctx, context, made), errors: read.errors } } };
    const before: SurveyState = isNew
      ? { ...read, version: 0, state: 'draft', rounds: 0, madeById: ctx.person.id }
      : made;
    const { state, outcome } = changeSurvey(ctx, before, read, {
      kind: isNew ? 'surveyMade' : 'surveyEdited',
      actorId: ctx.person.id,
    });
    return merge(outcome, { answer: { kind: 'card', card: surveyCard(ctx, state, undefined) } });
  },
};

/** Makes a draft a survey that is asked: by its rhythm, or when somebody opens it. Two queries. */
export async function activate(ctx: Context, id: string): Promise<Outcome> {
  const draft = await draftOf(ctx, id);
  if (draft === undefined || draft === 'new') return refusal(ctx.t('surveys.refused.notDraft'));
  const { state, outcome } = changeSurvey(
    ctx,
    draft,
    { state: 'active' },
    { kind: 'surveyActivated', actorId: ctx.person.id },
  );
  return [
    outcome,
    { writes: [nextRoundTimers(ctx, state.survey, ctx.now)] },
    { answer: { kind: 'card' as const, card: surveyCard(ctx, state, undefined) } },
  ].reduce<Outcome>(merge, {});
}

/** A draft is of no use, or a survey that was made is over: it is not asked any more. One query. */
export async function endSurvey(ctx: Context, id: string): Promise<Outcome> {
  const state = (await surveysOf(ctx)).get(id);
  if (state === undefined || !mayManage(ctx.directory, state, ctx.person.id))
    return refusal(ctx.t('surveys.refused.gone'));
  if (state.madeById === null) return refusal(ctx.t('surveys.refused.inOffice'));
  const { outcome } = changeSurvey(
    ctx,
    state,
    { state: 'ended' },
    { kind: 'surveyEnded', actorId: ctx.person.id },
  );
  const key = state.state === 'draft' ? 'surveys.discarded' : 'surveys.ended';
  return merge(outcome, notice(ctx.t(key, { survey: state.survey.name[ctx.locale] })));
}
