import { actions, type Button, type Card, type Chart, facts, text } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';

export const range = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, i) => make(i));

export const cardOf = (words: string): Card => ({ summary: words, blocks: [text(words)] });

export const button = (label: string, more: Partial<Button> = {}): Button => ({
  label,
  action: 'test.act',
  value: `value of ${label.length}`,
  ...more,
});

export const everything: Card = {
  summary: 'All of it',
  title: 'Lamp',
  tone: 'warning',
  blocks: [
    text('plain words'),
    text('strong words', 'strong'),
    text('small words', 'subtle'),
    facts({ label: 'Floor', value: '3F' }),
    { kind: 'quote', text: 'too dark', by: 'Ada' },
    {
      kind: 'list',
      items: [{ text: 'first', detail: 'more of it', button: button('Open it') }, { text: 'second' }],
    },
    {
      kind: 'files',
      files: [
        {
          id: 'fil_1',
          name: 'photo.png',
          detail: '2 MB',
          url: 'https://office.example/files/fil_1',
          image: true,
        },
        { id: 'fil_2', name: 'lost.pdf', detail: 'could not be kept' },
      ],
    },
    { kind: 'link', label: 'Handbook', url: 'https://office.example/handbook?a=1&b=2' },
    actions(button('Take', { style: 'primary' }), button('Drop', { style: 'danger' })),
  ],
};

export const chart: Chart = {
  type: 'bars',
  title: 'Lunch on Friday 周五午餐',
  categories: ['Noodles 面条', 'Dumplings 饺子', 'Both'],
  series: [{ name: 'Votes', values: [12, 7, null] }],
  unit: 'count',
  alt: 'Noodles: 12 votes. Dumplings: 7 votes. Both: not shown.',
};

export const withChart = (more: Partial<Chart> = {}): Card => ({
  summary: 'The poll is over',
  blocks: [text('It is over.'), { kind: 'chart', chart: { ...chart, ...more } }],
});

/** What people might type to make noise. */
export const hostile = [
  '<!channel> <!here> <@U0BOT> <#C1|x>',
  '@here @channel @everyone',
  '&lt;!here&gt; &amp;',
  '*bold* _it_ ~no~ `code`',
  '<at>Ada</at> <b>x</b>',
  '[click](https://evil.example) <https://evil.example|ok>',
  ':smile: \\*x\\* # h1',
];

export const fileForm: Form = {
  id: 'requests.file',
  context: 'ctx:1',
  title: 'File a request',
  intro: 'What is it about?',
  submit: 'File',
  fields: [
    { kind: 'text', id: 'what', label: 'What', required: true, multiline: true, value: 'The lamp "A" & <B>' },
    {
      kind: 'choice',
      id: 'kind',
      label: 'Kind',
      required: true,
      value: 'it',
      options: [
        { value: 'facility', label: 'Facility & rooms' },
        { value: 'it', label: 'IT' },
      ],
    },
    { kind: 'money', id: 'cost', label: 'Cost', currency: 'CNY', required: false, hint: 'If you know it' },
  ],
};
