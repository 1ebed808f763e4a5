import { describe, expect, it } from 'vitest';
import { compareOffices } from '../../src/config/compare-offices.ts';
import { parseOffice } from '../../src/config/office.ts';
import { surveySets } from '../../src/config/survey-sets.ts';
import { fullOffice } from './full-office.ts';
import { changed, itTells, type Mistake } from './office-mistakes.ts';

const { surveys, surveyFatigue } = parseOffice(fullOffice, 'office.yaml');
const idsOf = (id: string) =>
  surveys[id]!.sections.flatMap(({ questions }) => questions.map((question) => question.id));

describe('surveys', () => {
  it('are read as they are meant', () => {
    expect(surveys.yard).toMatchObject({
      id: 'yard',
      owner: 'ann@x.y',
      audience: {
        departments: ['it'],
        teams: ['crew'],
        places: ['a3'],
        people: ['cat@x.y'],
        served: { days: 30, categories: ['spare'] },
        share: 50,
      },
      rhythm: { every: 'quarter', workday: 3 },
      at: '09:30',
      openDays: 10,
      groupBy: 'place',
      followUp: false,
      followUpDays: 7,
    });
    expect(surveys.yard!.sections).toMatchObject([
      {
        title: { en: 'Order', 'zh-CN': '整洁' },
        questions: [
          { id: 'clean', type: 'scale', from: 0, to: 10, required: true, limit: 6 },
          { id: 'where', most: 1, showWhen: { question: 'clean', in: ['0', '1'] } },
          { id: 'why', maxLength: 200, showWhen: { question: 'where', in: ['dock'] } },
        ],
      },
      { questions: [{ id: 'staff' }, { id: 'gear' }, { id: 'advise' }, { id: 'eaten' }, { id: 'order' }] },
    ]);
    expect(surveyFatigue).toEqual({ most: 1, days: 14 });
  });

  it('of a ready-made set are as the set is, without what is left out, with what is asked otherwise in its place', () => {
    const set = surveySets.logistics!.sections.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(idsOf('monthly')).toEqual(set.filter((id) => !id.startsWith('canteen')));
    expect(surveys.monthly).toMatchObject({
      name: surveySets.logistics!.name,
      rhythm: { every: 'month', workday: 1 },
      at: '10:00',
      openDays: 7,
      followUp: true,
      followUpDays: 14,
      audience: { share: 100, departments: [] },
    });
    const questions = surveys.monthly!.sections.flatMap((section) => section.questions);
    expect(questions.find(({ id }) => id === 'overall')?.type).toBe('nps');
    expect(surveys.party!.rhythm).toEqual({ every: 'once', on: '2026-12-20' });
    expect(surveys.served!.rhythm).toEqual({ every: 'once' });
    expect(surveys.served!.audience.served).toEqual({ days: 30, categories: [] });
  });

  it('are compared question by question', () => {
    const before = parseOffice(fullOffice, 'office.yaml');
    const after = parseOffice(
      changed('text: Gear?, limit: 4', 'text: Gear?, limit: 3', fullOffice).replace(
        'most: 1, days',
        'most: 3, days',
      ),
      'office.yaml',
    );
    expect(compareOffices(before, after)).toEqual([
      {
        part: 'Surveys',
        lines: ['~ yard (Yard): questions (~gear: limit 4 → 3)', '~ the cap over all: most 1 → 3'],
      },
    ]);
  });

  it('ready-made ones speak both languages, and ask for nothing that was not asked before', () => {
    for (const [use, { sections }] of Object.entries(surveySets)) {
      expect(() =>
        parseOffice(changed('use: event', `use: ${use}`, fullOffice), 'office.yaml'),
      ).not.toThrow();
      const seen = new Set<string>();
      for (const question of sections.flatMap(({ questions }) => questions)) {
        expect(question.text['zh-CN']).toMatch(/\p{Script=Han}/u);
        expect(question.text.en).not.toMatch(/\p{Script=Han}/u);
        expect(seen).not.toContain(question.id);
        if (question.showWhen) expect(seen).toContain(question.showWhen.question);
        seen.add(question.id);
      }
    }
  });
});

const mistakes: Mistake[] = [
  [
    'a set that there is not',
    'use: event',
    'use: evnt',
    'evnt',
    'surveys.party.use "evnt" is not one of logistics, service, event, enps; did you mean "event"?',
  ],
  [
    'a survey without a name',
    '    name: { en: Yard, zh-CN: 院子 }\n',
    '',
    'intro: { en: Short.',
    'surveys.yard.name is missing',
  ],
  [
    'one that asks nothing',
    'served: { use: service, owner',
    'served: { name: Served, owner',
    '{ name: Served',
    'surveys.served asks nothing: it needs "use", "questions" or "sections"',
  ],
  [
    'an owner who is nobody',
    'owner: Ann@x.y',
    'owner: anne@x.y',
    'anne@x.y',
    'surveys.yard.owner nobody in people has the e-mail anne@x.y; did you mean "ann@x.y"?',
  ],
  [
    'a question left out that is not there',
    'without: [canteen,',
    'without: [cantine,',
    'cantine',
    'surveys.monthly.without[0] there is no question "cantine" in "logistics"',
  ],
  [
    'a question left out without a set',
    'use: event, owner',
    'name: Party, questions: [{ id: fun, type: stars, text: Fun? }], without: [fun], owner',
    '[fun]',
    'surveys.party.without is for a survey with "use"',
  ],
  [
    'a question twice',
    'id: gear, type: stars',
    'id: clean, type: stars',
    'clean, type: stars',
    'surveys.yard.questions[1].id there are two questions "clean"',
  ],
  [
    'a kind of question that there is not',
    'type: ranking',
    'type: rank',
    'rank, text: In order',
    'surveys.yard.questions[4].type "rank" is not one of scale, stars, nps, single, multiple, ranking, text, matrix',
  ],
  [
    'a key of another kind',
    'text: Gear?, limit: 4',
    'text: Gear?, rows: [a]',
    'rows: [a]',
    'surveys.yard.questions[1].rows belongs to questions of type matrix',
  ],
  [
    'a scale that does not rise',
    'from: 0, to: 10',
    'from: 5, to: 5',
    '5, low',
    'surveys.yard.sections[0].questions[0].to must be more than "from"',
  ],
  [
    'a limit outside of the scale',
    'high: Clean, limit: 6',
    'high: Clean, limit: 11',
    '11 }',
    'surveys.yard.sections[0].questions[0].limit is not between "from" and "to"',
  ],
  [
    'an option twice',
    'options: [saw, drill] }\n    audience',
    'options: [saw, saw] }\n    audience',
    'saw] }\n    audience',
    'surveys.yard.questions[4].options[1] "saw" is there twice',
  ],
  [
    'a row twice',
    'rows: [speed, manner]',
    'rows: [speed, speed]',
    'speed], from',
    'surveys.yard.questions[0].rows[1] "speed" is there twice',
  ],
  [
    'a condition on what comes later',
    'showWhen: { where: dock }',
    'showWhen: { gear: [1] }',
    'gear: [1]',
    'surveys.yard.sections[0].questions[2].showWhen.gear there is no question "gear" before this one',
  ],
  [
    'a condition on an answer that there is not',
    'showWhen: { clean: [0, "1"] }',
    'showWhen: { clean: [0, 11] }',
    '11] }',
    'surveys.yard.sections[0].questions[1].showWhen.clean[1] "11" is not an answer to "clean"',
  ],
  [
    'a condition on a text',
    'id: staff, type: matrix,',
    'id: staff, showWhen: { why: x }, type: matrix,',
    'why: x',
    'surveys.yard.questions[0].showWhen.why must be a question with answers to choose from',
  ],
  [
    'a rhythm that there is not',
    'rhythm: month',
    'rhythm: weekly',
    'weekly',
    'surveys.monthly.rhythm "weekly" is not one of once, month, quarter',
  ],
  [
    'another rhythm that there is not',
    '{ every: quarter, workday: 3 }',
    '{ every: week, workday: 3 }',
    'week, workday',
    'surveys.yard.rhythm.every "week" is not one of once, month, quarter',
  ],
  [
    'a workday that some months have not',
    'rhythm: month',
    'rhythm: { every: month, workday: 20 }',
    '20 }',
    'surveys.monthly.rhythm.workday is more than 15',
  ],
  [
    'one that is open until it comes again',
    'cat@x.y, rhythm: month',
    'cat@x.y, openDays: 30, rhythm: month',
    '30, rhythm',
    'surveys.monthly.openDays is too long for one that comes every month: at most 25',
  ],
  [
    'a category that there is not',
    'categories: [spare]',
    'categories: [spar]',
    'spar]',
    'surveys.yard.audience.served.categories[0] there is no category "spar"; did you mean "spare"?',
  ],
  [
    'a share of nobody',
    'share: 50',
    'share: 0',
    '0 }\n    rhythm',
    'surveys.yard.audience.share is less than 1',
  ],
  ['a cap of none', 'most: 1, days', 'most: 0, days', '0, days', 'surveyFatigue.most is less than 1'],
];

describe('a mistake in a survey', () => {
  itTells(mistakes, fullOffice);
});
