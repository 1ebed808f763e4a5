import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature, View } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { createAnswering } from './answering/index.ts';
import { dueFollowUps, surveyFollowUps } from './follow-ups/index.ts';
import { askingTimers } from './inviting/asking.ts';
import { decline, invitationView } from './inviting/card.ts';
import { showMine } from './inviting/mine.ts';
import { surveyReminders } from './inviting/reminder.ts';
import { listSurveys, showSurvey } from './making/list.ts';
import { activate, editSurvey, endSurvey, newSurvey, surveyForm } from './making/making.ts';
import { surveyResults } from './results/index.ts';
import { closingTimers } from './rounds/closing.ts';
import { askToClose, askToOpen, closeNow, openNow, showRound } from './rounds/deeds.ts';
import { rhythmTimers } from './rounds/rhythm-timers.ts';
import { notAskedView, roundView } from './rounds/round-card.ts';
import { mayMake } from './surveys.ts';

export { surveyExports } from './results/index.ts';
export { watchSurveys } from './rounds/rhythm-timers.ts';

/** Surveys: made, opened, asked of people at their hour, and closed. */
const createAsking = (keyring: Keyring): Feature => ({
  name: 'surveys',
  topic: 'opinions',
  commands: [
    {
      name: 'my surveys',
      words: { en: ['my surveys', 'my survey'], 'zh-CN': ['我的问卷', '待答问卷'] },
      summary: 'help.mySurveys',
      run: showMine,
    },
    {
      name: 'surveys',
      words: { en: ['surveys'], 'zh-CN': ['问卷', '问卷列表', '所有问卷'] },
      summary: 'help.surveys',
      run: (ctx) => listSurveys(ctx, ''),
    },
    {
      name: 'survey new',
      words: { en: ['survey new', 'new survey'], 'zh-CN': ['新建问卷', '创建问卷'] },
      summary: 'help.newSurvey',
      offeredTo: mayMake,
      run: newSurvey,
    },
  ],
  actions: {
    'surveys.new': newSurvey,
    'surveys.edit': editSurvey,
    'surveys.activate': activate,
    'surveys.end': endSurvey,
    'surveys.show': showSurvey,
    'surveys.list': listSurveys,
    'surveys.mine': showMine,
    'surveys.decline': decline,
    'surveys.open': askToOpen,
    'surveys.openNow': openNow(keyring),
    'surveys.round': showRound,
    'surveys.close': askToClose,
    'surveys.closeNow': closeNow,
  },
  forms: { 'surveys.make': surveyForm },
  timers: { ...rhythmTimers(keyring), ...askingTimers, ...closingTimers },
  views: {
    'surveys.invitation': invitationView as View,
    'surveys.round': roundView as View,
    'surveys.notAsked': notAskedView,
  },
});

/** Asked regularly of those who are served: answered without a name, counted, told to all, and followed up. */
export const createSurveys = (keyring: Keyring): readonly Feature[] => [
  createAsking(keyring),
  createAnswering(keyring),
  surveyResults,
  surveyFollowUps,
];

/** What of surveys falls due and is told to somebody. */
export const surveyOccurrences: readonly OccurrenceKind[] = [
  surveyReminders as OccurrenceKind,
  dueFollowUps as OccurrenceKind,
];
