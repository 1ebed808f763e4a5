import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome } from '../../../engine/feature.ts';
import { actions, type ListItem } from '../../../ui/card.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import { shiftsOf } from '../shift-store.ts';
import { spanText } from '../span-text.ts';

const mostShifts = 10;

/** Somebody's next shifts, in every roster. Two queries. */
export async function showMine(ctx: Context): Promise<Outcome> {
  const [shifts, states] = await Promise.all([
    shiftsOf(ctx.database, ctx.person.id, ctx.now, mostShifts),
    rostersOf(ctx),
  ]);
  if (shifts.length === 0) return notice(ctx.t('duty.mine.none'));
  const items = shifts.map((shift): ListItem => {
    const roster = states.get(shift.rosterId)?.roster;
    const detail = roster
      ? ctx.t('duty.mine.as', {
          roster: roster.name[ctx.locale],
          role: roleName(roster, shift.role, ctx.locale),
        })
      : shift.rosterId;
    const button = {
      label: ctx.t('duty.button.offer'),
      action: 'swaps.offer',
      value: shift.id,
      opensForm: true,
    };
    return { text: spanText(shift, ctx), detail, button };
  });
  const title = ctx.t('duty.mine.title');
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: title,
        blocks: [
          { kind: 'list', items },
          actions({ label: ctx.t('duty.button.rosters'), action: 'duty.rosters', value: '' }),
        ],
      },
    },
  };
}
