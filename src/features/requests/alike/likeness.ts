import { wordsOf } from '../search/search-words.ts';

/** Two requests are taken for the same need from here on; tuned by the pairs in test/features/requests/alike-pairs.ts. */
export const alikeFrom = 0.36;

// What goes wrong, and where, is in many a request; what it goes wrong with tells them apart.
const common = new Set(
  wordsOf(
    'broken break work working worked start does doesn not won t cannot can no nobody problem issue leak leaking leaked drip ' +
      'stuck slow noisy again since today morning floor room meeting office building kitchen hall lobby ' +
      '漏水 滴水 坏掉 故障 问题 没有 无法 不能 需要 会议 议室 办公 公室 茶水 水间 卫生 生间 大厅 楼层',
  ),
);
const weightOfCommon = 0.4;
/** How much of the likeness is whole words; the rest is like letters, which forgive endings and slips. */
const shareOfWords = 0.7;

// Pairs of Chinese characters with one of these in them are no words.
const particle = /[的了在很又太都也不我们这那要还就上下]/u;

/** The words that tell what a request is about, and how much each tells. */
function tellingWords(text: string): Map<string, number> {
  // `wi-fi` is `wifi`.
  const words = wordsOf(text.replace(/(?<=\p{L})-(?=\p{L})/gu, '')).filter((word) => {
    if (/\d/.test(word)) return false;
    return !/^\p{Script=Han}/u.test(word) || ([...word].length > 1 && !particle.test(word));
  });
  return new Map(words.map((word) => [word, common.has(word) ? weightOfCommon : 1]));
}

const sum = (weights: Iterable<number>) => [...weights].reduce((total, each) => total + each, 0);

const hanDigits = '零一二三四五六七八九';
const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** Which floor, which room, which of several: `3F`, `三楼` and `third floor` are all 3. */
export function marksOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const marks = [...plain.matchAll(/\d+/g)].map(([digits]) => digits);
  for (const [, numeral] of plain.matchAll(/([零一二三四五六七八九十]+)(?=[楼层号])/gu))
    marks.push(String(hanNumber(numeral!)));
  for (const [, ordinal] of plain.matchAll(/(\w+) (?=floor)/g))
    if (ordinals.includes(ordinal!)) marks.push(String(ordinals.indexOf(ordinal!) + 1));
  return new Set(marks);
}

/** `三` is 3, `十二` 12, `三十` 30. */
function hanNumber(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : [undefined, numeral];
  const digit = (character: string | undefined) => (character ? hanDigits.indexOf(character.at(-1)!) : 0);
  return (tens === undefined ? 0 : 10 * (digit(tens) || 1)) + digit(ones);
}

/**
 * How alike two texts are, from 0 to 1. Those that name different floors or rooms are not alike at all.
 * @param letters how alike their letters are, from 0 to 1: the greater `word_similarity` of pg_trgm.
 */
export function likeness(one: string, other: string, letters: number): number {
  const [marks, others] = [marksOf(one), marksOf(other)];
  if (marks.size > 0 && others.size > 0 && ![...marks].some((mark) => others.has(mark))) return 0;
  const [words, otherWords] = [tellingWords(one), tellingWords(other)];
  const shared = [...words].filter(([word]) => otherWords.has(word));
  // That both are broken, or in the kitchen, does not make them one.
  if (!shared.some(([, weight]) => weight === 1)) return 0;
  const least = Math.min(sum(words.values()), sum(otherWords.values()));
  const overlap = sum(shared.map(([, weight]) => weight)) / least;
  return shareOfWords * overlap + (1 - shareOfWords) * letters;
}
