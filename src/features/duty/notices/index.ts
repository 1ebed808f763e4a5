import type { Feature } from '../../../engine/feature.ts';
import { confirm, stepIn } from './confirming.ts';
import { todayTimers, todayViews } from './today.ts';
import { unconfirmedTimers } from './unconfirmed.ts';

export { noticeKindsTold } from './kinds.ts';

/** Tells people of their duty, and asks whether they are there. */
export const dutyNotices: Feature = {
  name: 'duty-notices',
  actions: { 'duty.confirm': confirm, 'duty.stepIn': stepIn },
  timers: { ...todayTimers, ...unconfirmedTimers },
  views: todayViews,
};
