import type { Locale } from '../../core/locale.ts';
import { t } from '../../i18n/translate.ts';
import type { PollOption, PollQuestion } from './poll.ts';

/** An option as people read it: its own words, and yes and no in their language. */
export const optionText = ({ kind }: Pick<PollQuestion, 'kind'>, { id, text }: PollOption, locale: Locale) =>
  kind === 'yesNo' ? t(locale, id === 'yes' ? 'polls.yes' : 'polls.no') : text;
