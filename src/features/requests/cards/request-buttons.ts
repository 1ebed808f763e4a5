import type { Locale } from '../../../core/locale.ts';
import { t } from '../../../i18n/translate.ts';
import type { Button } from '../../../ui/card.ts';
import { remindButton } from '../../approvals/index.ts';
import { type FormVerb, verbsAtOnce } from '../intents.ts';
import type { RequestState } from '../request.ts';
import type { Audience } from '../roles.ts';
import { isGivenBack } from '../rules-requester.ts';
import { isApproved, isOver } from '../stages.ts';

/** All that a button on a request's card can ask for. */
export type ButtonName =
  | FormVerb
  | 'take'
  | 'takeOver'
  | 'release'
  | 'begin'
  | 'resume'
  | 'accept'
  | 'withdraw'
  | 'watch'
  | 'unwatch'
  | 'subRequest'
  | 'join'
  | 'leave'
  | 'merge'
  | 'split'
  | 'history'
  | 'clock'
  | 'verbs';

const withoutForm: ReadonlySet<ButtonName> = new Set([
  ...verbsAtOnce,
  'subRequest',
  'join',
  'leave',
  'history',
  'clock',
  'verbs',
]);

const styles: Partial<Record<ButtonName, Button['style']>> = { cancel: 'danger', withdraw: 'danger' };

type Owned = Pick<RequestState, 'id' | 'requesterId' | 'assigneeId'>;

/** What a button and its form are called: who does their own request confirms it without rating it. */
export const wordingOf = <Name extends ButtonName>(name: Name, { requesterId, assigneeId }: Owned) =>
  name === 'confirm' && requesterId === assigneeId ? 'confirmOwn' : name;

/** A button of a request. */
export const buttonOf = (name: ButtonName, request: Owned, locale: Locale): Button => ({
  label: t(locale, `requests.button.${wordingOf(name, request)}`),
  action: `requests.${name}`,
  value: request.id,
  ...(withoutForm.has(name) ? {} : { opensForm: true }),
  ...(styles[name] ? { style: styles[name] } : {}),
});

/** The buttons of a card, at most six: what comes next is the first one, and what is rare is behind the last. */
export function buttonsOf(request: RequestState, audience: Audience, locale: Locale): Button[] {
  const asking = audience === 'requester' && request.stage === 'awaitingApproval';
  const [first, ...others] = [
    ...(asking ? [remindButton(request, locale)] : []),
    ...namesFor(request, audience).map((name) => buttonOf(name, request, locale)),
  ];
  return first ? [first.style ? first : { ...first, style: 'primary' }, ...others] : [];
}

function namesFor(request: RequestState, audience: Audience): ButtonName[] {
  const always: ButtonName[] = ['comment', 'history', 'verbs'];
  if (audience === 'team') return [...forTeam(request), ...always];
  if (audience === 'requester') return [...new Set([...forRequester(request), ...always])];
  return always;
}

function forTeam(request: RequestState): ButtonName[] {
  const { stage, assigneeId, checklist } = request;
  if (isOver(stage)) return [];
  if (assigneeId === null) return ['take'];
  if (!isApproved(request)) return ['takeOver'];
  const next: ButtonName = checklist.some(({ doneById }) => doneById === null) ? 'check' : 'finish';
  if (stage === 'waiting' || stage === 'onHold') return ['resume', next, 'takeOver'];
  return stage === 'assigned' ? ['begin', next, 'askRequester'] : [next, 'askRequester', 'hold'];
}

function forRequester(request: RequestState): ButtonName[] {
  if (isGivenBack(request)) return ['correct', 'withdraw'];
  switch (request.stage) {
    case 'done':
      return ['confirm', 'reopen'];
    case 'closed':
      return request.mergedIntoId === null ? ['reopen'] : [];
    case 'waiting':
      return ['comment', 'edit', 'withdraw'];
    default:
      return isOver(request.stage) ? [] : ['edit', 'withdraw'];
  }
}
