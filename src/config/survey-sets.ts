import type { Localized } from '../core/locale.ts';
import type { SurveyAudience, SurveyOption, SurveyQuestion, SurveySection } from './survey-types.ts';

/** Questions that are ready to be asked. */
export interface SurveySet {
  readonly name: Localized;
  readonly intro: Localized;
  readonly sections: readonly SurveySection[];
  /** Who is asked where the survey does not say; without it, everyone. */
  readonly audience?: SurveyAudience;
}

export const everyone: SurveyAudience = { departments: [], teams: [], places: [], people: [], share: 100 };

const both = (en: string, zh: string): Localized => ({ en, 'zh-CN': zh });
const option = (value: string, en: string, zh: string): SurveyOption => ({ value, label: both(en, zh) });

/** A mean below it is worth a follow-up. */
const limit = 3.5;
const low = ['1', '2', '3'];

const stars = (id: string, text: Localized): SurveyQuestion => ({
  id,
  type: 'stars',
  text,
  required: false,
  limit,
});
const whatWhenLow = (about: string, text: Localized, options: readonly SurveyOption[]): SurveyQuestion => ({
  id: `${about}Better`,
  type: 'multiple',
  text,
  required: false,
  options,
  showWhen: { question: about, in: low },
});
const text = (id: string, words: Localized, more: Partial<SurveyQuestion> = {}): SurveyQuestion =>
  ({ id, type: 'text', text: words, required: false, maxLength: 1000, ...more }) as SurveyQuestion;

const logistics: SurveySet = {
  name: both('How are we looked after?', '后勤服务满意度'),
  intro: both(
    'Three minutes about what keeps the office going. Skip whatever you do not use.',
    '花三分钟聊聊日常后勤。没用到的服务直接跳过就好。',
  ),
  sections: [
    {
      title: both('Cleaning', '保洁'),
      questions: [
        stars('cleaning', both('How clean are the places where you work?', '您工作的地方干净吗？')),
        whatWhenLow('cleaning', both('Where should it be cleaner?', '哪些地方需要打扫得更干净？'), [
          option('desks', 'Desks and offices', '工位和办公室'),
          option('meetingRooms', 'Meeting rooms', '会议室'),
          option('toilets', 'Toilets', '洗手间'),
          option('kitchens', 'Kitchens and tea points', '茶水间'),
          option('corridors', 'Corridors, stairs and lifts', '走廊、楼梯和电梯'),
          option('outside', 'Outside', '室外区域'),
        ]),
      ],
    },
    {
      title: both('Canteen', '食堂'),
      questions: [
        stars('canteen', both('How do you like eating in the canteen?', '您对食堂满意吗？')),
        whatWhenLow('canteen', both('What should get better first?', '最该先改进的是哪些方面？'), [
          option('taste', 'Taste', '口味'),
          option('choice', 'Choice', '菜品种类'),
          option('health', 'Healthy food', '健康搭配'),
          option('price', 'Prices', '价格'),
          option('hygiene', 'Cleanliness', '卫生'),
          option('queue', 'Queues and opening hours', '排队和开放时间'),
        ]),
      ],
    },
    {
      title: both('Vehicles', '用车'),
      questions: [
        stars(
          'vehicles',
          both('How satisfied are you with cars and drivers?', '您对公务用车和司机服务满意吗？'),
        ),
        whatWhenLow('vehicles', both('What should get better first?', '最该先改进的是哪些方面？'), [
          option('booking', 'Getting a car when I need one', '需要时能约到车'),
          option('punctuality', 'Being on time', '准时'),
          option('condition', 'Condition and cleanliness of the cars', '车况和车内卫生'),
          option('driving', 'Safe and considerate driving', '行车安全平稳'),
          option('paperwork', 'Less paperwork', '手续更简单'),
        ]),
      ],
    },
    {
      title: both('Repairs', '维修'),
      questions: [
        {
          id: 'repairs',
          type: 'matrix',
          text: both(
            'When something was broken: how was it looked after?',
            '东西坏了报修时，我们做得怎么样？',
          ),
          hint: both('1 is poor, 5 is very good.', '1 分很差，5 分很好。'),
          required: false,
          from: 1,
          to: 5,
          limit,
          rows: [
            option('speed', 'Somebody came soon', '来得及时'),
            option('quality', 'It was mended for good', '一次修好'),
            option('manner', 'I was told what was going on', '进展有告知'),
          ],
        },
      ],
    },
    {
      title: both('Supplies', '物资'),
      questions: [
        stars(
          'supplies',
          both('Do you get the things you need for your work in time?', '工作需要的物资能及时领到吗？'),
        ),
        text('suppliesMissing', both('What was missing, or came too late?', '缺了什么，或者什么来得太晚？'), {
          showWhen: { question: 'supplies', in: low },
        }),
      ],
    },
    {
      title: both('All in all', '总体'),
      questions: [
        stars('overall', both('All in all, how satisfied are you?', '总的来说，您满意吗？')),
        text(
          'oneThing',
          both(
            'If we could make one thing better by next time, what should it be?',
            '下次之前如果只能改进一件事，您希望是哪件？',
          ),
        ),
      ],
    },
  ],
};

const service: SurveySet = {
  name: both('How did we do?', '服务回访'),
  intro: both(
    'We did something for you lately. Two minutes: what was good, and what was not?',
    '我们最近为您办了一件事。占用您两分钟：哪里好，哪里还不够好？',
  ),
  audience: { ...everyone, served: { days: 30, categories: [] } },
  sections: [
    {
      questions: [
        stars('overall', both('How satisfied are you with what was done?', '您对办理结果满意吗？')),
        {
          id: 'how',
          type: 'matrix',
          text: both('And in detail?', '具体来说呢？'),
          hint: both('1 is poor, 5 is very good.', '1 分很差，5 分很好。'),
          required: false,
          from: 1,
          to: 5,
          limit,
          rows: [
            option('speed', 'Speed', '速度'),
            option('quality', 'Quality', '质量'),
            option('manner', 'Friendliness', '态度'),
            option('news', 'Knowing how far it is', '进度清楚'),
          ],
        },
        {
          id: 'solved',
          type: 'single',
          text: both('Is it settled now?', '问题解决了吗？'),
          required: false,
          options: [
            option('yes', 'Yes, altogether', '完全解决了'),
            option('partly', 'Partly', '部分解决'),
            option('no', 'No', '没有解决'),
          ],
        },
        text('open', both('What is still open?', '还有什么没解决？'), {
          showWhen: { question: 'solved', in: ['partly', 'no'] },
        }),
        text('better', both('What would have made it better?', '怎样做会更好？')),
      ],
    },
  ],
};

const event: SurveySet = {
  name: both('How was the event?', '活动反馈'),
  intro: both(
    'Thank you for being there. Two minutes, so that the next one is even better.',
    '感谢您的参与。请花两分钟，帮我们把下一次办得更好。',
  ),
  sections: [
    {
      questions: [
        stars('overall', both('All in all, how was it?', '总的来说，这次活动怎么样？')),
        {
          id: 'parts',
          type: 'matrix',
          text: both('And in detail?', '具体来说呢？'),
          hint: both('1 is poor, 5 is very good.', '1 分很差，5 分很好。'),
          required: false,
          from: 1,
          to: 5,
          limit,
          rows: [
            option('content', 'What was offered', '活动内容'),
            option('organisation', 'Organisation and information beforehand', '组织安排和事前通知'),
            option('venue', 'Venue', '场地'),
            option('food', 'Food and drink', '餐饮'),
            option('time', 'Date and length', '时间和时长'),
          ],
        },
        {
          id: 'again',
          type: 'single',
          text: both('Would you come again?', '下次您还愿意来吗？'),
          required: false,
          options: [
            option('yes', 'Gladly', '很愿意'),
            option('perhaps', 'Perhaps', '看情况'),
            option('no', 'Rather not', '不太想'),
          ],
        },
        text('best', both('What did you like best?', '您最喜欢什么？')),
        text('better', both('What should be different next time?', '下次哪里需要改变？')),
      ],
    },
  ],
};

const enps: SurveySet = {
  name: both('Would you recommend us?', '员工推荐度'),
  intro: both(
    'One question and two more, if you like. One minute.',
    '一道题，愿意的话再答两道，一分钟就好。',
  ),
  sections: [
    {
      questions: [
        {
          id: 'recommend',
          type: 'nps',
          text: both(
            'How likely are you to recommend working here to a friend?',
            '您有多大可能向朋友推荐来这里工作？',
          ),
          hint: both('0 is not at all, 10 is certainly.', '0 表示完全不会，10 表示一定会。'),
          required: true,
          limit: 0,
        },
        text('why', both('What is the main reason?', '主要原因是什么？')),
        text(
          'oneThing',
          both('What one change would make the biggest difference to you?', '哪一项改变对您来说最重要？'),
        ),
      ],
    },
  ],
};

/** By the name that the office file uses them by. Has no prototype. */
export const surveySets: Readonly<Record<string, SurveySet>> = Object.assign(Object.create(null), {
  logistics,
  service,
  event,
  enps,
});
