import type { Feature, View } from '../../../engine/feature.ts';
import { swapCommands } from './commands.ts';
import { offerForm, openOffer } from './offer-form.ts';
import { openOverride, overrideForm } from './override-form.ts';
import { fillGap } from './overriding.ts';
import { openPropose, proposeForm } from './propose-form.ts';
import { openReject, rejectForm } from './reject-form.ts';
import { swapTimers } from './reminders.ts';
import { verbActions } from './verbs.ts';
import { swapCardView, swapNoticeView } from './views.ts';
import { deleteWish, openWish, wishForm } from './wish-forms.ts';

export { openSwaps } from './reminders.ts';

/** People exchange their duty, leads put others in, and everybody may say when they would rather be on duty. */
export const swaps: Feature = {
  name: 'swaps',
  topic: 'duty',
  commands: swapCommands,
  actions: {
    ...verbActions,
    'swaps.offer': openOffer,
    'swaps.propose': openPropose,
    'swaps.reject': openReject,
    'swaps.override': openOverride,
    'swaps.fill': fillGap,
    'swaps.wish': openWish,
    'swaps.unwish': deleteWish,
  },
  forms: {
    'swaps.offer': offerForm,
    'swaps.propose': proposeForm,
    'swaps.reject': rejectForm,
    'swaps.override': overrideForm,
    'swaps.wish': wishForm,
  },
  timers: swapTimers,
  views: { 'swaps.card': swapCardView as View, 'swaps.notice': swapNoticeView as View },
};
