import type { Context } from '../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { historyOf } from '../../history/history.ts';
import { daysLater } from '../../time/due.ts';
import type { Field } from '../../ui/form.ts';
import { change, type Deed, spread, tell } from './changes.ts';
import { audienceOf, type Found, findRequest, notFound } from './find.ts';
import { decide, type Intent, type RequestState } from './rules.ts';
import { historyCard } from './views.ts';

/** After so many days without an answer, who filed a request is asked once more whether it is done. */
const remindAfterDays = 2;
/** After so many days without an answer, a request that is done is closed, without a rating. */
const closeAfterDays = 7;

/** Does what somebody wants of a request, and tells those who should know; or tells them why not. */
async function perform(ctx: Context, id: string, intent: Intent): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const refused = refusalOf(ctx, found, intent);
  if (refused !== undefined) return refused;
  const { request, roles } = found;
  const { person, now } = ctx;
  const nameOf = (personId: string) => ctx.directory.find(personId)?.name ?? '?';
  const changed = decide(request, intent, { id: person.id, roles, at: now }, nameOf);
  if ('refused' in changed) return refusal(ctx.t(changed.refused, changed.args));
  // Taken over from nobody is taken.
  const verb = intent.verb === 'takeOver' && request.assigneeId === null ? 'take' : intent.verb;
  const deed = { kind: deedOf[verb], actorId: person.id, at: now, ...dataOf(request, intent) };
  const outcome = merge(change(request, changed, deed), consequences(ctx, request, intent));
  return {
    ...outcome,
    answer: { kind: 'notice', text: ctx.t(`requests.did.${intent.verb}`, { number: request.number }) },
  };
}

function refusalOf(ctx: Context, { request, roles }: Found, intent: Intent): Outcome | undefined {
  const nameOf = (personId: string) => ctx.directory.find(personId)?.name ?? '?';
  const decided = decide(request, intent, { id: ctx.person.id, roles, at: ctx.now }, nameOf);
  return 'refused' in decided ? refusal(ctx.t(decided.refused, decided.args)) : undefined;
}

const deedOf: Record<Intent['verb'], string> = {
  take: 'taken',
  takeOver: 'takenOver',
  release: 'released',
  finish: 'done',
  confirm: 'confirmed',
  reopen: 'reopened',
  withdraw: 'withdrawn',
  cancel: 'cancelled',
};

function dataOf(request: RequestState, intent: Intent): Pick<Deed, 'data'> {
  switch (intent.verb) {
    case 'takeOver':
      return request.assigneeId ? { data: { personId: request.assigneeId } } : {};
    case 'finish':
      return { data: { text: intent.note } };
    case 'confirm': {
      // Nobody rates their own work.
      const own = request.assigneeId === request.requesterId;
      const text = [own ? undefined : `${intent.rating}/5`, intent.comment].filter(Boolean).join(' · ');
      return { data: { ...(own ? {} : { rating: intent.rating }), ...(text ? { text } : {}) } };
    }
    case 'reopen':
    case 'cancel':
      return { data: { text: intent.reason } };
    default:
      return {};
  }
}

/** Who is told what, and what falls due later. */
function consequences(ctx: Context, request: RequestState, intent: Intent): Outcome {
  const by = ctx.person.name;
  const toRequester = (key: string, words?: string) =>
    request.requesterId === ctx.person.id
      ? []
      : [tell(ctx, request, request.requesterId, key, { by, ...(words ? { words } : {}) })];
  const toAssignee = (key: string, words?: string) =>
    request.assigneeId === null || request.assigneeId === ctx.person.id
      ? []
      : [tell(ctx, request, request.assigneeId, key, { by, ...(words ? { words } : {}) })];
  const { subject } = request;
  const lapse = { writes: [{ kind: 'lapse' as const, subject }] };
  switch (intent.verb) {
    case 'take':
      return { say: toRequester('taken') };
    case 'takeOver':
      return { say: [...toRequester('taken'), ...toAssignee('takenOver')] };
    case 'release':
      return {
        say: [{ ...tell(ctx, request, '', 'released', { by }), to: teamOf(request), below: subject }],
      };
    case 'finish': {
      const { timezone } = ctx.directory.find(request.requesterId) ?? ctx.office.organisation;
      return {
        say: [
          {
            to: { kind: 'person', personId: request.requesterId },
            view: 'requests.finished',
            subject,
            live: 'copy',
            version: request.version + 1,
            args: { doneAt: ctx.now.toISOString() },
          },
        ],
        timers: [
          { kind: 'requests.remind', subject, ...daysLater(ctx.now, remindAfterDays, timezone) },
          { kind: 'requests.close', subject, ...daysLater(ctx.now, closeAfterDays, timezone) },
        ],
      };
    }
    case 'confirm':
      return {
        ...lapse,
        say: toAssignee('confirmed', [`${intent.rating}/5`, intent.comment].filter(Boolean).join(' · ')),
      };
    case 'reopen':
      return { ...lapse, say: toAssignee('reopened', intent.reason) };
    case 'withdraw':
      return { ...lapse, say: toAssignee('withdrawn') };
    case 'cancel':
      return {
        ...lapse,
        say: [...toRequester('cancelled', intent.reason), ...toAssignee('cancelled', intent.reason)],
      };
  }
}

const teamOf = (request: RequestState) => ({ kind: 'team', teamId: request.teamId }) as const;

/** A form about one request. It opens only for those who may do what it asks for. */
function formOf(
  name: 'finish' | 'confirm' | 'reopen' | 'cancel' | 'comment',
  parts: {
    fields(ctx: Context, found: Found): Field[];
    submit(ctx: Context, id: string, values: Record<string, string | number | null>): Promise<Outcome>;
  },
): FormHandler {
  return {
    async build(ctx, context) {
      const found = await findRequest(ctx, context);
      return (
        found && {
          id: `requests.${name}`,
          context,
          title: ctx.t(`requests.form.${name}`, { number: found.request.number }),
          submit: ctx.t(`requests.button.${name}`),
          fields: parts.fields(ctx, found),
        }
      );
    },
    submit: parts.submit,
  };
}

const words = (ctx: Context, id: 'note' | 'reason' | 'words', required = true): Field => ({
  id,
  kind: 'text',
  multiline: true,
  required,
  label: ctx.t(`requests.field.${id}`),
});

const rating = (ctx: Context): Field => ({
  id: 'rating',
  kind: 'choice',
  required: true,
  label: ctx.t('requests.field.rating'),
  options: ([5, 4, 3, 2, 1] as const).map((stars) => ({
    value: String(stars),
    label: ctx.t(`requests.rating.${stars}`),
  })),
});

const finishForm = formOf('finish', {
  fields: (ctx) => [words(ctx, 'note')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'finish', note: String(values.note) }),
});
const reopenForm = formOf('reopen', {
  fields: (ctx) => [words(ctx, 'reason')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'reopen', reason: String(values.reason) }),
});
const cancelForm = formOf('cancel', {
  fields: (ctx) => [words(ctx, 'reason')],
  submit: (ctx, id, values) => perform(ctx, id, { verb: 'cancel', reason: String(values.reason) }),
});
const confirmForm = formOf('confirm', {
  fields: (ctx, { roles }) => [...(roles.assignee ? [] : [rating(ctx)]), words(ctx, 'words', false)],
  submit: (ctx, id, values) =>
    perform(ctx, id, {
      verb: 'confirm',
      rating: Number(values.rating),
      comment: values.words === null ? null : String(values.words),
    }),
});
const commentForm = formOf('comment', {
  fields: (ctx) => [words(ctx, 'words')],
  async submit(ctx, id, values) {
    const found = await findRequest(ctx, id);
    if (found === undefined) return notFound(ctx);
    const { request, roles } = found;
    const outcome = spread(
      ctx,
      request,
      roles.requester ? 'answered' : 'commented',
      String(values.words),
      undefined,
    );
    return { ...outcome, answer: { kind: 'notice', text: ctx.t('requests.did.comment') } };
  },
});

/** Opens a form where what it is for is allowed now; `sample` is what sending it would ask for. */
const opening =
  (form: FormHandler, sample?: Intent) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const found = await findRequest(ctx, id);
    if (found === undefined) return notFound(ctx);
    const refused = sample && refusalOf(ctx, found, sample);
    if (refused !== undefined) return refused;
    return { answer: { kind: 'form', form: (await form.build(ctx, id))! } };
  };

export async function showRequest(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const { subject, version, number } = found.request;
  const args = { audience: audienceOf(found.roles) };
  const said = { to: ctx.inPrivate, view: 'requests.card', subject, live: 'copy', version, args } as const;
  // Among people, the card goes to the private chat; there, it is the answer.
  const elsewhere = !ctx.event.personal;
  return {
    say: [said],
    ...(elsewhere ? { answer: { kind: 'notice', text: ctx.t('requests.did.show', { number }) } } : {}),
  };
}

export async function showHistory(ctx: Context, found: Found | undefined): Promise<Outcome> {
  if (found === undefined) return notFound(ctx);
  const entries = await historyOf(ctx.database, found.request.subject);
  return { answer: { kind: 'card', card: historyCard(found.request, entries, ctx, ctx) } };
}

export const deedActions: Feature['actions'] = {
  'requests.take': (ctx, id) => perform(ctx, id, { verb: 'take' }),
  'requests.takeOver': (ctx, id) => perform(ctx, id, { verb: 'takeOver' }),
  'requests.release': (ctx, id) => perform(ctx, id, { verb: 'release' }),
  'requests.withdraw': (ctx, id) => perform(ctx, id, { verb: 'withdraw' }),
  'requests.finish': opening(finishForm, { verb: 'finish', note: '…' }),
  'requests.reopen': opening(reopenForm, { verb: 'reopen', reason: '…' }),
  'requests.cancel': opening(cancelForm, { verb: 'cancel', reason: '…' }),
  'requests.confirm': opening(confirmForm, { verb: 'confirm', rating: 5, comment: null }),
  'requests.comment': opening(commentForm),
  'requests.show': async (ctx, id) => showRequest(ctx, await findRequest(ctx, id)),
  'requests.history': async (ctx, id) => showHistory(ctx, await findRequest(ctx, id)),
};

export const deedForms: Feature['forms'] = {
  'requests.finish': finishForm,
  'requests.reopen': reopenForm,
  'requests.cancel': cancelForm,
  'requests.confirm': confirmForm,
  'requests.comment': commentForm,
};
