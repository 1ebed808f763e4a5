import type { Context, Reader, World } from '../../engine/context.ts';
import type { Outcome, View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import { join } from './alike/rules-join.ts';
import { maySplit } from './alike/split.ts';
import { type ButtonName, buttonOf } from './cards/request-buttons.ts';
import { titleOf } from './filing/catalogue.ts';
import { type Found, notFound } from './find.ts';
import type { Verb } from './intents.ts';
import type { RequestState } from './request.ts';
import { isOfTeam, rolesOf } from './roles.ts';
import { decide } from './rules.ts';
import { sampleOf } from './samples.ts';
import { isOver } from './stages.ts';
import { idOf, loadRequests } from './store.ts';
import { hasClock } from './targets/clock-card.ts';

/** In the order in which they are offered. */
const verbs = [
  'take',
  'begin',
  'check',
  'finish',
  'askRequester',
  'hold',
  'resume',
  'assign',
  'takeOver',
  'release',
  'handOver',
  'accept',
  'decline',
  'confirm',
  'reopen',
  'correct',
  'edit',
  'comment',
  'note',
  'watch',
  'unwatch',
  'addWatcher',
  'withdraw',
  'cancel',
] as const satisfies (Verb & ButtonName)[];

/** All that this person may do with this request now, a button each. */
function moreCard(request: RequestState, personId: string, reader: Reader, world: World): Card {
  const { locale } = reader;
  const roles = rolesOf(request, personId, world.directory);
  const actor = { id: personId, roles, at: world.clock.now() };
  const allowed: ButtonName[] = verbs.filter((verb) => {
    const sample = sampleOf(verb, request, world);
    return sample && !('refused' in decide(request, sample, actor, world.directory));
  });
  if (isOfTeam(roles) && !isOver(request.stage)) allowed.splice(-1, 0, 'subRequest', 'merge');
  if (maySplit(request, roles) === undefined) allowed.splice(-1, 0, 'split');
  if (!('refused' in join(request, personId, roles))) allowed.push('join');
  if (roles.joiner) allowed.push('leave');
  const clock = (isOfTeam(roles) || roles.admin) && hasClock(request);
  // Another feature's: it asks again who may see the request.
  const remindMe = {
    label: t(locale, 'requests.button.remindMe'),
    action: 'reminders.about',
    value: request.id,
    opensForm: true,
  };
  const title = titleOf(world, request, locale);
  const stage = t(locale, `requests.stage.${request.stage}`);
  return {
    title,
    summary: t(locale, 'requests.summary', { title, stage }),
    blocks: [
      text(t(locale, 'requests.verbs.hint', { stage })),
      actions(
        ...[...allowed, ...(clock ? (['clock'] as const) : []), 'history' as const].map((name) =>
          buttonOf(name, request, locale),
        ),
        remindMe,
      ),
    ],
  };
}

/** Answers with all that somebody may do; where others would read the answer, in their private chat. */
export async function showMore(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const { request } = found;
  if (ctx.event.personal || ctx.event.can.replyPrivately)
    return { answer: { kind: 'card', card: moreCard(request, ctx.person.id, ctx, ctx) } };
  const args = { personId: ctx.person.id };
  return {
    say: [{ to: ctx.inPrivate, view: 'requests.verbs', subject: request.subject, args }],
    answer: { kind: 'notice', text: ctx.t('requests.did.verbs') },
  };
}

/** The same as a message. Arguments: whose it is. */
export const more: View<RequestState> = {
  async load(world, subjects) {
    const found = await loadRequests(world.database, subjects.map(idOf));
    return new Map([...found.values()].map((state) => [state.subject, { version: state.version, state }]));
  },
  draw: ({ state, args, reader, world }) => moreCard(state, String(args.personId), reader, world),
};
