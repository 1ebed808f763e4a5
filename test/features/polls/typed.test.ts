import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readTyped } from '../../../src/features/polls/asking/typed.ts';

/** A Sunday. */
const now = Temporal.PlainDateTime.from('2026-11-22T12:00');
const lunch = { title: 'Team lunch on Friday?', kind: 'single', options: ['noodles', 'dumplings', 'both'] };

describe('a poll in one line', () => {
  it.each<[string, object]>([
    ['"Team lunch on Friday?" noodles | dumplings | both', lunch],
    ['“Team lunch on Friday?” noodles｜dumplings ｜ both', lunch],
    ['‘Team lunch on Friday?’ noodles | dumplings | both', lunch],
    ['„Team lunch on Friday?“ noodles | dumplings | both', lunch],
    ['「Team lunch on Friday?」noodles、dumplings、both', lunch],
    ['『Team lunch on Friday?』: noodles, dumplings, both', lunch],
    ['《Team lunch on Friday?》noodles；dumplings；both', lunch],
    ['＂Team lunch on Friday?＂ noodles|dumplings|both', lunch],
    ["'Team lunch on Friday?' noodles | dumplings | both", lunch],
    ['Team lunch on Friday? noodles | dumplings | both', lunch],
    ['Team lunch on Friday?\nnoodles\ndumplings\nboth', lunch],
    ['"Team lunch on Friday?" "noodles" | “dumplings” | both | both', lunch],
    ['anonymous "Team lunch on Friday?" noodles | dumplings | both', { ...lunch, secrecy: 'anonymous' }],
    ['"Team lunch on Friday?" anonymous: noodles | dumplings | both', { ...lunch, secrecy: 'anonymous' }],
    ['"Team lunch on Friday?" noodles | dumplings | both named', { ...lunch, secrecy: 'named' }],
    [
      '"Team lunch on Friday?" noodles | dumplings | both, anonymous, multiple, until friday 5pm',
      { ...lunch, kind: 'multiple', secrecy: 'anonymous', closes: '2026-11-27T17:00' },
    ],
    [
      '"Team lunch on Friday?" noodles | dumplings | both until friday 5pm anonymous',
      { ...lunch, secrecy: 'anonymous', closes: '2026-11-27T17:00' },
    ],
    [
      '"Team lunch on Friday?" noodles | dumplings | both until friday',
      { ...lunch, closes: '2026-11-27T18:00' },
    ],
    ['"Team lunch on Friday?" noodles | dumplings | both ranked', { ...lunch, kind: 'ranked' }],
    [
      '“周五聚餐吃什么？” 面条 | 饺子 匿名 截止周五下午五点',
      {
        title: '周五聚餐吃什么？',
        options: ['面条', '饺子'],
        kind: 'single',
        secrecy: 'anonymous',
        closes: '2026-11-27T17:00',
      },
    ],
    [
      '周五聚餐吃什么？面条、饺子，实名，周五17:00截止',
      {
        title: '周五聚餐吃什么？',
        options: ['面条', '饺子'],
        kind: 'single',
        secrecy: 'named',
        closes: '2026-11-27T17:00',
      },
    ],
    [
      '“周五聚餐吃什么？”面条 | 饺子，截止周五下午五点',
      { title: '周五聚餐吃什么？', options: ['面条', '饺子'], kind: 'single', closes: '2026-11-27T17:00' },
    ],
    ['Shall we move?', { title: 'Shall we move?', options: [], kind: 'yesNo' }],
    [
      '"Shall we move" until tomorrow',
      { title: 'Shall we move', options: [], kind: 'yesNo', closes: '2026-11-23T18:00' },
    ],
    [
      'Shall we move? until tomorrow 9am named',
      { title: 'Shall we move?', options: [], kind: 'yesNo', secrecy: 'named', closes: '2026-11-23T09:00' },
    ],
    ['"How was the party?" scale', { title: 'How was the party?', options: [], kind: 'scale' }],
    ['"Who\'s in?" me | not me', { title: "Who's in?", options: ['me', 'not me'], kind: 'single' }],
    ["'Who's in?' me | not me", { title: "Who's in?", options: ['me', 'not me'], kind: 'single' }],
    [
      '"How should we vote?" anonymous | named',
      { title: 'How should we vote?', options: ['anonymous', 'named'], kind: 'single' },
    ],
    [
      '"Lunch at 12:30?" until we leave | now',
      { title: 'Lunch at 12:30?', options: ['until we leave', 'now'], kind: 'single' },
    ],
  ])('%s', (said, understood) => {
    expect(readTyped(said, now)).toEqual(understood);
  });
});
