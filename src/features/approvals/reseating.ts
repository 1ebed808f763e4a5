import { commit } from '../../db/commit.ts';
import type { World } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { type NewTimer, setTimers } from '../../jobs/timers.ts';
import { dueAt } from '../../time/due.ts';
import { absencesAt } from '../delegations/index.ts';
import { askPeople, whomToAsk } from './asking.ts';
import { reseat } from './moves.ts';
import type { Subjects } from './subjects.ts';

/** Each subject is looked at by a timer of its own: however many there are, none holds up or spoils the others. */
const lookAgain = ({ office }: World, subjects: readonly { subject: string }[], at: Date): NewTimer[] =>
  subjects.map(({ subject }) => ({
    kind: 'approvals.reseat',
    subject,
    ...dueAt(at, office.organisation.timezone),
  }));

/**
 * Has those asked who now decide for people who have left: their substitutes, managers, or the administrators. To be
 * called whenever the office file was read; may be called again at any time. Two queries.
 * @returns how many subjects are concerned.
 */
export async function reassignLeft(world: World): Promise<number> {
  const { rows } = await world.database.pool.query<{ subject: string }>(
    `SELECT DISTINCT s."subject" FROM "ApprovalStep" s WHERE s."state" = 'open' AND EXISTS
      (SELECT 1 FROM "Person" p WHERE p."id" = ANY (s."approverIds") AND NOT p."active")`,
  );
  const now = world.clock.now();
  if (rows.length > 0) await commit(world.database, [setTimers(lookAgain(world, rows, now), now)]);
  return rows.length;
}

export function reseatingHandlers(subjects: Subjects): NonNullable<Feature['timers']> {
  return {
    /** Somebody went away or came back: their open steps are looked at again. */
    'approvals.absence': async (world, timer) => {
      const { rows } = await world.database.pool.query<{ subject: string }>(
        `SELECT DISTINCT "subject" FROM "ApprovalStep" WHERE "state" = 'open' AND "approverIds" @> ARRAY[$1]`,
        [timer.args.personId],
      );
      return { timers: lookAgain(world, rows, world.clock.now()) };
    },
    'approvals.reseat': async (world, timer) => {
      const found = (await subjects.load(world, [timer.subject])).get(timer.subject);
      if (found === undefined) return nothing;
      const { approvable, subject } = found;
      const at = world.clock.now();
      const presence = { directory: world.directory, absences: await absencesAt(world.database, at) };
      const seated = reseat(subject.steps, subject, presence);
      if (seated === undefined) return nothing;
      const asked = seated.changed.map(({ before, after }) => ({
        step: after,
        personIds: whomToAsk(after).filter((id) => !whomToAsk(before).includes(id)),
      }));
      const names = asked.flatMap(({ personIds }) => personIds).map((id) => world.directory.nameOf(id));
      const changed: Outcome = await approvable.changed(world, subject, {
        kind: 'substituted',
        actorId: null,
        at,
        data: names.length > 0 ? { text: [...new Set(names)].join(', ') } : {},
        steps: seated.steps,
      });
      const say = asked.flatMap(({ step, personIds }) =>
        askPeople(subject, step, personIds, subject.version + 1),
      );
      return merge(changed, { say });
    },
  };
}
