import type { Directory } from '../../../directory/directory.ts';
import { beginsAt, type Swap } from './swap.ts';

export const swapVerbs = [
  'take',
  'propose',
  'decline',
  'agree',
  'refuse',
  'withdraw',
  'approve',
  'reject',
  'undo',
] as const;
/** `agree` and `refuse` answer what the taker proposed; `approve` and `reject` are the lead's. */
export type SwapVerb = (typeof swapVerbs)[number];

/** What somebody is to a swap. `lead`: of the roster's team, or an administrator. */
export type SwapRole = 'offerer' | 'asked' | 'taker' | 'decider' | 'lead';

export type SwapRefusal =
  | 'declined'
  | 'withdrawn'
  | 'expired'
  | 'undone'
  | 'begun'
  | 'own'
  | 'notYours'
  | 'taken'
  | 'answered'
  | 'decided'
  | 'notDone';

type Judged = Pick<Swap, 'because' | 'state' | 'fromAt' | 'inReturn'>;

/** Whose verb it is, and in which state of the swap; where it comes too late, what has happened meanwhile. */
const table: Record<SwapVerb, { by: readonly SwapRole[]; in: readonly Swap['state'][]; late: SwapRefusal }> =
  {
    take: { by: ['asked'], in: ['offered'], late: 'taken' },
    propose: { by: ['asked'], in: ['offered'], late: 'taken' },
    decline: { by: ['asked'], in: ['offered'], late: 'taken' },
    agree: { by: ['offerer'], in: ['proposed'], late: 'answered' },
    refuse: { by: ['offerer'], in: ['proposed'], late: 'answered' },
    withdraw: { by: ['offerer'], in: ['offered', 'proposed'], late: 'taken' },
    approve: { by: ['decider'], in: ['accepted'], late: 'decided' },
    reject: { by: ['decider'], in: ['accepted'], late: 'decided' },
    undo: { by: ['offerer', 'taker', 'lead'], in: ['done'], late: 'notDone' },
  };

/** Why this person may not do that now; undefined: they may. */
export function whyNot(
  swap: Judged,
  verb: SwapVerb,
  roles: ReadonlySet<SwapRole>,
  now: Date,
): SwapRefusal | undefined {
  const { by, in: states, late } = table[verb];
  const { state } = swap;
  // Whoever has said that they take it may step back until it is done.
  const stepsBack =
    verb === 'decline' && roles.has('taker') && (state === 'proposed' || state === 'accepted');
  // Whom the lead has put in cannot put that right by themselves.
  const putIn = verb === 'undo' && swap.because === 'override' && !roles.has('offerer') && !roles.has('lead');
  const theirs = stepsBack || (!putIn && by.some((role) => roles.has(role)));
  if (!theirs) return roles.has('offerer') && by.includes('asked') ? 'own' : 'notYours';
  if (state === 'declined' || state === 'withdrawn' || state === 'expired' || state === 'undone')
    return state;
  if (!stepsBack && !states.includes(state)) return late;
  return beginsAt(swap) <= now ? 'begun' : undefined;
}

/** The verbs that are open to this person now. */
export const verbsFor = (swap: Judged, roles: ReadonlySet<SwapRole>, now: Date): SwapVerb[] =>
  swapVerbs.filter((verb) => whyNot(swap, verb, roles, now) === undefined);

/**
 * Who agrees to a swap, where somebody has to: the lead, and where they take part in it themselves, or there is none,
 * the administrators who do not.
 */
export function decidersOf(
  { offeredById, takenById }: Pick<Swap, 'offeredById' | 'takenById'>,
  leadId: string | undefined,
  directory: Pick<Directory, 'admins' | 'find'>,
): string[] {
  const isParty = (id: string) => id === offeredById || id === takenById;
  if (leadId !== undefined && directory.find(leadId)?.active && !isParty(leadId)) return [leadId];
  return directory.admins().flatMap(({ id }) => (isParty(id) ? [] : [id]));
}

/** What this person is to the swap. @param askedIds who is asked, as the roster is now. */
export function rolesOf(
  swap: Pick<Swap, 'because' | 'offeredById' | 'takenById'>,
  personId: string,
  {
    askedIds,
    leadId,
    directory,
  }: {
    askedIds: readonly string[];
    leadId: string | undefined;
    directory: Pick<Directory, 'admins' | 'find' | 'isAdmin'>;
  },
): ReadonlySet<SwapRole> {
  const roles = new Set<SwapRole>();
  if (swap.offeredById === personId) roles.add('offerer');
  if (swap.takenById === personId) roles.add('taker');
  if (askedIds.includes(personId)) roles.add('asked');
  if (leadId === personId || directory.isAdmin(personId)) roles.add('lead');
  if (decidersOf(swap, leadId, directory).includes(personId)) roles.add('decider');
  return roles;
}
