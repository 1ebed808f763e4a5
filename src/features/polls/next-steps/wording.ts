import type { Reader } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { optionText, questionText } from '../drawing/wording.ts';
import type { Poll } from '../poll.ts';
import type { Outcome } from './outcome-rules.ts';

/** What was asked and what came out, in one line: `Team lunch on Friday? Noodles`. */
export function outcomeSaid(
  poll: Pick<Poll, 'title'>,
  { question, option }: Outcome,
  reader: Reader,
): string {
  const words = { asked: questionText(poll, question), option: optionText(question, option, reader) };
  return t(reader.locale, 'polls.next.said', words);
}
