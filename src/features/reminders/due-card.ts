import { t } from '../../i18n/translate.ts';
import { type Block, text } from '../../ui/card.ts';
import type { Described, OccurrenceInput } from '../occurrences/index.ts';
import { whenSaid } from './cards.ts';
import { argsOf } from './plan.ts';
import type { Origin, Reminder } from './reminder.ts';
import { maySee, rolesOf } from './rules.ts';
import type { Passed } from './store.ts';
import { listSaid, shortText, timeSaid } from './wording.ts';

/** What there is to know of an occurrence of a reminder. */
export interface DueState {
  readonly reminder: Reminder;
  /** The times that passed while the system slept, and are told of with it. */
  readonly passed: Passed;
}

/** So many of the times that were slept through are named. */
const mostNamed = 5;
const longestQuote = 500;

/** What is told when a reminder falls due. */
export function describe({ occurrence, state, reader, world }: OccurrenceInput<DueState>): Described {
  const { reminder, passed } = state;
  const { locale } = reader;
  const { intent, ownerId, origin } = reminder;
  const own = occurrence.personId === ownerId;
  const by = world.directory.nameOf(ownerId);
  const words = { by, text: shortText(reminder) };
  const { moved, back } = argsOf(occurrence);
  const notes = [
    ...(passed.count > 0
      ? [
          t(locale, 'reminders.due.passed', {
            count: passed.count,
            times: listSaid(
              passed.times.slice(0, mostNamed).map((dueAt) => timeSaid({ dueAt }, reader)),
              reader,
            ),
          }),
        ]
      : []),
    // Not of when it comes again: that is another time.
    ...(moved === 'gap' && occurrence.version <= 2
      ? [t(locale, 'reminders.due.gap', { at: timeSaid(occurrence, reader) })]
      : []),
    ...(back ? [t(locale, 'reminders.due.back', { count: back })] : []),
  ];
  const rule = intent.rule ? [whenSaid(reminder, reader, world)] : [];
  // Whoever it was passed on to has nothing to do with its other times.
  const mayManage = reader.id === undefined || maySee(rolesOf(reminder, reader.id, world.directory));
  return {
    line: own ? t(locale, 'reminders.due.own', words) : t(locale, 'reminders.due.from', words),
    title: own ? t(locale, 'reminders.due.title') : t(locale, 'reminders.due.titleFrom', { by }),
    blocks: [
      text(reminder.text),
      ...originBlocks(origin, locale),
      ...[...notes, ...rule].map((line) => text(line, 'subtle')),
    ],
    notes,
    buttons: [
      ...(origin && 'requestId' in origin
        ? [{ label: t(locale, 'reminders.button.request'), action: 'requests.show', value: origin.requestId }]
        : []),
      ...(origin && 'source' in origin && origin.source?.subject.startsWith('poll:')
        ? [
            {
              label: t(locale, 'reminders.button.poll'),
              action: 'polls.show',
              value: origin.source.subject.slice('poll:'.length),
            },
          ]
        : []),
      ...(mayManage
        ? [{ label: t(locale, 'reminders.button.manage'), action: 'reminders.show', value: reminder.id }]
        : []),
    ],
  };
}

function originBlocks(origin: Origin | null, locale: 'en' | 'zh-CN'): Block[] {
  if (origin === null || 'requestId' in origin) return [];
  const { url, author, text: said, source } = origin;
  if (source) return [text(t(locale, 'reminders.origin.poll', { number: source.number }), 'subtle')];
  return [
    {
      kind: 'quote',
      by: author ?? t(locale, 'reminders.someone'),
      text: [...said].slice(0, longestQuote).join(''),
    },
    ...(url ? [{ kind: 'link' as const, label: t(locale, 'reminders.openMessage'), url }] : []),
  ];
}
