import type { Feature, View } from '../../../engine/feature.ts';
import type { DutyRequests } from '../duty-requests.ts';
import { unsignedTimer } from './beginning.ts';
import { handRequests, noteHandler, openNote, sign } from './signing.ts';
import { remindUnsigned } from './unsigned.ts';
import { handoverView } from './views.ts';

export { unsignedKind } from './unsigned.ts';

/** What one hands over to the next when the duty changes hands. */
export const createHandovers = (requests: Pick<DutyRequests, 'openOf' | 'handTo'>): Feature => ({
  name: 'duty-handovers',
  actions: {
    'duty.sign': sign,
    'duty.handoverNote': openNote,
    'duty.handRequests': handRequests(requests),
  },
  forms: { 'duty.handoverNote': noteHandler },
  timers: { [unsignedTimer]: remindUnsigned },
  views: { 'duty.handover': handoverView(requests) as View },
});
