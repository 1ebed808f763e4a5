/** What people write who are content, in both languages. */
const thanking = [
  'thank you',
  'thanks',
  'thankyou',
  'thank u',
  'thx',
  'tks',
  'ty',
  'cheers',
  'much appreciated',
  'appreciated',
  '非常感谢',
  '十分感谢',
  '谢谢',
  '多谢',
  '感谢',
  '谢了',
  '谢啦',
  '谢',
  '辛苦',
  '麻烦了',
  '3q',
];

/** What stands around it. */
const around = [
  'very much',
  'so much',
  'a lot',
  'a million',
  'again',
  'many',
  'everyone',
  'everybody',
  'all',
  'guys',
  'team',
  'ok',
  'okay',
  'great',
  'perfect',
  'got it',
  'well done',
  'will do',
  'for your help',
  'for the help',
  '好的',
  '好',
  '收到',
  '明白',
  '大家',
  '各位',
  '师傅',
  '老师',
  '同事',
  '您',
  '你',
  '们',
  '了',
  '啦',
  '哦',
  '啊',
  '呀',
  '嗯',
  '太',
  '非常',
  '真是',
  '真',
  '的',
  '帮忙',
  '帮助',
];

const longestFirst = (words: string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const thanks = new RegExp(`(?:${longestFirst(thanking)})`);
const nothingElse = new RegExp(`^(?:(?:${longestFirst([...thanking, ...around])})\\s*)+$`);

/** Does it say thank you and nothing else? `Thanks!`, `好的，谢谢🙏`, but not `thanks, but it still leaks`. */
export function isThanks(words: string): boolean {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return thanks.test(plain) && nothingElse.test(plain);
}
