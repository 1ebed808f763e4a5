import type { Survey } from '../../../config/survey-types.ts';
import { groupBy } from '../../../core/group-by.ts';
import { newId } from '../../../core/ids.ts';
import { scheduleOf } from '../../../directory/schedules.ts';
import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { dayOf } from '../../../time/day-start.ts';
import type { NamedAnswer, PublishedRound, RoundResults } from '../results/results.ts';
import { topicKey } from '../topics.ts';
import { expectDue, workdaysAfter } from './due-day.ts';
import { type FollowUp, subjectOf } from './follow-up.ts';
import { belowLimit } from './rules.ts';

/** Who looks after what a survey brings up: its owner, or an administrator where that person has left. */
export const ownerOf = ({ directory }: World, { owner }: Pick<Survey, 'owner'>): string | undefined => {
  const person = directory.byEmail(owner);
  return (person?.active ? person : directory.admins()[0])?.id;
};

/**
 * Opens what has to be followed up after a round: topics below their limit, and people who asked for it, once each.
 * Their owner is told in private, and each of these people that it was opened.
 */
export function openFollowUps(
  world: World,
  round: PublishedRound,
  results: RoundResults,
  named: readonly NamedAnswer[],
): Outcome {
  const { office, clock } = world;
  const ownerId = ownerOf(world, round.rules);
  if (ownerId === undefined) return nothing;
  const at = clock.now();
  const schedule = scheduleOf(office);
  const dueOn = workdaysAfter(dayOf(at, schedule.timezone), round.rules.followUpDays, schedule);
  const open = (of: Pick<FollowUp, 'kind' | 'questionId' | 'score' | 'personId' | 'comment'>): FollowUp => ({
    ...{ id: newId('fup'), version: 1, surveyId: round.surveyId, roundId: round.id, ...of, ownerId, dueOn },
    ...{ state: 'open', outcome: null, createdAt: at, doneAt: null },
  });
  const topics = belowLimit(round.rules, results).map(({ key, score }) =>
    open({ kind: 'topic', questionId: key, score, personId: null, comment: null }),
  );
  const people = [...groupBy(named, ({ personId }) => personId)].map(([personId, answers]) =>
    open({
      ...{ kind: 'person', personId },
      questionId: answers.map(({ questionId, row }) => topicKey({ id: questionId, row })).join('\n'),
      score: Math.min(...answers.map(({ score }) => score)),
      comment: [...new Set(answers.flatMap(({ comment }) => comment ?? []))].join('\n') || null,
    }),
  );
  return [...topics, ...people].map((followUp) => opened(world, followUp)).reduce(merge, nothing);
}

function opened(world: World, followUp: FollowUp): Outcome {
  const { ownerId, personId, createdAt: at } = followUp;
  const subject = subjectOf(followUp);
  const deed = { kind: 'followUpOpened', actorId: null, platform: null, at, data: {} };
  return merge(
    {
      writes: [{ kind: 'insert', table: 'SurveyFollowUp', rows: [{ ...followUp }] }],
      history: [{ subject, version: 1, ...deed }],
      say: [
        cardFor(followUp, ownerId),
        ...(personId === null ? [] : [noticeTo(followUp, personId, 'opened')]),
      ],
    },
    expectDue(world, followUp),
  );
}

/** The live card of a follow-up, for whoever has it. */
export const cardFor = (followUp: Pick<FollowUp, 'id' | 'version'>, personId: string) => ({
  ...{ to: { kind: 'person' as const, personId }, view: 'surveys.followUp', subject: subjectOf(followUp) },
  ...{ live: 'main' as const, version: followUp.version },
});

/** What those concerned are told besides. */
export type News = 'opened' | 'passed' | 'putOff' | 'done';

export const noticeTo = (followUp: FollowUp, personId: string, key: News) => ({
  ...{ to: { kind: 'person' as const, personId }, view: 'surveys.followUpNotice' },
  ...{ subject: subjectOf(followUp), args: { key, owner: followUp.ownerId, dueOn: followUp.dueOn } },
});
