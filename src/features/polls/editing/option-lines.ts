import type { PollOption } from '../poll.ts';

/** Options as a text to be edited, one a line. The number in front stands for the option, and so for its votes. */
export const linesOf = (options: readonly Pick<PollOption, 'text'>[]): string =>
  options.map(({ text }, at) => `${at + 1}. ${text}`).join('\n');

/**
 * What somebody made of these lines: whatever stands behind a number is still that option, wherever the line is and
 * whatever it says now; a line without one, or with the text of an option that is gone, is that option or a new one.
 * @param before the options that the lines were made of.
 */
export function readLines(
  typed: string,
  before: readonly PollOption[],
  newOptionId: () => string,
): PollOption[] {
  const lines = typed
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => numbered(line, before.length));
  const taken = new Set<PollOption>();
  const take = (option: PollOption | undefined) => {
    if (option === undefined || taken.has(option)) return undefined;
    taken.add(option);
    return option;
  };
  // Numbers first: a text that was typed anew must not take what a number further down stands for.
  const byNumber = lines.map(({ number }) => take(before[number - 1]));
  return lines.map(({ text }, at) => {
    const option = byNumber[at] ?? take(before.find((one) => one.text === text && !taken.has(one)));
    return option ? { ...option, text } : { id: newOptionId(), text };
  });
}

/** Numbers in front that belong to no option: whoever adds a line may go on counting, and no more than that. */
const mostCounted = 20;

function numbered(line: string, known: number): { number: number; text: string } {
  const [, digits, rest] = /^(\d{1,2})\s*[.．、)）]\s*(.+)$/.exec(line) ?? [];
  const number = Number(digits);
  if (rest === undefined || number < 1 || number > known + mostCounted) return { number: 0, text: line };
  return { number, text: rest };
}
