import type { Survey, SurveyQuestion } from '../../../src/config/survey-types.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });
const options = (...values: string[]) => values.map((value) => ({ value, label: both(`option ${value}`) }));

export const questions = {
  scale: {
    ...{ id: 'clean', type: 'scale', text: both('Is it clean?'), required: true, from: 1, to: 5 },
    ...{ low: both('not at all'), high: both('very') },
  },
  stars: { id: 'food', type: 'stars', text: both('The canteen?'), required: false },
  nps: { id: 'tell', type: 'nps', text: both('Would you recommend it?'), required: false },
  single: {
    ...{ id: 'often', type: 'single', text: both('How often?'), required: false },
    options: options('daily', 'weekly', 'never'),
  },
  // Only those who come are asked.
  text: {
    ...{ id: 'why', type: 'text', text: both('What is missing?'), required: false, maxLength: 300 },
    showWhen: { question: 'often', in: ['daily', 'weekly'] },
  },
  multiple: {
    ...{ id: 'used', type: 'multiple', text: both('What did you use?'), required: false, most: 2 },
    options: options('car', 'desk', 'room'),
  },
  ranking: {
    ...{ id: 'order', type: 'ranking', text: both('What comes first?'), required: false },
    options: options('light', 'air', 'chairs'),
  },
  matrix: {
    ...{ id: 'rooms', type: 'matrix', text: both('The rooms'), required: false, from: 1, to: 5 },
    rows: options('small', 'time'),
  },
} satisfies Record<string, SurveyQuestion>;

/** A survey with a question of each kind, in two sections. */
export const oneOfEach: Survey = {
  id: 'each',
  name: both('One of each'),
  intro: both('Tell us.'),
  owner: 'zhao.lei@harbour.example',
  sections: [
    { title: both('House'), questions: [questions.scale, questions.stars, questions.nps] },
    {
      title: both('Use'),
      questions: [questions.single, questions.text, questions.multiple, questions.ranking, questions.matrix],
    },
  ],
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  rhythm: { every: 'once' },
  at: '10:00',
  openDays: 7,
  groupBy: 'department',
  followUp: true,
  followUpDays: 14,
};
