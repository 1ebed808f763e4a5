import type { Write } from '../../../db/commit.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import type { NewTimer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { calledThen, rostersOf } from '../rosters.ts';
import { membersOf, planDigest } from './digest.ts';
import { comingShifts, endRoster } from './ending.ts';
import { horizonAt } from './horizon.ts';
import { elsewhereTimer, keepPlanned, planTimer } from './keep-planned.ts';
import { materialFor } from './material.ts';

const idOf = (subject: string) => subject.slice('roster:'.length);

/**
 * The timers by which rosters are planned that are not planned as they should be: their rules or people have changed,
 * or they have left the office file. To be written whenever the office file was read; writing them again, in whichever
 * process, changes nothing. Two queries.
 */
export async function watchRosters(world: World): Promise<Write> {
  const now = world.clock.now();
  const states = await rostersOf(world);
  const stale = [...states.values()].flatMap(({ roster, version, plannedDigest, plannedUntil }) => {
    const digest = planDigest(roster, world);
    const planned =
      digest === plannedDigest && plannedUntil !== null && plannedUntil >= horizonAt(now, roster.timezone);
    return planned ? [] : [{ id: roster.id, version, as: digest.slice(0, 8) }];
  });
  const { rows: gone } = await world.database.pool.query<{ id: string; version: number }>(
    `SELECT "id", "version" FROM "Roster" WHERE "endedAt" IS NULL AND "rules" IS NULL AND "id" <> ALL ($1)`,
    [Object.keys(world.office.rosters)],
  );
  const rows = [...stale, ...gone.map((row) => ({ ...row, as: 'gone' }))].map(({ id, version, as }) => ({
    id: `tmr_duty_${id}_${version}_${as}`,
    createdAt: now,
    args: {},
    ...lookAt(world, id),
  }));
  return { kind: 'insert', table: 'Timer', rows, onConflict: 'nothing' };
}

const lookAt = ({ clock, office }: World, id: string): NewTimer => ({
  kind: planTimer,
  subject: `roster:${id}`,
  ...dueAt(clock.now(), office.organisation.timezone),
});

export const planTimers: NonNullable<Feature['timers']> = {
  /** Five queries. */
  [planTimer]: async (world, { subject }): Promise<Outcome> => {
    const state = (await rostersOf(world)).get(idOf(subject));
    if (state === undefined) return leaveBehind(world, idOf(subject));
    const material = (await materialFor(world, [state.roster])).get(state.roster.id)!;
    return keepPlanned(world, state, material);
  },
  /** Somebody went away or came back, or has a wish: each roster that they are on is looked at by itself. */
  'duty.absence': async (world, { args }): Promise<Outcome> => {
    const email = world.directory.find(String(args.personId))?.email;
    const theirs = [...(await rostersOf(world)).values()].filter(({ roster }) =>
      roster.layers.some(({ members }) => members.some((member) => member === email)),
    );
    return { timers: theirs.map(({ roster }) => lookAt(world, roster.id)) };
  },
  /** This roster has new shifts: it and those that share people with it are looked at once all of them are kept. One query. */
  [elsewhereTimer]: async (world, { subject }): Promise<Outcome> => {
    const states = await rostersOf(world);
    const state = states.get(idOf(subject));
    if (state === undefined) return nothing;
    const people = membersOf(state.roster, world);
    const sharing = [...states.values()].filter(
      ({ roster }) =>
        roster.id !== state.roster.id &&
        [...membersOf(roster, world).keys()].some((email) => people.has(email)),
    );
    if (sharing.length === 0) return nothing;
    return { timers: [state, ...sharing].map(({ roster }) => lookAt(world, roster.id)) };
  },
};

/** Of a roster that has left the office file: what was to come is over. Two queries. */
async function leaveBehind(world: World, id: string): Promise<Outcome> {
  const row = await world.database.prisma.roster.findUnique({ where: { id } });
  if (row === null || row.rules !== null || row.endedAt !== null) return nothing;
  const left = { id, version: row.version, ...calledThen(row) };
  return endRoster(world, left, await comingShifts(world, id), null);
}
