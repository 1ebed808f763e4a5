import type { Reader, World } from '../../../engine/context.ts';
import { formatList } from '../../../i18n/list.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDay } from '../../../time/format-day.ts';
import { figureText, roundName } from '../results/words.ts';
import { topicName, topicsOf } from '../topics.ts';
import { type FollowUp, topicKeys } from './follow-up.ts';
import type { FoundFollowUp } from './store.ts';

/** What a follow-up is about: `Cleaning`, or for a person all that they rated low. */
export const topicsSaid = (
  followUp: FollowUp,
  { rules }: Pick<FoundFollowUp['round'], 'rules'>,
  { locale }: Pick<Reader, 'locale'>,
): string =>
  formatList(
    topicKeys(followUp).map((key) => topicName(rules, key, locale)),
    locale,
  );

/** The arguments of every text about a follow-up. */
export function followUpWords({ followUp, round }: FoundFollowUp, reader: Reader, { directory }: World) {
  const { locale } = reader;
  const [first = ''] = topicKeys(followUp);
  const topic = topicsOf(round.rules).find(({ key }) => key === first);
  return {
    topic: topicsSaid(followUp, round, reader),
    survey: round.rules.name[locale],
    round: roundName(round, locale),
    day: formatDay(followUp.dueOn, locale),
    owner: directory.nameOf(followUp.ownerId),
    name: followUp.personId === null ? '' : directory.nameOf(followUp.personId),
    score:
      followUp.score === null
        ? ''
        : followUp.kind === 'topic' && topic
          ? figureText(topic, followUp.score, locale)
          : t(locale, 'surveys.answerGiven', { score: followUp.score }),
  };
}

/** One sentence that says what a follow-up is about. */
export function headline(found: FoundFollowUp, reader: Reader, world: World): string {
  const words = followUpWords(found, reader, world);
  return found.followUp.kind === 'topic'
    ? t(reader.locale, 'surveys.followUp.topic', words)
    : t(reader.locale, 'surveys.followUp.person', words);
}
