import type { View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import { whenSaid } from './cards.ts';
import { idOf, type Reminder, subjectOf } from './reminder.ts';
import { loadReminders } from './store.ts';
import { recipientName, shortText } from './wording.ts';

const keys = [
  'set',
  'edit',
  'pause',
  'resume',
  'skip',
  'delete',
  'decline',
  'unskip',
  'rested',
  'unheard',
  'away',
] as const;

/** Tells those whom it concerns what became of a reminder. Arguments: `key`, who did it (`by`), a `count`. */
export const notice: View<Reminder> = {
  async load({ database }, subjects) {
    const found = await loadReminders(database, subjects.map(idOf));
    return new Map(
      [...found.values()].map((state) => [subjectOf(state.id), { version: state.version, state }]),
    );
  },
  draw({ state, args, reader, world }): Card {
    const { locale } = reader;
    const key = keys.find((one) => one === args.key) ?? 'edit';
    const line = t(locale, `reminders.notice.${key}`, {
      by: world.directory.nameOf(String(args.by)),
      who: recipientName(state.to, reader, world),
      text: shortText(state),
      when: whenSaid(state, reader, world),
      count: Number(args.count ?? 0),
    });
    const reminded = 'personId' in state.to && state.to.personId === reader.id && state.ownerId !== reader.id;
    const decline = {
      label: t(locale, 'reminders.button.decline'),
      action: 'reminders.decline',
      value: state.id,
      style: 'danger' as const,
    };
    const manage = { label: t(locale, 'reminders.button.manage'), action: 'reminders.show', value: state.id };
    return { summary: line, blocks: [text(line), actions(manage, key === 'set' && reminded && decline)] };
  },
};
