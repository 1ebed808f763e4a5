import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, text } from '../../../ui/card.ts';
import type { Form } from '../../../ui/form.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { findDraft, forgetDraft, keepDraft, type RosterDraft } from './drafts.ts';
import { comingShifts, endRoster } from './ending.ts';
import { horizonAt } from './horizon.ts';
import { keepPlanned } from './keep-planned.ts';
import { isMade, mayManage } from './managing.ts';
import { materialFor } from './material.ts';
import { previewCard } from './preview.ts';
import { type RosterWishes, rosterFields, wishesIn, wishesOf } from './roster-fields.ts';
import { rulesOf } from './roster-rules.ts';

const formId = 'duty.roster';

/** The teams for which somebody may make rosters. */
export const managedTeams = ({ directory, person }: Pick<Context, 'directory' | 'person'>) =>
  directory.allTeams().filter(({ id }) => mayManage(directory, { team: id }, person.id));

/** Opens the form for a new roster, where need be after asking of which team. */
export async function newRoster(ctx: Context, teamId = ''): Promise<Outcome> {
  const teams = managedTeams(ctx);
  if (teams.length === 0) return refusal(ctx.t('duty.refused.notLead'));
  const team = teams.length === 1 ? teams[0] : teams.find(({ id }) => id === teamId);
  if (team !== undefined) return openForm(ctx, `team:${team.id}`);
  const title = ctx.t('duty.form.whichTeam');
  const buttons = teams
    .slice(0, mostTeams)
    .map(({ id, name }) => ({ label: name[ctx.locale], action: 'duty.new', value: id, opensForm: true }));
  return { answer: { kind: 'card', card: { summary: title, blocks: [text(title), actions(...buttons)] } } };
}
const mostTeams = 20;

const openForm = async (ctx: Context, context: string): Promise<Outcome> => {
  const form = await rosterForm.build(ctx, context);
  return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('duty.refused.notYours'));
};

export const editRoster = (ctx: Context, id: string) => openForm(ctx, `roster:${id}`);
export const redoDraft = (ctx: Context, id: string) => openForm(ctx, `draft:${id}`);

/** What a form is about: a team's new roster, one that was made, or a draft of either. One query at the most. */
interface Made {
  readonly id: string;
  readonly team: string;
  readonly version: number;
  readonly wishes: Partial<RosterWishes>;
  readonly draft?: RosterDraft;
}

async function madeOf(ctx: Context, context: string): Promise<Made | undefined> {
  const [kind, id = ''] = context.split(':');
  const made = await find();
  return made && mayManage(ctx.directory, made, ctx.person.id) ? made : undefined;

  async function find(): Promise<Made | undefined> {
    if (kind === 'team')
      return ctx.office.teams[id] && { id: newId('ros'), team: id, version: 0, wishes: {} };
    if (kind === 'draft') {
      const draft = await findDraft(ctx, id);
      if (draft === undefined) return undefined;
      const { rules, version } = draft;
      return { id: rules.id, team: rules.team, version, wishes: wishesOf(rules, ctx), draft };
    }
    const state = (await rostersOf(ctx)).get(id);
    if (state === undefined || !isMade(state)) return undefined;
    const { roster, version } = state;
    return { id, team: roster.team, version, wishes: wishesOf(roster, ctx) };
  }
}

const formFor = (ctx: Context, context: string, made: Made): Form => ({
  id: formId,
  context,
  title: ctx.t(made.version === 0 ? 'duty.form.new' : 'duty.form.edit'),
  submit: ctx.t('duty.form.submit'),
  fields: rosterFields(ctx, made.team, made.wishes),
});

/** The rules of a roster. What comes of them is shown before anything is saved. Five queries at the most. */
export const rosterForm: FormHandler = {
  async build(ctx, context) {
    const made = await madeOf(ctx, context);
    return made && formFor(ctx, context, made);
  },
  async submit(ctx, context, values) {
    const made = await madeOf(ctx, context);
    if (made === undefined) return refusal(ctx.t('duty.refused.notYours'));
    const read = wishesIn(ctx, values);
    if ('errors' in read)
      return { answer: { kind: 'form', form: { ...formFor(ctx, context, made), errors: read.errors } } };
    const rules = rulesOf(ctx, made.id, made.team, read.wishes);
    const { id, outcome } = keepDraft(ctx, rules, made.version);
    const material = (await materialFor(ctx, [rules])).get(rules.id)!;
    const forgotten: Outcome = made.draft ? { writes: [forgetDraft(made.draft.id)] } : {};
    const card = previewCard(ctx, { id, rules, version: made.version }, material);
    return merge(merge(outcome, forgotten), { answer: { kind: 'card', card } });
  },
};

/** Makes a draft the roster that counts, and plans it. Five queries. */
export async function saveDraft(ctx: Context, id: string): Promise<Outcome> {
  const draft = await findDraft(ctx, id);
  if (draft === undefined) return refusal(ctx.t('duty.draft.gone'));
  const { rules, version } = draft;
  const state = (await rostersOf(ctx)).get(rules.id);
  const isNew = version === 0;
  if ((!isNew && !(state && isMade(state))) || !mayManage(ctx.directory, rules, ctx.person.id))
    return refusal(ctx.t('duty.refused.notYours'));
  if (state && state.version !== version && isNew) return refusal(ctx.t('duty.draft.gone'));
  const nothingKept = { version: 0, plannedDigest: null, plannedUntil: null, madeById: ctx.person.id };
  const before: RosterState = { ...(state ?? nothingKept), roster: rules };
  const material = (await materialFor(ctx, [rules])).get(rules.id)!;
  const saved = keepPlanned(ctx, before, material, {
    kind: isNew ? 'rosterMade' : 'rosterEdited',
    actorId: ctx.person.id,
    columns: { rules: { ...rules } as never, madeById: before.madeById ?? ctx.person.id },
  });
  const until = formatDay(dayOf(horizonAt(ctx.now, rules.timezone), rules.timezone), ctx.locale);
  return merge(merge(saved, { writes: [forgetDraft(id)] }), notice(ctx.t('duty.draft.saved', { until })));
}

/** One query. */
export async function discardDraft(ctx: Context, id: string): Promise<Outcome> {
  const draft = await findDraft(ctx, id);
  return {
    ...(draft ? { writes: [forgetDraft(id)] } : {}),
    ...notice(ctx.t('duty.draft.discarded')),
  };
}

/** Says what it means to end a roster, with the button that does it. Two queries. */
export async function askToEnd(ctx: Context, id: string): Promise<Outcome> {
  const found = await toEnd(ctx, id);
  if ('refused' in found) return found.refused;
  const { state, coming } = found;
  const line = ctx.t('duty.end.ask', { roster: state.roster.name[ctx.locale], n: coming.length });
  const button = {
    label: ctx.t('duty.button.end'),
    action: 'duty.endNow',
    value: id,
    style: 'danger' as const,
  };
  return { answer: { kind: 'card', card: { summary: line, blocks: [text(line), actions(button)] } } };
}

/** Two queries. */
export async function endNow(ctx: Context, id: string): Promise<Outcome> {
  const found = await toEnd(ctx, id);
  if ('refused' in found) return found.refused;
  const { state, coming } = found;
  const ended = endRoster(ctx, { ...state.roster, version: state.version }, coming, ctx.person.id);
  return merge(ended, notice(ctx.t('duty.end.done', { roster: state.roster.name[ctx.locale] })));
}

async function toEnd(
  ctx: Context,
  id: string,
): Promise<{ refused: Outcome } | { state: RosterState; coming: Shift[] }> {
  const state = (await rostersOf(ctx)).get(id);
  if (state === undefined) return { refused: refusal(ctx.t('duty.gone')) };
  if (!isMade(state)) return { refused: refusal(ctx.t('duty.refused.inOffice')) };
  if (!mayManage(ctx.directory, state.roster, ctx.person.id))
    return { refused: refusal(ctx.t('duty.refused.notYours')) };
  return { state, coming: await comingShifts(ctx, id) };
}
