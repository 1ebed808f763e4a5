import type { Context, World } from '../../engine/context.ts';
import { nothing, type Outcome } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import type { NewTimer, Timer } from '../../jobs/timers.ts';
import { dueAt } from '../../time/due.ts';
import { formatDateTime } from '../../time/format.ts';
import { expect, type Occurrence, type OccurrenceKind, settleAbout } from '../occurrences/index.ts';
import type { Approvable, Approved, FoundSubject } from './approvable.ts';
import { stillSilent } from './asking.ts';
import type { Step } from './step.ts';
import { Subjects } from './subjects.ts';

interface Nudged extends FoundSubject {
  readonly step: Step;
}

type NudgeArgs = { stepId: string; openedAt: string };

const kind = 'approvals.nudge';

/** Brings a step that waits back to mind: it falls due for everybody who has not decided it. */
export function nudge(world: World, { subject }: Pick<Approved, 'subject'>, step: Step, at: Date): Outcome {
  const args = { stepId: step.id, openedAt: step.openedAt?.toISOString() ?? '' };
  const due = dueAt(at, world.office.organisation.timezone);
  return expect(
    world,
    stillSilent(step).map((personId) => ({ kind, subject, to: { personId }, args, ...due })),
  );
}

/** Whether it still waits for this person as it did. */
function waits({ state, personId, args }: Occurrence, step: Step): boolean {
  if (state === 'done') return true;
  const { openedAt } = args as NudgeArgs;
  const open = step.state === 'open' && step.openedAt?.toISOString() === openedAt;
  return open && personId !== null && stillSilent(step).includes(personId);
}

/**
 * What brings steps back to mind. Alone it is the card on which the step is decided; in a digest, a line with the
 * frequent verbs. Giving it to somebody else is the step's transfer, with its own rules, on that card.
 */
export function approvalOccurrences(approvables: readonly Approvable[]): OccurrenceKind<Nudged>[] {
  const subjects = new Subjects(approvables);
  return [
    {
      kind,
      whenLate: 'tell',
      graceMinutes: 60,
      canWait: true,
      small: true,
      answers: ['snooze'],
      /** One query for each kind of subject among them. */
      async load(world, occurrences) {
        const found = await subjects.load(world, [...new Set(occurrences.map(({ subject }) => subject))]);
        return new Map(
          occurrences.flatMap((one) => {
            const about = found.get(one.subject);
            const step = about?.subject.steps.find(({ id }) => id === (one.args as NudgeArgs).stepId);
            return about && step && waits(one, step) ? [[one.id, { ...about, step }] as const] : [];
          }),
        );
      },
      describe({ state: { approvable, subject, step }, reader, world }) {
        const { locale } = reader;
        const value = `${subject.subject} ${step.id}`;
        return {
          line: t(locale, 'approvals.nudge', {
            title: approvable.title(subject, reader, world),
            at: formatDateTime(step.openedAt ?? world.clock.now(), reader),
          }),
          buttons: [
            { label: t(locale, 'approvals.approve'), action: 'approvals.approve', value, style: 'primary' },
            {
              label: t(locale, 'approvals.reject'),
              ...{ action: 'approvals.reject', value, style: 'danger', opensForm: true },
            },
            { label: t(locale, 'approvals.show'), action: 'approvals.show', value },
          ],
        };
      },
      card: ({ id, personId }, { subject, step }, lateSince) => ({
        view: 'approvals.card',
        subject: subject.subject,
        version: subject.version,
        args: {
          stepId: step.id,
          again: 'yes',
          nudge: id,
          ...(lateSince ? { late: lateSince.toISOString() } : {}),
          ...(personId && step.standIns[personId] ? { instead: step.standIns[personId].for } : {}),
        },
      }),
    },
  ];
}

/** A subject with its steps, and which of them this person has decided. */
export interface Decided {
  readonly subject: string;
  readonly steps: readonly Step[];
  readonly stepId: string;
}

/**
 * Nothing brings back to mind what this person has decided, nor what nobody is asked any more. One query where
 * somebody had been reminded of these, else none.
 */
export async function settleNudges(ctx: Context, decided: readonly Decided[]): Promise<Outcome> {
  const reminded = decided.filter(({ steps }) => steps.some(({ remindedAt }) => remindedAt !== null));
  if (reminded.length === 0) return nothing;
  const isOver = ({ subject, args, personId }: Occurrence) => {
    const { stepId } = args as NudgeArgs;
    const about = reminded.find((one) => one.subject === subject);
    const own = personId === ctx.person.id && about?.stepId === stepId;
    return own || about?.steps.find(({ id }) => id === stepId)?.state !== 'open';
  };
  const about = { kind, subjects: reminded.map(({ subject }) => subject), isOver };
  return settleAbout(ctx, about, ctx.person.id);
}

/** Wakes us where steps that were brought back to mind have changed: nobody is asked any more to do what is over. */
export function nudgesOver(
  subject: string,
  steps: readonly Step[],
  { at, timezone }: { at: Date; timezone: string },
): NewTimer[] {
  const reminded = steps.some(({ state, remindedAt }) => state === 'open' && remindedAt !== null);
  return reminded ? [{ kind: 'approvals.over', subject, ...dueAt(at, timezone) }] : [];
}

/** Two queries: what was withdrawn, transferred or has lapsed waits for nobody, and their digests say so. */
export const whenOver =
  (subjects: Subjects) =>
  async (world: World, { subject }: Timer): Promise<Outcome> => {
    const found = (await subjects.load(world, [subject])).get(subject);
    const steps = found?.subject.steps ?? [];
    const isOver = (one: Occurrence) => {
      const step = steps.find(({ id }) => id === (one.args as NudgeArgs).stepId);
      return step === undefined || !waits(one, step);
    };
    return settleAbout(world, { kind, subjects: [subject], isOver }, null);
  };
