import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { type Card, text } from '../../../ui/card.ts';
import { loadSuggestions } from '../store.ts';
import type { Suggestion } from '../suggestion.ts';
import { dayText, shortened, titleOf } from '../words.ts';
import { type Decision, loadMeetings, type Meeting, meetingIdOf, subjectOfMeeting } from './meeting.ts';

const mostShown = 20;
const reasonLength = 150;

/** What was decided, in one sentence. */
export function decisionText(
  { decision, ownerId, promisedFor, reason }: Decision,
  reader: Reader,
  { directory }: Pick<World, 'directory'>,
): string {
  return t(reader.locale, `suggestions.decided.${decision}`, {
    name: directory.nameOf(ownerId),
    date: promisedFor === null ? '' : dayText(promisedFor, reader),
    reason: shortened(reason ?? '', reasonLength),
  });
}

interface Minutes {
  readonly meeting: Meeting;
  readonly suggestions: ReadonlyMap<string, Suggestion>;
}

function minutesCard({ meeting, suggestions }: Minutes, reader: Reader, world: World): Card {
  const { locale } = reader;
  const title = t(locale, 'suggestions.minutes.title', { date: dayText(meeting.heldOn, reader) });
  const seen = meeting.decisions.flatMap((decision) => {
    const suggestion = suggestions.get(decision.suggestionId);
    return suggestion && !suggestion.hidden ? [{ decision, suggestion }] : [];
  });
  const items = seen.slice(0, mostShown).map(({ decision, suggestion }) => ({
    text: titleOf(suggestion),
    detail: decisionText(decision, reader, world),
    button: { label: t(locale, 'suggestions.button.show'), action: 'suggestions.show', value: suggestion.id },
  }));
  const left = seen.length - items.length;
  return {
    title,
    summary: title,
    blocks: [
      items.length > 0 ? { kind: 'list', items } : text(t(locale, 'suggestions.minutes.none')),
      ...(left > 0 ? [text(t(locale, 'suggestions.andMore', { count: left }), 'subtle')] : []),
    ],
  };
}

/** What a meeting has decided, for everyone whom it concerns. Two queries. */
export const minutesView: View<Minutes> = {
  async load({ database }, subjects): Promise<Map<string, Versioned<Minutes>>> {
    const meetings = await loadMeetings(database, subjects.map(meetingIdOf));
    const ids = [...meetings.values()].flatMap(({ decisions }) => decisions.map((each) => each.suggestionId));
    const suggestions = await loadSuggestions(database, [...new Set(ids)]);
    return new Map(
      [...meetings.values()].map((meeting) => [
        subjectOfMeeting(meeting.id),
        { version: meeting.version, state: { meeting, suggestions } },
      ]),
    );
  },
  draw: ({ state, reader, world }) => minutesCard(state, reader, world),
};
