import type { Locale } from '../../core/locale.ts';
import type { Reader, World } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import { actions, type Block, type Button, type Card, type Tone, text } from '../../ui/card.ts';
import { lateText, snoozeButton } from '../occurrences/index.ts';
import type { Approvable, Approved } from './approvable.ts';
import { chainBlock, stillAsked } from './labels.ts';
import { decidableBy } from './rules.ts';
import type { Step, StepState } from './step.ts';

/**
 * Which step a card asks about. `brief`: what is to be approved stands right above it. `instead`: in whose place its
 * reader is asked. `again`: it is a reminder. `nudge`: the occurrence that it came with. `late`: since when that had
 * been due.
 */
export type ShownStep = {
  stepId: string;
  brief?: string;
  instead?: string;
  again?: string;
  nudge?: string;
  late?: string;
};

const tones: Partial<Record<StepState, Tone>> = {
  open: 'warning',
  approved: 'good',
  rejected: 'bad',
  lapsed: 'bad',
  returned: 'warning',
};

/**
 * The card that asks for one decision, and afterwards shows it. Whom it asks no more, since somebody else decides
 * instead, reads who that is. `context`: what a good approver asks.
 */
export function approvalCard(
  approvable: Approvable,
  subject: Approved,
  { stepId, brief, instead, again, nudge, late }: ShownStep,
  reader: Reader,
  world: World,
  context: readonly Block[] = [],
): Card {
  const { locale } = reader;
  const step = subject.steps.find(({ id }) => id === stepId);
  const requester = world.directory.nameOf(subject.requesterId);
  const title = approvable.title(subject, reader, world);
  const open = step?.state === 'open' && mayDecide(step, subject, reader, world);
  const elsewhere = step?.state === 'open' && !open;
  const principal = instead ? world.directory.nameOf(instead) : '';
  return {
    title,
    summary: t(locale, open ? 'approvals.summary.open' : 'approvals.summary.decided', { title, requester }),
    tone: (step && !elsewhere && tones[step.state]) || 'neutral',
    blocks: [
      text(t(locale, open ? 'approvals.wanted' : 'approvals.wasWanted', { requester }), 'strong'),
      ...(open && again && step.openedAt
        ? [text(t(locale, 'approvals.wanted.again', { at: formatDateTime(step.openedAt, reader) }), 'subtle')]
        : []),
      ...(open && late ? [text(lateText(new Date(late), reader), 'subtle')] : []),
      ...(open && instead ? [text(t(locale, 'approvals.wanted.instead', { principal }), 'subtle')] : []),
      ...(brief ? [] : approvable.describe(subject, reader, world)),
      ...(brief || !open ? [] : context),
      chainBlock(step && brief ? [step] : subject.steps, reader, world),
      ...(elsewhere
        ? [text(t(locale, 'approvals.nowWith', { names: stillAsked(step, reader, world) }))]
        : []),
      ...(open
        ? [
            actions(
              ...decisionButtons(subject, step, reader),
              nudge !== undefined && snoozeButton(nudge, reader),
            ),
          ]
        : []),
    ],
  };
}

/** Is its reader asked? In a channel somebody who reads along may be. */
function mayDecide(step: Step, subject: Approved, { id }: Reader, { directory }: World): boolean {
  if (id === undefined) return true;
  const person = directory.find(id);
  return person !== undefined && decidableBy([step], person, subject).length > 0;
}

/** With it the requester brings their request back to the approvers' minds. */
export const remindButton = ({ subject }: Pick<Approved, 'subject'>, locale: Locale): Button => ({
  label: t(locale, 'approvals.remind'),
  action: 'approvals.nudge',
  value: subject,
});

/** What can be done about an open step: the frequent ones at once, the others behind `more`. */
function decisionButtons(subject: Pick<Approved, 'subject'>, step: Step, { locale }: Reader): Button[] {
  const button = (
    verb: 'approve' | 'reject' | 'return' | 'ask' | 'more',
    more: Partial<Button> = {},
  ): Button => ({
    label: t(locale, `approvals.${verb}`),
    action: `approvals.${verb}`,
    value: `${subject.subject} ${step.id}`,
    ...more,
  });
  return [
    button('approve', { style: 'primary' }),
    button('reject', { style: 'danger', opensForm: true }),
    button('return', { opensForm: true }),
    button('ask', { opensForm: true }),
    button('more', { opensForm: true }),
  ];
}
