import type { DutyCheckItem } from '../../../config/office-types.ts';
import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { type Checklist, checksSubject, type DutyCheck, keyOf, readKey, whyNotCheck } from './check.ts';
import { checklistsOf } from './check-store.ts';

export interface FoundItem {
  readonly list: Checklist;
  readonly item: DutyCheckItem;
}

/** Is this person of the team that a roster is of? Its lead and the administrators are as well. */
export function isOfTeam({ directory, person }: Context, teamId: string): boolean {
  const { leadId, memberIds } = directory.team(teamId);
  return leadId === person.id || memberIds.includes(person.id) || directory.isAdmin(person.id);
}

/** The checklist of a button or a form, or why this person has no business with it. Four queries. */
export async function findList(ctx: Context, value: string): Promise<Checklist | Outcome> {
  const { rosterId, slot } = readKey(value);
  const list = (await checklistsOf(ctx, [{ rosterId, slot }])).get(`${rosterId} ${slot}`);
  const gone = refusal(ctx.t('duty.checks.refused.gone'));
  if (list === undefined) return gone;
  const ofTeam = isOfTeam(ctx, list.roster.team);
  const why = whyNotCheck(list, { id: ctx.person.id, ofTeam }, ctx.now);
  return why === undefined ? list : refusal(ctx.t(`duty.checks.refused.${why}`));
}

/** The same with one of its items. */
export async function findItem(ctx: Context, value: string): Promise<FoundItem | Outcome> {
  const list = await findList(ctx, value);
  if (!('roster' in list)) return list;
  const item = list.roster.checklist.find(({ id }) => id === readKey(value).rest[0]);
  return item === undefined ? refusal(ctx.t('duty.checks.refused.gone')) : { list, item };
}

/** What was found at an item, kept; what was found there before in this turn is replaced. The checklist's cards follow. */
export function keep(
  ctx: Context,
  { list, item }: FoundItem,
  check: Pick<DutyCheck, 'state'> & Partial<DutyCheck>,
): Outcome {
  const { roster, slot, version } = list;
  const subject = checksSubject(roster.id, slot);
  const row: DutyCheck = {
    ...{ id: `${keyOf(list)} ${item.id}`, rosterId: roster.id, slot, itemId: item.id },
    ...{ value: null, unit: null, unusual: false, note: null, fileId: null, requestId: null },
    ...{ requestNumber: null },
    ...{ byId: ctx.person.id, at: ctx.now },
    ...check,
  };
  return {
    writes: [
      { kind: 'insert', table: 'DutyCheck', rows: [{ ...row }], onConflict: 'replace' },
      { kind: 'redraw', subject, version: version + 1 },
    ],
    history: [
      {
        ...{ subject, version, kind: 'dutyChecked', actorId: ctx.person.id, platform: null, at: ctx.now },
        data: { itemId: item.id, state: row.state, value: row.value, unusual: row.unusual },
      },
    ],
  };
}
