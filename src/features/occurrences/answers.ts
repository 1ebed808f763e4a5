import type { Context } from '../../engine/context.ts';
import { nothing, notice, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Due } from '../../time/due.ts';
import { formatDateTime } from '../../time/format.ts';
import { answer, type OccurrenceDeed } from './changing.ts';
import { dueTimer } from './due-timer.ts';
import type { KindState, Kinds } from './kinds.ts';
import type { AnswerKind, OccurrenceKind } from './occurrence.ts';
import { type Refusal, whyNot } from './rules.ts';
import { type FoundOccurrence, findOccurrences, giversOf, subjectOf } from './store.ts';

/** An occurrence that somebody answers, with its kind and what that knows of it. */
export interface Answered {
  readonly occurrence: FoundOccurrence;
  readonly kind: OccurrenceKind;
  readonly state: KindState;
}

/** Looks it up and checks whether they may answer so. One query, and what its kind needs. */
export async function findFor(
  ctx: Context,
  kinds: Kinds,
  id: string,
  wanted: AnswerKind,
): Promise<Answered | { refused: Outcome }> {
  const [occurrence] = await findOccurrences(ctx.database, [id]);
  const kind = occurrence && kinds.find(occurrence.kind);
  if (occurrence === undefined || kind === undefined) return { refused: refusal(ctx.t('engine.outdated')) };
  const { person, directory } = ctx;
  const isMember = occurrence.teamId !== null && directory.isMember(person.id, occurrence.teamId);
  const why = whyNot(occurrence, wanted, kind.answers, { id: person.id, isMember });
  if (why !== undefined) return { refused: refusal(explain(ctx, occurrence, why)) };
  const state = (await kinds.load(ctx, [occurrence])).get(id);
  if (state !== undefined) return { occurrence, kind, state };
  const deed: OccurrenceDeed = { kind: 'occurrenceLapsed', actorId: null, at: ctx.now };
  return {
    refused: {
      ...answer([occurrence], { state: 'lapsed' }, deed),
      ...refusal(explain(ctx, occurrence, 'over')),
    },
  };
}

function explain(ctx: Context, occurrence: FoundOccurrence, why: Refusal): string {
  const { directory, locale } = ctx;
  const { personId, teamId, answeredById, answeredAt } = occurrence;
  switch (why) {
    case 'notYours':
      return personId === null
        ? ctx.t('occurrences.refused.notYourTeams', { team: directory.team(teamId ?? '').name[locale] })
        : ctx.t('occurrences.refused.notYours', { name: directory.nameOf(personId) });
    case 'done': {
      const at = formatDateTime(answeredAt ?? occurrence.dueAt, ctx);
      return answeredById === ctx.person.id
        ? ctx.t('occurrences.standing.doneByYou', { at })
        : ctx.t('occurrences.standing.done', { name: directory.nameOf(answeredById ?? ''), at });
    }
    case 'over':
      return ctx.t('occurrences.standing.over');
    case 'notYet':
      return ctx.t('occurrences.refused.notYet', { at: formatDateTime(occurrence.dueAt, ctx) });
    case 'notOffered':
      return ctx.t('engine.outdated');
  }
}

/** Done, by whoever it is or by one of the team: those who gave it away are told. At most two queries, and its kind's. */
export async function finish(ctx: Context, kinds: Kinds, id: string): Promise<Outcome> {
  const found = await findFor(ctx, kinds, id, 'done');
  if ('refused' in found) return found.refused;
  const { occurrence, kind, state } = found;
  const { person, now: at } = ctx;
  const own = answer(
    [occurrence],
    { state: 'done', answeredById: person.id, answeredAt: at },
    { kind: 'occurrenceDone', actorId: person.id, at },
  );
  // The first version was made, the second told: without another nobody can have given it away.
  const givers = occurrence.version > 2 ? await giversOf(ctx.database, id) : [];
  const says: Outcome = {
    say: givers
      .filter((giver) => giver !== person.id)
      .map((personId) => ({
        to: { kind: 'person', personId },
        view: 'occurrences.notice',
        subject: subjectOf(id),
        version: occurrence.version + 1,
        args: { key: 'done' },
      })),
  };
  const { answer: said = notice(ctx.t('occurrences.done.said')).answer, ...follows } =
    (await kind.done?.(ctx, occurrence, state)) ?? nothing;
  return { ...merge(merge(own, says), follows), ...(said && { answer: said }) };
}

/** Comes back at another time. */
export function snooze(ctx: Context, { occurrence }: Answered, due: Due): Outcome {
  const { person, now } = ctx;
  const changed = { state: 'due', ...due, answeredById: person.id, answeredAt: now } as const;
  const deed: OccurrenceDeed = { kind: 'occurrenceSnoozed', actorId: person.id, at: now };
  return merge(answer([occurrence], changed, deed), {
    timers: [dueTimer(occurrence.id, due)],
    ...notice(ctx.t('occurrences.standing.snoozed', { at: formatDateTime(due.dueAt, ctx) })),
  });
}

/** Somebody else has it now, and is told at once. */
export async function delegate(
  ctx: Context,
  { occurrence, kind, state }: Answered,
  toId: string,
  note: string | null,
): Promise<Outcome> {
  const { person, now: at } = ctx;
  const own = answer(
    [occurrence],
    { state: 'told', personId: toId, teamId: null, toldAt: at, answeredById: null, answeredAt: null },
    { kind: 'occurrenceDelegated', actorId: person.id, at, personId: toId },
  );
  const { answer: _, ...follows } = (await kind.delegated?.(ctx, occurrence, state, toId)) ?? nothing;
  return merge(merge(own, follows), {
    say: [
      {
        to: { kind: 'person', personId: toId },
        view: 'occurrences.card',
        subject: subjectOf(occurrence.id),
        live: 'copy',
        version: occurrence.version + 1,
        args: { at: at.toISOString(), from: person.id, ...(note ? { note } : {}) },
      },
    ],
    ...notice(ctx.t('occurrences.standing.passedOn', { name: ctx.directory.nameOf(toId) })),
  });
}
