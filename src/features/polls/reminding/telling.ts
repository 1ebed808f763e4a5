import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { text } from '../../../ui/card.ts';
import type { OccurrenceKind } from '../../occurrences/index.ts';
import { ballotsOf } from '../ballots.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { loadPolls } from '../store.ts';

/** Somebody who was asked and has not voted hears of it once more, alone. It lapses once the poll is closed. */
export const pollReminders: OccurrenceKind<Poll> = {
  kind: 'polls.reminder',
  whenLate: 'tell',
  graceMinutes: 60,
  canWait: true,
  small: true,
  answers: [],
  /** Two queries. */
  async load({ database }, occurrences) {
    const ids = [...new Set(occurrences.map(({ subject }) => subject.slice('poll:'.length)))];
    const polls = await loadPolls(database, ids);
    // Of an anonymous one it is not looked up again: what is left out would say who has voted meanwhile.
    const known = [...polls.values()].filter(({ secrecy }) => secrecy !== 'anonymous').map(({ id }) => id);
    const ballots = await ballotsOf(database, known);
    const bySubject = new Map([...polls.values()].map((poll) => [subjectOf(poll), poll]));
    return new Map(
      occurrences.flatMap(({ id, subject, personId, state }) => {
        const poll = bySubject.get(subject);
        if (poll === undefined || poll.state === 'deleted') return [];
        const over = poll.state !== 'open' || ballots.get(poll.id)?.has(personId ?? '');
        return state === 'due' && over ? [] : [[id, poll] as const];
      }),
    );
  },
  describe({ state: { id, title, closesAt, number, secrecy }, reader }) {
    const { locale } = reader;
    const words = { title, number, at: closesAt ? formatDateTime(closesAt, reader) : '' };
    const line = closesAt
      ? t(locale, 'polls.reminder.closes', words)
      : t(locale, 'polls.reminder.open', words);
    return {
      line,
      title: t(locale, 'polls.reminder.title', words),
      blocks: [
        text(line),
        ...(secrecy === 'anonymous' ? [text(t(locale, 'polls.reminder.anonymous'), 'subtle')] : []),
      ],
      buttons: [{ label: t(locale, 'polls.button.show'), action: 'polls.show', value: id }],
    };
  },
};
