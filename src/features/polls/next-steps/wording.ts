import type { Locale } from '../../../core/locale.ts';
import { t } from '../../../i18n/translate.ts';
import type { Poll } from '../poll.ts';
import { optionText } from '../wording.ts';
import type { Outcome } from './outcome-rules.ts';

/** What was asked and what came out, in one line: `Team lunch on Friday? Noodles`. */
export function outcomeSaid(
  { title }: Pick<Poll, 'title'>,
  { question, option }: Outcome,
  locale: Locale,
): string {
  const asked = question.text === '' ? title : question.text;
  return t(locale, 'polls.next.said', { asked, option: optionText(question, option, locale) });
}
