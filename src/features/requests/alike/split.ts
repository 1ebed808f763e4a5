import { newId } from '../../../core/ids.ts';
import type { Context } from '../../../engine/context.ts';
import { type Feature, type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { change, fileNew, mainCards } from '../changes.ts';
import { categoryOf } from '../filing/catalogue.ts';
import { describingField } from '../filing/understand.ts';
import { findRequest, notFound } from '../find.ts';
import type { Refusal } from '../intents.ts';
import { newRequest, type RequestState } from '../request.ts';
import { isOfTeam, type Roles } from '../roles.ts';
import { findableOf } from '../search/findable.ts';
import { isOver } from '../stages.ts';
import { nextNumber, subjectOf } from '../store.ts';
import { tellRequester } from '../telling.ts';

/** May this person make two requests of this one? Pure. */
export function maySplit(request: RequestState, roles: Roles): Refusal | undefined {
  if (!isOfTeam(roles)) return { refused: 'requests.refused.notMember' };
  if (isOver(request.stage)) return { refused: 'requests.refused.over' };
  // A part of what has to be approved would be a request that nobody approved.
  if (request.steps.length > 0) return { refused: 'requests.refused.splitApproval' };
  return undefined;
}

/** Files a second request, of the same kind and for the same person, about what `words` say. */
async function splitRequest(ctx: Context, id: string, words: string): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const { request, roles } = found;
  const refused = maySplit(request, roles);
  if (refused) return refusal(ctx.t(refused.refused, refused.args));
  const { person, now: at } = ctx;
  const category = categoryOf(ctx, request);
  const describing = describingField(category);
  const fields = describing === undefined ? request.fields : { ...request.fields, [describing]: words };
  const newRequestId = newId('req');
  const second = newRequest({
    id: newRequestId,
    subject: subjectOf(newRequestId),
    number: await nextNumber(ctx.database),
    category: request.category,
    teamId: request.teamId,
    requesterId: request.requesterId,
    filedById: person.id,
    fields,
    ...findableOf(category, fields, ctx.office, words),
    checklist: category.checklist.map((text) => ({ text, doneById: null, doneAt: null })),
    // The team knows of it: it is theirs who made it.
    stage: 'open',
    createdAt: at,
  });
  const deed = { actorId: person.id, at };
  const parting = change(
    ctx,
    request,
    {},
    {
      ...deed,
      kind: 'split',
      data: { text: `#${second.number}: ${words}`, requestId: second.id },
    },
  );
  const filed = fileNew(ctx, second, {
    ...deed,
    kind: 'splitFrom',
    data: { text: `#${request.number}`, requestId: request.id },
  });
  const notice = tellRequester(ctx, request, person.id, 'split', {
    by: person.name,
    words: `#${second.number}: ${words}`,
  });
  return {
    ...merge(merge(parting, filed), { say: [...mainCards(second), ...notice] }),
    answer: {
      kind: 'notice',
      text: ctx.t('requests.did.split', { number: request.number, other: second.number }),
    },
  };
}

const splitForm: FormHandler = {
  async build(ctx, context) {
    const found = await findRequest(ctx, context);
    return (
      found && {
        id: 'requests.split',
        context,
        title: ctx.t('requests.form.split', { number: found.request.number }),
        intro: ctx.t('requests.split.intro'),
        submit: ctx.t('requests.button.split'),
        fields: [
          {
            id: 'words',
            kind: 'text',
            multiline: true,
            required: true,
            label: ctx.t('requests.split.words'),
          },
        ],
      }
    );
  },
  submit: (ctx, context, { words }) => splitRequest(ctx, context, String(words)),
};

async function openSplit(ctx: Context, id: string): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const refused = maySplit(found.request, found.roles);
  if (refused) return refusal(ctx.t(refused.refused, refused.args));
  return { answer: { kind: 'form', form: (await splitForm.build(ctx, id))! } };
}

export const splitActions: Feature['actions'] = { 'requests.split': openSplit };
export const splitForms: Feature['forms'] = { 'requests.split': splitForm };
