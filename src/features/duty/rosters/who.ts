import { narrow } from '../../../core/full-width.ts';
import type { Context } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { type RosterState, rostersOf } from '../rosters.ts';
import type { PlannedShift } from '../shift.ts';
import { shiftsAround } from '../shift-store.ts';
import { type Asked, readAsked } from './asked.ts';
import { materialFor } from './material.ts';
import { planAgain } from './plan-again.ts';
import { whoCard } from './who-card.ts';

const question =
  /who(?:['’]?s| is| was| were| will be| has been)? (?:currently )?on[ -](?:duty|call)|(?:是|由)?谁(?:在|来|当|要)?(?:值班|当班)|(?:是|由)?谁值(?:的|了)班|轮到谁值班/u;
const aboutThePast = /who (?:was|were|has been)|谁值(?:的|了)班/u;

/** Is this a question who is on duty, in whichever words? */
export const asksWho = (sentence: string): boolean => {
  const plain = narrow(sentence).toLowerCase();
  return sentence.length <= longestQuestion && question.test(plain);
};
const longestQuestion = 120;

/** What is planned of a roster is worked out so far ahead. */
const furthestMs = 2 * 366 * 24 * 3600_000;
const dayMs = 24 * 3600_000;

/** Says who is on duty: now or at any time, of the roster that is named or of all. Two queries; beyond what is planned, five. */
export async function sayWho(ctx: Context, sentence: string): Promise<Outcome> {
  const states = await rostersOf(ctx);
  if (states.size === 0) return notice(ctx.t('duty.none'));
  const plain = narrow(sentence).toLowerCase();
  const said = plain.replace(question, ' ').replace(/[\s]*(?:呢|啊|呀|吗)?[?？]?\s*$/u, '');
  const asked = readAsked(said, {
    rosters: [...states.values()].map(({ roster }) => roster),
    directory: ctx.directory,
    at: ctx.now,
    timezone: ctx.timezone,
    past: aboutThePast.test(plain),
  });
  if ('words' in asked) return refusal(ctx.t('duty.who.unsure', { words: asked.words.slice(0, 80) }));
  if (asked.from.getTime() - ctx.now.getTime() > furthestMs) return refusal(ctx.t('duty.who.tooFar'));
  const theirs = asked.rosters.map(({ id }) => states.get(id)!);
  const { shifts, provisional } = await shiftsThen(ctx, theirs, asked);
  return { answer: { kind: 'card', card: whoCard(ctx, asked, shifts, provisional) } };
}

/** The shifts of that time and the next ones after it; where nothing is planned that far, as they would be planned. */
async function shiftsThen(
  ctx: Context,
  states: readonly RosterState[],
  { from, until = new Date(from.getTime() + 1) }: Asked,
): Promise<{ shifts: PlannedShift[]; provisional: boolean }> {
  const isPlanned = ({ plannedUntil }: RosterState) => plannedUntil !== null && until <= plannedUntil;
  const kept = await shiftsAround(
    ctx.database,
    states.filter(isPlanned).map(({ roster }) => roster.id),
    from,
    until,
  );
  const unplanned = states.filter((state) => !isPlanned(state));
  if (unplanned.length === 0) return { shifts: kept, provisional: false };
  const materials = await materialFor(
    ctx,
    unplanned.map(({ roster }) => roster),
  );
  const projected = [...materials.values()].flatMap((material) => {
    const furthest = new Date(until.getTime() + 14 * dayMs);
    const plan = planAgain(material, { now: ctx.now, until: furthest, afresh: false });
    const gone = new Set<PlannedShift>(plan.remove);
    return [...material.shifts.filter((shift) => !gone.has(shift)), ...plan.add];
  });
  const shifts = [...kept, ...projected.filter(({ endsAt }) => endsAt > from)];
  return { shifts, provisional: until > ctx.now };
}
