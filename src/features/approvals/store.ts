import type { Write } from '../../db/commit.ts';
import type { DecisionRecord, Step } from './step.ts';

/** As they come out of the database within JSON: instants are texts. */
export type StoredStep = Omit<Step, 'openedAt' | 'remindedAt' | 'decidedAt' | 'decisions'> & {
  openedAt: string | null;
  remindedAt: string | null;
  decidedAt: string | null;
  decisions: (Omit<DecisionRecord, 'at'> & { at: string })[];
};

/**
 * The steps of a subject with their decisions, as one JSON value inside of the select of whoever owns it.
 * @param subject an SQL expression, e.g. `'request:' || r."id"`.
 */
export const stepsOf = (
  subject: string,
) => `coalesce((SELECT jsonb_agg(to_jsonb(s) || jsonb_build_object('decisions',
  coalesce((SELECT jsonb_agg(d ORDER BY d."sequence") FROM "ApprovalDecision" d
    WHERE d."subject" = s."subject" AND d."stepId" = s."id"), '[]'))
  ORDER BY s."round", s."position", s."id") FROM "ApprovalStep" s WHERE s."subject" = ${subject}), '[]')`;

const instant = (text: string | null) => (text === null ? null : new Date(text));

export const toDecision = (stored: StoredStep['decisions'][number]): DecisionRecord => ({
  ...stored,
  at: new Date(stored.at),
});

export const toStep = (stored: StoredStep): Step => ({
  ...stored,
  openedAt: instant(stored.openedAt),
  remindedAt: instant(stored.remindedAt),
  decidedAt: instant(stored.decidedAt),
  decisions: stored.decisions.map(toDecision),
});

/** The writes that make the steps of a subject out of what they were: new ones, changed ones, and what was decided. */
export function stepWrites(subject: string, before: readonly Step[], after: readonly Step[]): Write[] {
  const known = new Map(before.map((step) => [step.id, step]));
  const row = ({ decisions, ...step }: Step) => ({ ...step, subject });
  const changed = after.filter((step) => known.has(step.id) && known.get(step.id) !== step);
  const recorded = new Set(before.flatMap(({ decisions }) => decisions.map(({ id }) => id)));
  return [
    { kind: 'insert', table: 'ApprovalStep', rows: after.filter(({ id }) => !known.has(id)).map(row) },
    { kind: 'update', table: 'ApprovalStep', rows: changed.map(row) },
    {
      kind: 'insert',
      table: 'ApprovalDecision',
      rows: after
        .flatMap(({ decisions }) => decisions.filter(({ id }) => !recorded.has(id)))
        .map((each) => ({ ...each })),
    },
  ];
}
