import { createHash } from 'node:crypto';
import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Survey } from '../../../config/survey-types.ts';
import type { Write } from '../../../db/commit.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import { dueAt } from '../../../time/due.ts';
import { ownerIdOf, surveySubject, surveysOf } from '../surveys.ts';
import { openRound } from './opening.ts';
import { dayAfter, openingOf, roundDayFrom } from './rhythm.ts';
import { lastRounds } from './store.ts';

const openTimer = 'surveys.open';

/** What the timer of a round was set for: where the survey says otherwise meanwhile, it means nothing any more. */
const meaningOf = ({ rhythm, at }: Survey) =>
  createHash('sha256')
    .update(JSON.stringify([rhythm, at]))
    .digest('hex')
    .slice(0, 8);

const zonesOf = ({ office, directory }: Pick<World, 'office' | 'directory'>) =>
  new Set([office.organisation.timezone, ...directory.everyone().map(({ timezone }) => timezone)]);

/** When a survey is asked next, and on which local day; undefined where somebody has to open it. */
export function nextRound(
  world: Pick<World, 'office' | 'directory'>,
  { rhythm, at }: Survey,
  from: Date,
): { day: string; opensAt: Date } | undefined {
  const zones = zonesOf(world);
  const workdays = scheduleOf(world.office);
  // A day before, wherever somebody is.
  let day = roundDayFrom(rhythm, dayAfter(dayOf(from, 'UTC'), -2), workdays);
  while (day !== undefined) {
    const opensAt = openingOf(day, at, zones);
    if (opensAt >= from) return { day, opensAt };
    day = roundDayFrom(rhythm, dayAfter(day), workdays);
  }
  return undefined;
}

/** What makes a survey be asked next; set twice it is one. Nothing where somebody has to open it. */
export function nextRoundTimers(world: World, survey: Survey, from: Date): Write {
  const next = nextRound(world, survey, from);
  const as = meaningOf(survey);
  const rows = next
    ? [
        {
          id: `tmr_survey_${survey.id}_${next.day}_${as}`,
          kind: openTimer,
          subject: surveySubject(survey.id),
          ...dueAt(next.opensAt, world.office.organisation.timezone),
          args: { day: next.day, as },
          createdAt: world.clock.now(),
        },
      ]
    : [];
  return { kind: 'insert', table: 'Timer', rows, onConflict: 'nothing' };
}

/**
 * The timers by which the surveys of the office file are asked. To be written whenever the office file was read;
 * writing them again, in whichever process, changes nothing. No query.
 */
export function watchSurveys(world: World): Write {
  const now = world.clock.now();
  const rows = Object.values(world.office.surveys).flatMap((survey) => {
    const write = nextRoundTimers(world, survey, now);
    return write.kind === 'insert' ? write.rows : [];
  });
  return { kind: 'insert', table: 'Timer', rows, onConflict: 'nothing' };
}

/**
 * A survey is to be asked by its rhythm. One that is being asked still is not asked on top of that: its owner hears
 * that this time is left out. Six queries at the most.
 */
export const rhythmTimers = (keyring: Keyring): NonNullable<Feature['timers']> => ({
  [openTimer]: async (world, timer): Promise<Outcome> => {
    const state = (await surveysOf(world)).get(timer.subject.slice(surveySubject('').length));
    if (state?.state !== 'active' || timer.args.as !== meaningOf(state.survey)) return nothing;
    const { survey } = state;
    const again: Outcome = {
      writes: [nextRoundTimers(world, survey, new Date(timer.dueAt.getTime() + 1))],
    };
    const last = (await lastRounds(world.database, [survey.id])).get(survey.id);
    if (last?.state === 'open') return merge(again, tellOwner(world, survey, 'stillOpen'));
    const opened = await openRound(world, keyring, state, { actorId: null, day: String(timer.args.day) });
    return merge(again, opened?.outcome ?? tellOwner(world, survey, 'nobody'));
  },
});

/** That nobody was asked this time, and why. */
function tellOwner({ directory }: World, survey: Survey, why: 'stillOpen' | 'nobody'): Outcome {
  const personId = ownerIdOf(survey, directory);
  if (personId === undefined) return nothing;
  const args = { name: { ...survey.name }, why };
  return { say: [{ to: { kind: 'person', personId }, view: 'surveys.notAsked', args }] };
}
