/** The most characters that a cell of Excel holds. */
const mostCharacters = 32_767;

/** What files of tables can hold: whole characters, one kind of line break, nothing that only machines see. */
export const readable = (text: string): string =>
  [...text.replace(/\r\n?/g, '\n').slice(0, mostCharacters)]
    .filter((character) => !/[\p{Surrogate}\uFFFD\uFFFE\uFFFF]|(?![\t\n])[\p{Cc}]/u.test(character))
    .join('');
