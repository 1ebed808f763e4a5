import type { Directory } from '../../directory/directory.ts';
import { opened } from './plan.ts';
import { type Actor, replace, whyNot } from './rules.ts';
import { type Presence, seat } from './stand-ins.ts';
import {
  currentRound,
  isParty,
  isUndecided,
  newStep,
  openSteps,
  type Parties,
  principalsOf,
  type Refusal,
  type Step,
  seatOf,
} from './step.ts';

/** The steps after a move, and those that are asked because of it. */
export interface Moved {
  steps: Step[];
  opened: Step[];
}

interface Move {
  stepId: string;
  actor: Actor;
  /** The other person. */
  personId: string;
  reason: string;
}

/** Why this person cannot be asked besides; undefined: they can. One person gives one voice to a chain. */
function whyNotAsked(
  steps: readonly Step[],
  personId: string,
  parties: Parties,
  directory: Pick<Directory, 'find'>,
): Refusal | undefined {
  const person = directory.find(personId);
  if (!person?.active) return { refused: 'approvals.refused.unknownPerson' };
  if (isParty(personId, parties)) return { refused: 'approvals.refused.party', args: { name: person.name } };
  const asked = currentRound(steps).some(
    (step) =>
      (isUndecided(step) && step.approverIds.includes(personId)) ||
      step.decisions.some((given) => given.personId === personId),
  );
  return asked ? { refused: 'approvals.refused.askedAlready', args: { name: person.name } } : undefined;
}

function check(steps: readonly Step[], move: Move, parties: Parties, { directory }: Presence) {
  const nameOf = (id: string) => directory.find(id)?.name ?? '?';
  const refused =
    whyNot(steps, move.stepId, move.actor, parties, nameOf) ??
    whyNotAsked(steps, move.personId, parties, directory);
  if (refused) return refused;
  return move.reason.trim() === '' ? ({ refused: 'approvals.refused.reason.move' } as const) : undefined;
}

/** Gives one's place at a step to somebody else; whoever stands in for somebody gives away that place. */
export function transfer(
  steps: readonly Step[],
  move: Move,
  parties: Parties,
  presence: Presence,
): Moved | Refusal {
  const refused = check(steps, move, parties, presence);
  if (refused) return refused;
  const step = steps.find(({ id }) => id === move.stepId)!;
  const place = seatOf(step, move.actor.id)!;
  const principals = principalsOf(step).map((id) => (id === place ? move.personId : id));
  const standIns = Object.fromEntries(
    Object.entries(step.standIns).filter(([, standIn]) => standIn.for !== place),
  );
  const handed: Step = {
    ...step,
    by:
      principals.length === 1
        ? {
            kind: 'person',
            personId: move.personId,
            ...(step.by.besides ? { besides: step.by.besides } : {}),
          }
        : step.by,
    approverIds: [...principals, ...Object.keys(standIns)],
    standIns,
  };
  const asked = opened(handed, { ...parties, ...presence, at: move.actor.at });
  return { steps: replace(steps, [asked]), opened: [asked] };
}

/**
 * Adds somebody who has to approve before or after this step. Before: this step waits until they, and those who are
 * asked side by side with it, have decided.
 */
export function addSigner(
  steps: readonly Step[],
  move: Move & { where: 'before' | 'after'; newStepId: string },
  parties: Parties,
  presence: Presence,
): Moved | Refusal {
  const refused = check(steps, move, parties, presence);
  if (refused) return refused;
  const step = steps.find(({ id }) => id === move.stepId)!;
  const signer = newStep({
    id: move.newStepId,
    round: step.round,
    position: move.where === 'before' ? step.position : step.position + 1,
    by: { kind: 'person', personId: move.personId, addedById: move.actor.id },
    approverIds: [move.personId],
    silence: step.silence,
  });
  // Only what comes later moves on, and nothing that comes later is decided.
  const later = steps.map((each): Step => {
    if (each.round !== step.round) return each;
    if (each.id === step.id && move.where === 'before')
      return { ...each, position: each.position + 1, state: 'waiting', openedAt: null };
    return each.position > step.position ? { ...each, position: each.position + 1 } : each;
  });
  if (move.where === 'after') return { steps: [...later, signer], opened: [] };
  const asked = opened(signer, { ...parties, ...presence, at: move.actor.at });
  return { steps: [...later, asked], opened: [asked] };
}

/** The open steps with those who may decide them now; undefined where nothing changes. */
export function reseat(
  steps: readonly Step[],
  { requesterId, filedById }: Parties,
  presence: Presence,
): { steps: Step[]; changed: { before: Step; after: Step }[] } | undefined {
  const changed = openSteps(steps).flatMap((before) => {
    const after = seat(before, { requesterId, filedById }, presence);
    return sameSeats(before, after) ? [] : [{ before, after }];
  });
  if (changed.length === 0) return undefined;
  const all = changed.map(({ after }) => after);
  return { steps: replace(steps, all), changed };
}

function sameSeats(one: Step, other: Step): boolean {
  const seats = ({ approverIds, standIns }: Step) =>
    approverIds.map((id) => `${id} ${standIns[id]?.for} ${standIns[id]?.because}`).sort();
  return seats(one).join() === seats(other).join();
}

/** So long the requester waits between two reminders, in milliseconds. */
export const remindEveryMs = 4 * 3600_000;

/** Reminds those who are asked, for the requester; however they were reminded last, they are left in peace a while. */
export function remind(
  steps: readonly Step[],
  at: Date,
): { steps: Step[]; reminded: Step[] } | Refusal | { again: Date } {
  const open = openSteps(steps);
  if (open.length === 0) return { refused: 'approvals.refused.nothingOpen' };
  const last = Math.max(...open.map(({ remindedAt }) => remindedAt?.getTime() ?? Number.NEGATIVE_INFINITY));
  if (at.getTime() < last + remindEveryMs) return { again: new Date(last + remindEveryMs) };
  const reminded = open.map((step): Step => ({ ...step, remindedAt: at }));
  return { steps: replace(steps, reminded), reminded };
}
