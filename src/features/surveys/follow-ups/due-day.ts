import { Temporal } from 'temporal-polyfill';
import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { morningAfter } from '../../../time/due.ts';
import { isWorkingDay, type WorkSchedule } from '../../../time/working-time.ts';
import { expect } from '../../occurrences/index.ts';
import { type FollowUp, subjectOf } from './follow-up.ts';

/** A calendar that leaves no work for so many days has a mistake in it. */
const longestPause = 1000;

/** The day so many workdays after this one; at least the next. @param day ISO. */
export function workdaysAfter(
  day: string,
  count: number,
  schedule: Pick<WorkSchedule, 'days' | 'calendar'>,
): string {
  let at = Temporal.PlainDate.from(day);
  let left = Math.max(1, count);
  for (let passed = 0; left > 0 && passed < longestPause; passed += 1) {
    at = at.add({ days: 1 });
    if (isWorkingDay(at.toString(), schedule)) left -= 1;
  }
  return at.toString();
}

/**
 * Makes a follow-up fall due in the morning of a day, for whoever has it now. Planned twice it stays one; of what has
 * changed since nothing is told.
 */
export function expectDue(world: World, followUp: FollowUp, on = followUp.dueOn): Outcome {
  const { id, ownerId, version } = followUp;
  const { timezone } = world.directory.person(ownerId);
  return expect(world, [
    {
      ...{ id: `occ_${id}_${version}_${on}`, kind: 'surveys.followUp', subject: subjectOf(followUp) },
      ...{ to: { personId: ownerId }, args: { dueOn: followUp.dueOn }, ...morningAfter(on, 0, timezone) },
    },
  ]);
}
