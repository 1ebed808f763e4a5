import { describe, expect, it } from 'vitest';
import { readTyped } from '../../../src/features/surveys/making/typed-questions.ts';

const read = (text: string) => {
  const result = readTyped(text);
  if ('mistake' in result) throw new Error(JSON.stringify(result.mistake));
  return result.sections;
};
const both = (en: string, zh = en) => ({ en, 'zh-CN': zh });

describe('typed questions', () => {
  it('are understood in every kind, in both languages, with sections and conditions', () => {
    const text = `# Kitchen | 厨房
5* How clean is it? | 干净吗？
> many! What should change? : taste | 口味 / price | 价格
>1,2 text Why? | 为什么？

＃ 其他
1-7!：打分吗
nps Would you recommend it?
单选 时间：早上还是晚上？：早上 / 晚上
＞2 文字 为什么
rank In order: saw / drill / hammer
grid 1-3 And these? : speed / manner`;
    expect(read(text)).toEqual([
      {
        title: both('Kitchen', '厨房'),
        questions: [
          {
            id: 'q1',
            type: 'stars',
            text: both('How clean is it?', '干净吗？'),
            required: false,
            limit: 3.4,
          },
          {
            id: 'q2',
            type: 'multiple',
            text: both('What should change?'),
            required: true,
            showWhen: { question: 'q1', in: ['1', '2', '3'] },
            options: [
              { value: '1', label: both('taste', '口味') },
              { value: '2', label: both('price', '价格') },
            ],
          },
          {
            id: 'q3',
            type: 'text',
            text: both('Why?', '为什么？'),
            required: false,
            showWhen: { question: 'q1', in: ['1', '2'] },
            maxLength: 1000,
          },
        ],
      },
      {
        title: both('其他'),
        questions: [
          { id: 'q4', type: 'scale', text: both('打分吗'), required: true, from: 1, to: 7, limit: 4.6 },
          { id: 'q5', type: 'nps', text: both('Would you recommend it?'), required: false, limit: 0 },
          {
            id: 'q6',
            type: 'single',
            text: both('时间：早上还是晚上？'),
            required: false,
            options: [
              { value: '1', label: both('早上') },
              { value: '2', label: both('晚上') },
            ],
          },
          {
            id: 'q7',
            type: 'text',
            text: both('为什么'),
            required: false,
            showWhen: { question: 'q6', in: ['2'] },
            maxLength: 1000,
          },
          {
            id: 'q8',
            type: 'ranking',
            text: both('In order'),
            required: false,
            options: ['saw', 'drill', 'hammer'].map((name, index) => ({
              value: String(index + 1),
              label: both(name),
            })),
          },
          {
            id: 'q9',
            type: 'matrix',
            text: both('And these?'),
            required: false,
            from: 1,
            to: 3,
            limit: 2.2,
            rows: [
              { value: '1', label: both('speed') },
              { value: '2', label: both('manner') },
            ],
          },
        ],
      },
    ]);
    expect(read('\n  \n')).toEqual([]);
  });

  it.each([
    ['How clean?', 'kind', 1],
    ['5* Fine?\n\nonetime What?', 'kind', 3],
    ['5*', 'noText', 1],
    ['5*!', 'noText', 1],
    ['one Which?', 'options', 1],
    ['one Which? : a', 'fewOptions', 1],
    [`one Which? : ${Array.from({ length: 21 }, (_, n) => n).join(' / ')}`, 'manyOptions', 1],
    [`rank Which? : ${Array.from({ length: 11 }, (_, n) => n).join(' / ')}`, 'manyOptions', 1],
    ['many Which? : a / b / a', 'sameOption', 1],
    ['5-5 How?', 'scale', 1],
    ['1-11 How?', 'scale', 1],
    ['> text Why?', 'condition', 1],
    ['text What?\n> text Why?', 'condition', 2],
    ['one Which? : a / b\n> text Why?', 'answers', 2],
    ['one Which? : a / b\n>3 text Why?', 'answers', 2],
    ['5* Good?\n>6 text Why?', 'answers', 2],
    [Array.from({ length: 51 }, () => '5* Good?').join('\n'), 'tooMany', 51],
  ] as const)('that make no sense are told with their line: %s', (text, problem, line) => {
    expect(readTyped(text)).toMatchObject({ mistake: { problem, line } });
  });
});
