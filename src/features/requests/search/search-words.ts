/** The longest word that is kept, in characters; what is longer is cut, sought or kept alike. */
const longestWord = 40;
/** So many different words of one request are kept. */
const mostWords = 400;

// Words that nearly every sentence has: they tell nothing apart.
const empty = new Set(
  (
    'a an the and or of to in on at for with by from is are was be it its my our your this that there has have ' +
    'please need needs 的 了 在 是 有 和 我 请 吗 呢 吧 把 给 也'
  ).split(' '),
);

/** The letters alone: full-width forms narrow, capitals small, accents off. */
const plain = (text: string) =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();

/** English plurals fall together with what they are the plural of: nothing cleverer, since both sides do the same. */
function singular(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

const pieces = (text: string) =>
  plain(text).match(/(?:(?=[\p{L}\p{N}])\p{Script=Han})+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];

const isHan = (piece: string) => /^\p{Script=Han}/u.test(piece);

function pairsOf(run: readonly string[]): string[] {
  return run.slice(1).map((character, at) => run[at] + character);
}

const kept = (words: Iterable<string>) => [...new Set(words)].filter((word) => !empty.has(word));

const latin = (piece: string) => [...singular(piece)].slice(0, longestWord).join('');

/**
 * What a text is found by: its words in small letters without accents, its numbers, and of Chinese, which puts no
 * blanks between words, every character and every two that stand together.
 */
export function wordsOf(text: string): string[] {
  const words = pieces(text).flatMap((piece) => {
    if (!isHan(piece)) return [latin(piece)];
    const characters = [...piece];
    return [...pairsOf(characters), ...characters];
  });
  return kept(words).slice(0, mostWords);
}

// Between these, a search names several things: `漏水的空调`.
const particles = /[的了吗呢吧请]/gu;

/** What has to be among the words of a text that these are sought in: of Chinese the pairs, where there are two. */
export function soughtWords(text: string): string[] {
  const words = pieces(text.replace(particles, ' ')).flatMap((piece) => {
    if (!isHan(piece)) return [latin(piece)];
    const characters = [...piece];
    return characters.length > 1 ? pairsOf(characters) : characters;
  });
  return kept(words);
}
