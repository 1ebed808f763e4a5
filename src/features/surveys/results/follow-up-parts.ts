import type { Locale } from '../../../core/locale.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDay } from '../../../time/format-day.ts';
import { type ListItem, text } from '../../../ui/card.ts';
import type { FollowUp } from '../follow-ups/follow-up.ts';
import { topicsSaid } from '../follow-ups/words.ts';
import type { Part } from './pages.ts';
import type { Report } from './report.ts';

/** So many are said one by one. */
const mostSaid = 10;

const ofKind = (followUps: readonly FollowUp[], kind: FollowUp['kind']) =>
  followUps.filter((one) => one.kind === kind);

/**
 * What became of what was followed up before, and what is followed up now: topics one by one, for everyone to read;
 * of people only how many they are.
 */
export function followUpParts(report: Report, reader: Reader, world: World): Part[] {
  const { locale } = reader;
  const { earlier, opened } = report;
  const heard: Part =
    earlier.length === 0
      ? []
      : [
          text(t(locale, 'surveys.results.earlier'), 'strong'),
          ...listed(ofKind(earlier, 'topic'), report, reader, world),
          ...peopleSaid(ofKind(earlier, 'person'), locale),
        ];
  const topics = ofKind(opened, 'topic');
  const next: Part =
    opened.length === 0
      ? []
      : [
          text(t(locale, 'surveys.results.next'), 'strong'),
          ...listed(topics, report, reader, world),
          ...peopleSaid(ofKind(opened, 'person'), locale),
        ];
  return [heard, next].filter((part) => part.length > 0);
}

function listed(followUps: readonly FollowUp[], report: Report, reader: Reader, world: World): Part {
  if (followUps.length === 0) return [];
  const items = followUps.slice(0, mostSaid).map((one) => itemOf(one, report, reader, world));
  return [{ kind: 'list', items }];
}

function itemOf(followUp: FollowUp, { round, before }: Report, reader: Reader, world: World): ListItem {
  const { locale } = reader;
  const rules = followUp.roundId === round.id ? round.rules : (before ?? round).rules;
  return {
    text: topicsSaid(followUp, { rules }, reader),
    detail:
      followUp.state === 'done'
        ? t(locale, 'surveys.results.followUpDone', { outcome: followUp.outcome ?? '' })
        : t(locale, 'surveys.results.followUpOpen', {
            owner: world.directory.nameOf(followUp.ownerId),
            day: formatDay(followUp.dueOn, locale),
          }),
  };
}

const peopleSaid = (people: readonly FollowUp[], locale: Locale): Part =>
  people.length === 0
    ? []
    : [
        text(
          t(locale, 'surveys.results.people', {
            count: people.length,
            done: people.filter(({ state }) => state === 'done').length,
          }),
        ),
      ];
