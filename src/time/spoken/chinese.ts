import { Temporal } from 'temporal-polyfill';
import { type Weekday, weekdays } from '../../core/working-hours.ts';
import type { DayOfMonth, OnFreeDay } from '../recurrence.ts';
import { readSpokenDay } from '../spoken-date.ts';
import { doubt, type Part, type Phrase, type Piece, ruleOf, timePiece } from './piece.ts';

const num = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const week = '(?:周|星期|礼拜)';
const dayOfWeek = '[一二三四五六日天]';
const monthDay = `${num}[号日]`;
const date = `(?:(?:\\d{4}年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|\\d{4}-\\d{1,2}-\\d{1,2}|(?:本|这个?|下下?个?)月(?:底|末|初|的?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[号日])|月[底末]|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[号日])`;
const near = `(?:今天|今日|明天|明日|大后天|后天|${num}(?:天|日|周|个?星期|个?礼拜|个月)(?:之|以)?后|(?:(?:本|这|下下?)个?)?${week}${dayOfWeek}(?![、和])|年底|年末)`;
const anyDay = `(${date}|${near})`;
const freeDay = '(?:法定)?(?:节假日|假期|假日|节日|休息日|放假|周末|非工作日)';

/** 两 and 十五 and 15. */
function chineseNumber(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const digits = '零一二三四五六七八九';
  const digit = (one: string) => (one === '两' ? 2 : digits.indexOf(one));
  if (!word.includes('十')) return digit(word);
  const [tens = '', ones = ''] = word.split('十');
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}
const numberOf = (word = '一') => chineseNumber(word);
const weekdayOf = (sign: string): Weekday => weekdays[/[日天]/.test(sign) ? 6 : chineseNumber(sign) - 1]!;

function dayOf(said: string, now: Temporal.PlainDateTime): Temporal.PlainDate | undefined {
  const today = now.toPlainDate();
  if (/^年[底末]$/.test(said)) return today.with({ month: 12, day: 31 });
  const [, ahead, unit] = new RegExp(`^${num}(天|日|周|个?星期|个?礼拜|个月)(?:之|以)?后$`).exec(said) ?? [];
  if (ahead !== undefined && unit !== undefined) {
    const amount = numberOf(ahead);
    return today.add(
      /[天日]/.test(unit) ? { days: amount } : /月/.test(unit) ? { months: amount } : { weeks: amount },
    );
  }
  const [, weeks, sign] = new RegExp(`^(本|这|下下?)个?${week}(${dayOfWeek})$`).exec(said) ?? [];
  if (weeks !== undefined && sign !== undefined) {
    const monday = today.subtract({ days: today.dayOfWeek - 1 });
    const later = weeks.startsWith('下') ? weeks.length : 0;
    return monday.add({ weeks: later, days: weekdays.indexOf(weekdayOf(sign)) });
  }
  const day = readSpokenDay(said, now);
  return day === undefined ? undefined : Temporal.PlainDate.from(day);
}

function dayPiece(said: string, now: Temporal.PlainDateTime): Piece[] | undefined {
  const day = dayOf(said, now);
  if (day === undefined) return undefined;
  const comesAgain = !/今|明|后|年|本|这|下|底|末/.test(said);
  const again = comesAgain ? dayOf(said, now.add({ days: 1 })) : undefined;
  return [{ kind: 'day', day, ...(again && { again }) }];
}

/** 五, 一三五, 一和周四, 一到周五. */
function weekly(named: string, interval: number): Piece[] {
  const signs = [...named.matchAll(new RegExp(`${dayOfWeek}|[到至]`, 'g'))].map(([sign]) => sign);
  const days = new Set<Weekday>();
  for (const [at, sign] of signs.entries()) {
    if (!/[到至]/.test(sign)) days.add(weekdayOf(sign));
    else if (signs[at - 1] !== undefined && signs[at + 1] !== undefined) {
      const [from, to] = [weekdayOf(signs[at - 1]!), weekdayOf(signs[at + 1]!)].map((day) =>
        weekdays.indexOf(day),
      );
      for (const day of weekdays.slice(from, to! + 1)) days.add(day);
    }
  }
  return [
    { kind: 'rule', rule: ruleOf('week', { interval, weekdays: weekdays.filter((day) => days.has(day)) }) },
  ];
}

const namedDays = `(${dayOfWeek}{1,7}(?:[、,，和跟及到至](?:${week})?${dayOfWeek})*)`;
const monthly = (on: DayOfMonth, interval = 1): Piece[] => [
  { kind: 'rule', rule: ruleOf('month', { on, interval }) },
];
const months = (pattern: string, on: (rest: (string | undefined)[]) => DayOfMonth): Phrase => ({
  pattern: `每(?:个?|${num}个)月(?:的)?${pattern}`,
  read: ([, number, ...rest]) => monthly(on(rest), numberOf(number)),
});

const parts: [string, Part][] = [
  ['凌晨|半夜|深夜', 'night'],
  ['清晨|清早|一早|早上|早晨|上午|早(?=\\s*[\\d一二两三四五六七八九十])', 'morning'],
  ['中午|正午', 'noon'],
  ['下午|午后', 'afternoon'],
  ['傍晚|晚上|夜里|夜晚|晚间|晚(?=\\s*[\\d一二两三四五六七八九十])', 'evening'],
];
const partWords = parts.map(([words]) => words).join('|');
const partOf = (word: string): Piece => ({
  kind: 'part',
  part: parts.find(([words]) => words.split('|').some((one) => one.replace(/\(.*/, '') === word))![1],
});

/** What Chinese has to say of times. */
export const chinese: readonly Phrase[] = [
  { pattern: '(?:每天|每日|天天|每一天)(?:的)?', read: () => [{ kind: 'rule', rule: ruleOf('day') }] },
  {
    pattern: `每(?:个|一个)?工作日(?:的)?|(?:在)?工作日(?:的)?(?=.)`,
    read: () => [{ kind: 'rule', rule: ruleOf('workday') }],
  },
  {
    pattern: `每${num}个工作日`,
    read: ([, n]) => [{ kind: 'rule', rule: ruleOf('workday', { interval: numberOf(n) }) }],
  },
  {
    pattern: `每${num}天|每隔一天|隔天|隔日`,
    read: ([, n]) => [{ kind: 'rule', rule: ruleOf('day', { interval: numberOf(n ?? '二') }) }],
  },
  // 每隔两天 is every second day to some and every third to others.
  {
    pattern: '每隔(?!一)[\\d二两三四五六七八九十]+(?:天|周|个星期|个月|年)',
    read: () => doubt('whichInterval'),
  },
  {
    pattern: `每(?:个|一)?${week}(?:的)?(?:${week})?${namedDays}(?:的)?`,
    read: ([, named = '']) => weekly(named, 1),
  },
  {
    pattern: `(?:(?:每(?!隔)|每隔)?${num}?(?:个)?${week}|隔周|每隔一周)(?:的)?${week}${namedDays}(?:的)?`,
    read: ([said = '', n, named = '']) =>
      n === undefined && !said.includes('隔')
        ? undefined
        : weekly(named, said.includes('隔') ? 2 : numberOf(n)),
  },
  {
    pattern: `每(?:个|一)?${week}(?!${dayOfWeek})`,
    read: () => [{ kind: 'rule', rule: ruleOf('week'), needsDay: true }],
  },
  {
    pattern: `每${num}(?:个)?${week}(?!${dayOfWeek})|隔周|每隔一周`,
    read: ([, n]) => [
      { kind: 'rule', rule: ruleOf('week', { interval: numberOf(n ?? '二') }), needsDay: true },
    ],
  },
  { pattern: '每(?:个|一)?周末(?:的)?', read: () => weekly('六日', 1) },
  months(monthDay, ([day]) => ({ day: numberOf(day) })),
  months('(?:月?[底末]|最后(?:的)?(?:一|1)天)', () => ({ last: 'day' })),
  months('(?:月?初|(?:第一|头一|第1)天)', () => ({ day: 1 })),
  months('最后(?:的)?(?:一|1)个工作日', () => ({ last: 'workday' })),
  months('(?:第一|头一|首|第1)个工作日', () => ({ first: 'workday' })),
  months(`第([一二三四五1-5])个${week}(${dayOfWeek})`, ([n, day]) => ({
    nth: numberOf(n) as 1 | 2 | 3 | 4 | 5,
    weekday: weekdayOf(day!),
  })),
  months(`最后(?:的)?(?:一|1)个${week}(${dayOfWeek})`, ([day]) => ({ nth: -1, weekday: weekdayOf(day!) })),
  {
    pattern: `每(?:个|${num}个)?月(?![底末初])`,
    read: ([, n]) => [{ kind: 'rule', rule: ruleOf('month', { interval: numberOf(n) }), needsDay: true }],
  },
  {
    pattern: '每(?:个|一个)?季度?(?!度)',
    read: () => [{ kind: 'rule', rule: ruleOf('month', { interval: 3 }), needsDay: true, quarter: true }],
  },
  { pattern: '每年(?:的)?', read: () => [{ kind: 'rule', rule: ruleOf('year'), needsDay: true }] },
  {
    pattern: '(?:本月|这个月|月)最后(?:的)?(?:一|1)个工作日',
    read: () => [{ kind: 'rule', rule: ruleOf('month', { on: { last: 'workday' }, count: 1 }) }],
  },
  { pattern: `每(?:隔)?(?:半|\\d+|${num})?(?:个)?(?:小时|钟头|分钟)`, read: () => doubt('tooOften') },
  { pattern: `(?:在|从|自)?${anyDay}(?:开始|起)?(?:的)?`, read: ([, said = ''], now) => dayPiece(said, now) },
  { pattern: `${anyDay}(?:之前|以前|前)`, read: () => doubt('deadline') },
  {
    pattern: `(?:直到|一直到|截止到?|截至|到|至)${anyDay}(?:为止|截止|止|结束)?`,
    needsRule: true,
    read: ([, said = ''], now) => {
      const day = dayOf(said, now);
      return day && [{ kind: 'until', day }];
    },
  },
  {
    pattern: `(?:一?共|总共|重复)${num}次|${num}次`,
    needsRule: true,
    read: ([, n, other]) => [{ kind: 'count', count: numberOf(n ?? other) }],
  },
  {
    pattern: `(?:在)?${num}\\s*[点时](?:钟|整)?\\s*(?:(半)|([一三])刻|(\\d{1,2}|[一二三四五六七八九十]{1,3}|零[一二三四五六七八九])分?)?`,
    read: ([, h, half, quarter, minutes]) => {
      const minute = half
        ? 30
        : quarter
          ? numberOf(quarter) * 15
          : numberOf(minutes?.replace('零', '') ?? '0');
      return timePiece(numberOf(h), minute, true);
    },
  },
  {
    pattern: '(?:今|当)(早|晚)',
    read: ([, word = ''], now) => [{ kind: 'day', day: now.toPlainDate() }, partOf(word)],
  },
  {
    pattern: '明(早|晚)',
    read: ([, word = ''], now) => [{ kind: 'day', day: now.toPlainDate().add({ days: 1 }) }, partOf(word)],
  },
  { pattern: `(${partWords})(?:的)?`, read: ([, word = '']) => [partOf(word)] },
  { pattern: '午夜|零点|半夜十二点', read: () => timePiece(24, 0, false) },
  {
    pattern: `(?:过)?(?:(半)个?|${num}个?)(小时|钟头|分钟)(?:半)?(?:之|以)?后|过(?:(半)个?|${num}个?)(小时|钟头|分钟)`,
    read: ([said = '', half, n, unit, halfToo, other, otherUnit]) => {
      const hours = /小时|钟头/.test(unit ?? otherUnit ?? '');
      const amount = (half ?? halfToo) ? 0.5 : numberOf(n ?? other) + (said.includes('时半') ? 0.5 : 0);
      return moment(hours ? amount * 60 : amount);
    },
  },
  {
    pattern: `${num}个半(?:小时|钟头)(?:之|以)?后`,
    read: ([, n]) => moment(numberOf(n) * 60 + 30),
  },
  { pattern: `(?:过)?(?:一|1)刻钟(?:之|以)?后`, read: () => moment(15) },
  {
    pattern: `(?:如果?|若|要是)?(?:遇|逢|碰|赶|是)(?:到|上)?(?:是)?${freeDay}(?:的话)?[,，]?(?:就|则)?(?:自动)?(?:(提前|提早|往前)|(顺延|延后|推迟|往后|延期)|(跳过|不提醒|取消|不用|略过))(?:一天|(?:到|至)?(?:前|上|后|下)一?个?(?:工作日|天))?`,
    read: ([, before, after]): Piece[] => [
      { kind: 'free', onFreeDay: (before ? 'previous' : after ? 'next' : 'skip') satisfies OnFreeDay },
    ],
  },
  {
    pattern: `${freeDay}(?:除外|不提醒|跳过|不算)|除${freeDay}(?:外|以外)?`,
    read: () => [{ kind: 'free', onFreeDay: 'skip' }],
  },
  {
    pattern:
      '(?:等)?(?:我|你|大家)?有(?:空|时间)(?:的时候|了|时)?|尽快|尽早|早点|晚点|稍后|待会儿?|一会儿?|回头|改天|过几天|过两天|过段时间|以后|将来|哪天|最近|下个?(?:周|星期|礼拜|月)|(?:本|这)(?:个?(?:周|星期)|个?月)|明年|几天后',
    read: () => doubt('vague'),
  },
  {
    pattern:
      '(?:国庆|春节|元旦|中秋|端午|清明|五一|劳动节|过年|圣诞|放假|节)(?:节|假期)?(?:之|以)?(?:前|后|期间)',
    read: () => doubt('vague'),
  },
  {
    pattern: `(?:昨天|前天|上(?:个)?${week}${dayOfWeek}|上个?月)`,
    read: (_, now) => [{ kind: 'day', day: now.toPlainDate().subtract({ days: 1 }) }],
  },
];

const moment = (minutes: number): Piece[] => [{ kind: 'moment', minutes }];
