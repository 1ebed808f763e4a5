import { namedQuery } from '../../db/named-query.ts';
import type { Context } from '../../engine/context.ts';
import { type Absences, absencesAt } from '../delegations/index.ts';
import type { FoundSubject } from './approvable.ts';
import { reseat } from './moves.ts';
import { decidableBy } from './rules.ts';
import type { Step } from './step.ts';
import type { Subjects } from './subjects.ts';

/** A step that somebody may decide now. */
export interface WaitingStep extends FoundSubject {
  step: Step;
}

/** A part of what waits for somebody, the oldest first. */
export interface WaitingPage {
  steps: WaitingStep[];
  /** How many there are from here on, with those of this page. */
  left: number;
  /** Where the next page begins; undefined: this was the last one. */
  next: string | undefined;
  absences: Absences;
}

interface Candidate {
  id: string;
  subject: string;
  openedAt: Date;
  left: number;
}

/**
 * What waits for this person, in their own right or as somebody's substitute: by the same rule that their click will
 * be checked by. Three queries for one kind of subject, and one more for each further kind.
 * @param from the `next` of the page before, as a button brought it back; anything else is the beginning.
 */
export async function waitingFor(
  ctx: Context,
  subjects: Subjects,
  { from = '', limit }: { from?: string; limit: number },
): Promise<WaitingPage> {
  const { person, directory, database, now } = ctx;
  const absences = await absencesAt(database, now);
  // Whose place they take since a moment ago, when the steps may not know of it yet.
  const principals = directory.everyone().filter(({ id }) => absences.substituteOf(id) === person.id);
  const [at = '', id = ''] = from.split(' ');
  const after = Number.isNaN(Date.parse(at)) ? undefined : new Date(at);
  const { rows } = await namedQuery<Candidate>(
    database,
    `SELECT s."id", s."subject", s."openedAt", (count(*) OVER ())::int AS "left" FROM "ApprovalStep" s
     WHERE s."state" = 'open' AND s."approverIds" && $1 AND (s."openedAt", s."id") > ($2, $3)
       AND NOT EXISTS (SELECT FROM "ApprovalDecision" d WHERE d."subject" = s."subject" AND d."stepId" = s."id"
         AND d."personId" = $4)
     ORDER BY s."openedAt", s."id" LIMIT $5`,
    [
      [person.id, ...principals.map((one) => one.id)],
      after ?? new Date(0),
      after ? id : '',
      person.id,
      limit,
    ],
  );
  const found = await subjects.load(
    ctx,
    rows.map(({ subject }) => subject),
  );
  const steps = rows.flatMap((row) => {
    const one = found.get(row.subject);
    const step = one && decidableNow(ctx, one, absences).find((each) => each.id === row.id);
    return one && step ? [{ ...one, step }] : [];
  });
  const left = rows[0]?.left ?? 0;
  const last = rows.at(-1);
  const next = last && left > rows.length ? `${last.openedAt.toISOString()} ${last.id}` : undefined;
  return { steps, left, next, absences };
}

/** The steps that this person may decide at this moment. */
export function decidableNow(ctx: Context, { subject }: FoundSubject, absences: Absences): Step[] {
  const presence = { directory: ctx.directory, absences };
  const { steps } = reseat(subject.steps, subject, presence) ?? subject;
  return decidableBy(steps, ctx.person, subject);
}
