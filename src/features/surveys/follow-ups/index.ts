import type { Feature, View } from '../../../engine/feature.ts';
import { followUpView, noticeView } from './card.ts';
import { followUpForms, followUpOpeners } from './forms.ts';
import { listFollowUps, showFollowUp } from './list.ts';

export { dueFollowUps } from './due.ts';

/** What is done about the results of surveys, by whom, until when. */
export const surveyFollowUps: Feature = {
  name: 'survey-follow-ups',
  topic: 'opinions',
  commands: [
    {
      name: 'follow-ups',
      words: { en: ['follow-ups', 'follow ups', 'followups'], 'zh-CN': ['跟进事项', '我的跟进', '问卷跟进'] },
      summary: 'help.followUps',
      run: (ctx) => listFollowUps(ctx, ''),
    },
  ],
  actions: {
    ...followUpOpeners,
    'surveys.followUps': listFollowUps,
    'surveys.followUp': showFollowUp,
  },
  forms: followUpForms,
  views: { 'surveys.followUp': followUpView as View, 'surveys.followUpNotice': noticeView as View },
};
