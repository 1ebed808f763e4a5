import type { Context } from '../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Field, FieldValue } from '../../ui/form.ts';
import { wordingOf } from './cards/request-buttons.ts';
import {
  checklistField,
  costField,
  memberField,
  ratingFields,
  ratingsIn,
  repliesField,
  startOf,
  teamField,
  untilField,
  words,
  wordsWith,
} from './deed-fields.ts';
import { performOn } from './deeds.ts';
import { fieldsForm } from './editing.ts';
import { attach, fileField, fileIdsIn } from './files/attachments.ts';
import { whoIsMeant } from './filing/assignment.ts';
import { type Found, findRequest, notFound } from './find.ts';
import type { FormVerb } from './intents.ts';
import { noteDown, speak } from './speaking.ts';
import { spentOn } from './spending.ts';

/** A form about one request, for those who may see it. Its context is the request's id. */
function formOf(
  name: FormVerb,
  fields: (ctx: Context, found: Found) => Field[] | Promise<Field[]>,
  submit: (ctx: Context, found: Found, values: Record<string, FieldValue>) => Outcome | Promise<Outcome>,
): FormHandler {
  return {
    async build(ctx, context) {
      const found = await findRequest(ctx, context);
      return (
        found && {
          id: `requests.${name}`,
          context,
          title: ctx.t(`requests.form.${wordingOf(name, found.request)}`, { number: found.request.number }),
          submit: ctx.t(`requests.button.${wordingOf(name, found.request)}`),
          fields: await fields(ctx, found),
        }
      );
    },
    async submit(ctx, context, values) {
      const found = await findRequest(ctx, context);
      return found === undefined ? notFound(ctx) : submit(ctx, found, values);
    },
  };
}

const text = (value: FieldValue | undefined) => (typeof value === 'string' ? value : '');

/** Puts what was chosen in a form's file field to the request, where what the form is for was done. */
function withFiles(ctx: Context, { request }: Found, done: Outcome, chosen: FieldValue | undefined): Outcome {
  if (done.writes === undefined) return done;
  return merge({ writes: attach(request.id, fileIdsIn(chosen), { phase: 'completion', at: ctx.now }) }, done);
}

export const deedForms: Record<FormVerb, FormHandler> = {
  assign: formOf(
    'assign',
    async (ctx, { request }) => [await memberField(ctx, request)],
    async (ctx, found, { person }) => {
      const personId = await whoIsMeant(ctx, text(person));
      if (personId === undefined) return refusal(ctx.t('requests.refused.nobodyOnDuty'));
      return performOn(ctx, found, { verb: 'assign', personId });
    },
  ),
  askRequester: formOf(
    'askRequester',
    (ctx, found) => [...repliesField(ctx, found), words(ctx, 'question', false)],
    (ctx, found, { question, ...values }) => {
      const asked = wordsWith(ctx, found.request, { ...values, words: question ?? null });
      return performOn(ctx, found, { verb: 'askRequester', question: asked });
    },
  ),
  hold: formOf(
    'hold',
    (ctx) => [words(ctx, 'reason'), untilField(ctx)],
    (ctx, found, { reason, until }) =>
      performOn(ctx, found, { verb: 'hold', reason: text(reason), until: startOf(ctx, text(until)) }),
  ),
  handOver: formOf(
    'handOver',
    (ctx, { request }) => [teamField(ctx, request), words(ctx, 'reason')],
    (ctx, found, { team, reason }) =>
      performOn(ctx, found, { verb: 'handOver', teamId: text(team), reason: text(reason) }),
  ),
  decline: formOf(
    'decline',
    (ctx) => [words(ctx, 'reason')],
    (ctx, found, { reason }) => performOn(ctx, found, { verb: 'decline', reason: text(reason) }),
  ),
  check: formOf(
    'check',
    (ctx, { request }) => [checklistField(ctx, request)],
    (ctx, found, { ticked }) =>
      performOn(ctx, found, { verb: 'check', ticked: Array.isArray(ticked) ? ticked.map(Number) : [] }),
  ),
  finish: formOf(
    'finish',
    (ctx, { request }) => [words(ctx, 'note'), ...costField(ctx, request), fileField(ctx)],
    async (ctx, found, { note, actualCost, files }) => {
      const cost = typeof actualCost === 'number' ? actualCost : null;
      const done = await performOn(ctx, found, { verb: 'finish', note: text(note), actualCost: cost });
      if (done.writes === undefined) return done;
      return merge(await spentOn(ctx, found.request, cost), withFiles(ctx, found, done, files));
    },
  ),
  confirm: formOf(
    'confirm',
    (ctx, { roles }) => [...(roles.assignee ? [] : ratingFields(ctx)), words(ctx, 'words', false)],
    (ctx, found, values) =>
      performOn(ctx, found, {
        verb: 'confirm',
        ratings: ratingsIn(values),
        comment: text(values.words) || null,
      }),
  ),
  reopen: formOf(
    'reopen',
    (ctx) => [words(ctx, 'reason')],
    (ctx, found, { reason }) => performOn(ctx, found, { verb: 'reopen', reason: text(reason) }),
  ),
  cancel: formOf(
    'cancel',
    (ctx) => [words(ctx, 'reason')],
    (ctx, found, { reason }) => performOn(ctx, found, { verb: 'cancel', reason: text(reason) }),
  ),
  edit: fieldsForm('edit'),
  correct: fieldsForm('correct'),
  addWatcher: formOf(
    'addWatcher',
    (ctx) => [{ id: 'person', kind: 'person', required: true, label: ctx.t('requests.field.watcher') }],
    (ctx, found, { person }) => performOn(ctx, found, { verb: 'addWatcher', personId: text(person) }),
  ),
  comment: formOf(
    'comment',
    (ctx, found) => {
      const replies = repliesField(ctx, found);
      return [...replies, words(ctx, 'words', replies.length === 0)];
    },
    (ctx, found, values) => said(ctx, speak(ctx, found, wordsWith(ctx, found.request, values)), 'comment'),
  ),
  note: formOf(
    'note',
    (ctx) => [words(ctx, 'internal')],
    (ctx, found, { internal }) => said(ctx, noteDown(ctx, found, text(internal)), 'note'),
  ),
};

const said = (ctx: Context, outcome: Outcome, what: 'comment' | 'note'): Outcome =>
  outcome.writes === undefined
    ? outcome
    : { ...outcome, answer: { kind: 'notice', text: ctx.t(`requests.did.${what}`) } };
