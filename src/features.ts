import type { Keyring } from './anonymity/keyring.ts';
import type { Feature } from './engine/feature.ts';
import { approvalOccurrences, createApprovals } from './features/approvals/index.ts';
import { budgets } from './features/budgets/index.ts';
import { calendarWatch } from './features/calendar-watch/index.ts';
import { delegations } from './features/delegations/index.ts';
import {
  createDutyOf,
  createFeeds,
  duty,
  dutyOccurrences,
  type FeedAddresses,
} from './features/duty/index.ts';
import { createHelp } from './features/help/index.ts';
import { createOccurrences } from './features/occurrences/index.ts';
import { createPolls, pollOccurrences } from './features/polls/index.ts';
import { createReminders, reminderKinds } from './features/reminders/index.ts';
import {
  approvableRequests,
  requestOccurrences,
  requests,
  requestsForDuty,
} from './features/requests/index.ts';
import { createSuggestions, suggestionOccurrences } from './features/suggestions/index.ts';
import { createSurveys, surveyOccurrences } from './features/surveys/index.ts';
import { createWebAccess } from './features/web-access/index.ts';

interface FeatureNeeds {
  readonly publicUrl: string;
  readonly addresses: FeedAddresses;
  readonly keyring: Keyring;
}

/** All that Quartermaster does for people: a feature is one line here. */
export function createFeatures({ publicUrl, addresses, keyring }: FeatureNeeds): readonly Feature[] {
  const approvables = [approvableRequests];
  const approvals = createApprovals(approvables);
  const features = [
    requests,
    approvals,
    budgets,
    delegations,
    calendarWatch,
    ...duty,
    ...createDutyOf(requestsForDuty),
    createReminders(approvals.commands ?? []),
    ...createPolls(keyring),
    ...createSuggestions(keyring),
    ...createSurveys(keyring),
    createOccurrences([
      ...approvalOccurrences(approvables),
      ...reminderKinds,
      ...requestOccurrences,
      ...dutyOccurrences,
      ...pollOccurrences,
      ...suggestionOccurrences,
      ...surveyOccurrences,
    ]),
    createFeeds(addresses),
    createWebAccess(publicUrl),
  ];
  return [createHelp(features), ...features];
}
