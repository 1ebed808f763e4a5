import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature, View } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { Authors } from './authors.ts';
import { suggestionViews } from './cards/views.ts';
import { commentForm } from './comments/form.ts';
import { commentActions, saidInThread } from './comments/index.ts';
import { saidView } from './comments/views.ts';
import { digestCommands, digestView } from './digest/digest-card.ts';
import { digestTimers } from './digest/monthly.ts';
import { erasingTimers } from './erasing.ts';
import { filingActions, filingCommands, fromMessage, writeForm } from './filing/index.ts';
import { listActions, listCommands } from './lists.ts';
import { lookActions, lookCommands } from './look.ts';
import { meetingActions, meetingCommands, meetingForms } from './meeting/index.ts';
import { minutesView } from './meeting/minutes.ts';
import { mergeForm, moderationActions, moderationCommands } from './moderation/index.ts';
import { confirmTimers } from './moves/confirming.ts';
import { moveActions, moveForms } from './moves/forms.ts';
import { linkForm, requestActions, requestTimers } from './moves/requests.ts';
import { overduePromises } from './promises/promise.ts';

/** What could be better: suggested, supported, answered for, done, and confirmed by whoever suggested it. */
export function createSuggestions(keyring: Keyring): readonly Feature[] {
  const authors = new Authors(keyring);
  return [
    {
      name: 'suggestions',
      topic: 'opinions',
      commands: [
        ...filingCommands(authors),
        ...listCommands(authors),
        ...lookCommands(authors),
        ...meetingCommands,
        ...moderationCommands,
        ...digestCommands,
      ],
      actions: {
        ...filingActions(authors),
        ...listActions(authors),
        ...lookActions(authors),
        ...moveActions(authors),
        ...requestActions(authors),
        ...commentActions(authors),
        ...moderationActions(authors),
        ...meetingActions(authors),
      },
      forms: {
        'suggestions.write': writeForm(authors),
        'suggestions.comment': commentForm(authors),
        'suggestions.link': linkForm(authors),
        'suggestions.merge': mergeForm(authors),
        ...moveForms(authors),
        ...meetingForms(authors),
      },
      timers: { ...confirmTimers(authors), ...requestTimers, ...digestTimers, ...erasingTimers },
      views: {
        ...suggestionViews,
        'suggestions.said': saidView as View,
        'suggestions.minutes': minutesView as View,
        'suggestions.digest': digestView as View,
      },
      threads: { suggestion: (ctx, said) => saidInThread(ctx, authors, said) },
      shortcuts: { 'suggestions.fromMessage': fromMessage },
    },
  ];
}

/** What of suggestions falls due and is told to somebody. */
export const suggestionOccurrences: readonly OccurrenceKind[] = [overduePromises as OccurrenceKind];
