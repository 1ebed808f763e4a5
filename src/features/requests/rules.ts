import type { Directory } from '../../directory/directory.ts';
import type { Actor, Change, Intent, Refusal, Rule, Verb } from './intents.ts';
import type { RequestState } from './request.ts';
import { isOfTeam } from './roles.ts';
import * as requester from './rules-requester.ts';
import * as team from './rules-team.ts';
import * as work from './rules-work.ts';

type Rules = { [V in Verb]: Rule<V> };

const rules: Rules = {
  take: team.take,
  takeOver: team.takeOver,
  assign: team.assign,
  release: team.release,
  handOver: team.handOver,
  accept: team.accept,
  decline: team.decline,
  begin: work.begin,
  askRequester: work.askRequester,
  hold: work.hold,
  resume: work.resume,
  check: work.check,
  finish: work.finish,
  cancel: work.cancel,
  confirm: requester.confirm,
  reopen: requester.reopen,
  withdraw: requester.withdraw,
  edit: requester.edit,
  correct: requester.correct,
  watch: requester.watch,
  unwatch: requester.unwatch,
  addWatcher: requester.addWatcher,
  comment: requester.comment,
  note: requester.note,
};

/** By these the team says to the requester that it is there. */
const answers: ReadonlySet<Verb> = new Set([
  'take',
  'takeOver',
  'assign',
  'begin',
  'askRequester',
  'hold',
  'finish',
  'comment',
]);

/**
 * What changes when this person wants this, or why it does not. Whoever calls it has checked `maySee`. Pure: the
 * directory is asked who works here, and in which team.
 */
export function decide(
  request: RequestState,
  intent: Intent,
  actor: Actor,
  directory: Directory,
): Change | Refusal {
  const rule = rules[intent.verb] as Rule<Verb>;
  const decided = rule(request, intent, actor, directory);
  if ('refused' in decided) return decided;
  const { roles, at } = actor;
  const answered =
    answers.has(intent.verb) && isOfTeam(roles) && !(roles.requester && intent.verb === 'comment');
  return answered && request.respondedAt === null ? { ...decided, respondedAt: at } : decided;
}
