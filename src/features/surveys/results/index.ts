import type { Feature, View } from '../../../engine/feature.ts';
import { findResults, listResults, showResults } from './showing.ts';
import { summaryView } from './summary.ts';
import { tellKind, tellResults } from './telling.ts';

export { surveyExports } from './exporting.ts';

/** What came of a round: told to all who were asked, and shown question by question. */
export const surveyResults: Feature = {
  name: 'survey-results',
  topic: 'opinions',
  commands: [
    {
      name: 'survey-results',
      words: {
        en: ['survey results', 'survey result', 'results of the survey'],
        'zh-CN': ['问卷结果', '查看问卷结果', '调查结果'],
      },
      takes: 'words',
      summary: 'help.surveyResults',
      usage: 'help.surveyResults.usage',
      run: findResults,
    },
  ],
  actions: { 'surveys.results': showResults, 'surveys.resultList': listResults },
  timers: { [tellKind]: tellResults },
  views: { 'surveys.summary': summaryView as View },
};
