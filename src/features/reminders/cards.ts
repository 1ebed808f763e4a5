import type { Reader, World } from '../../engine/context.ts';
import { type MessageKey, t } from '../../i18n/translate.ts';
import type { Time } from '../../time/recurrence.ts';
import { actions, type Block, type Button, type Card, type Fact, facts, text } from '../../ui/card.ts';
import { nextAfter, workDaysOf } from './plan.ts';
import { encode, type Prefill, type Proposal } from './proposal.ts';
import type { Reminder } from './reminder.ts';
import { decide, rolesOf, type Verb, verbs } from './rules.ts';
import { describeIntent } from './said-back.ts';
import type { Done } from './store.ts';
import { comesBackSaid, listSaid, recipientName, shortText, timeSaid, warningsOn } from './wording.ts';

type Told = Pick<Reminder, 'intent' | 'to' | 'text' | 'comesBack'>;

/** `Friday 27 November, 16:00 in Shanghai, then every Friday`. */
export const whenSaid = (
  { intent, to }: Pick<Reminder, 'intent' | 'to'>,
  reader: Reader,
  { office, clock }: Pick<World, 'office' | 'clock'>,
) => describeIntent(intent, reader, workDaysOf(office, to), clock.now());

/** What was understood, when it will be, and what has to be known of it. */
function saidBlocks(told: Told, time: Time | undefined, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const forOthers = !('personId' in told.to && told.to.personId === reader.id);
  const fact = (key: MessageKey, value: string): Fact => ({ label: t(locale, key), value });
  const entries = [
    ...(forOthers ? [fact('reminders.fact.who', recipientName(told.to, reader, world))] : []),
    ...(told.comesBack ? [fact('reminders.fact.comesBack', comesBackSaid(told.comesBack, reader))] : []),
  ];
  return [
    text(t(locale, 'reminders.said', { when: whenSaid(told, reader, world), text: told.text }), 'strong'),
    ...(entries.length > 0 ? [facts(...entries)] : []),
    ...warningsOn(told, time, reader, world).map((line) => text(line, 'subtle')),
  ];
}

/** What was understood is said back before it counts. @param assumed nobody said at what time of day. */
export function proposalCard(
  proposal: Proposal,
  { value, time, assumed }: { value: string; time: Time; assumed: boolean },
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const title = t(locale, 'reminders.proposal.title');
  const told = { comesBack: null, ...proposal };
  return {
    title,
    summary: t(locale, 'reminders.said', { when: whenSaid(told, reader, world), text: shortText(told) }),
    blocks: [
      ...saidBlocks(told, time, reader, world),
      ...(assumed
        ? [text(t(locale, 'reminders.assumed', { time: proposal.intent.start.slice(11) }), 'subtle')]
        : []),
      actions(
        { label: t(locale, 'reminders.button.set'), action: 'reminders.set', value, style: 'primary' },
        { label: t(locale, 'reminders.button.change'), action: 'reminders.change', value, opensForm: true },
        { label: t(locale, 'reminders.button.drop'), action: 'reminders.drop', value: '' },
      ),
    ],
  };
}

/** Why nothing was understood, two ways to say it, and the form, which keeps what was typed. */
export function unsureCard(reason: string, prefill: Prefill, { locale }: Reader): Card {
  const value = encode(prefill) ?? '';
  return {
    summary: reason,
    blocks: [
      text(reason),
      text(t(locale, 'reminders.examples'), 'subtle'),
      actions({
        label: t(locale, 'reminders.button.form'),
        action: 'reminders.change',
        value,
        style: 'primary',
        opensForm: true,
      }),
    ],
  };
}

const forms: ReadonlySet<Verb> = new Set(['edit']);
const dangers: ReadonlySet<Verb> = new Set(['delete', 'decline']);

/** A button for one of the verbs. */
const verbButton = (verb: Verb, { id }: Pick<Reminder, 'id'>, { locale }: Reader): Button => ({
  label: t(locale, `reminders.button.${verb}`),
  action: `reminders.${verb}`,
  value: id,
  ...(forms.has(verb) && { opensForm: true }),
  ...(dangers.has(verb) && { style: 'danger' as const }),
});

/** A reminder with all that this reader may do with it. @param done who did the last ones, the latest first. */
export function reminderCard(
  reminder: Reminder,
  { title, done = [] }: { title?: string; done?: readonly Done[] },
  reader: Reader,
  world: World,
): Card {
  const { locale, id = '' } = reader;
  const { state, ownerId, nth } = reminder;
  const roles = rolesOf(reminder, id, world.directory);
  const time = state === 'active' ? nextAfter(world, reminder, nth - 1, world.clock.now()).time : undefined;
  const allowed = verbs.filter((verb) => 'state' in decide(reminder, verb, roles));
  const status = time
    ? t(locale, 'reminders.status.active', { at: timeSaid(time, reader) })
    : t(locale, `reminders.status.${state === 'active' ? 'ended' : state}`);
  return {
    ...(title && { title }),
    summary: t(locale, 'reminders.said', {
      when: whenSaid(reminder, reader, world),
      text: shortText(reminder),
    }),
    blocks: [
      ...saidBlocks(reminder, time, reader, world),
      text(status),
      ...(ownerId === id
        ? []
        : [text(t(locale, 'reminders.setBy', { name: world.directory.nameOf(ownerId) }), 'subtle')]),
      ...(done.length > 0 ? [text(doneSaid(done, reader, world), 'subtle')] : []),
      ...(allowed.length > 0 ? [actions(...allowed.map((verb) => verbButton(verb, reminder, reader)))] : []),
    ],
  };
}

/** Who did the last ones. */
export function doneSaid(
  done: readonly Done[],
  reader: Reader,
  { directory }: Pick<World, 'directory'>,
): string {
  const { locale } = reader;
  const each = done.map(({ byId, at }) =>
    t(locale, 'reminders.done.one', {
      name: directory.nameOf(byId),
      at: timeSaid({ dueAt: at }, reader),
    }),
  );
  return t(locale, 'reminders.done', { list: listSaid(each, reader) });
}
