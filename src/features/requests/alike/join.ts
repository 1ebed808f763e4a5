import type { Context } from '../../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { change } from '../changes.ts';
import { fileFilled } from '../filing/filing.ts';
import { findRequest, findTyped, notFound } from '../find.ts';
import type { RequestState } from '../request.ts';
import { rolesOf } from '../roles.ts';
import { loadRequest } from '../store.ts';
import { copyFor } from '../telling.ts';
import { findHeld, forgetHeld } from './held-filings.ts';
import { join, leave } from './rules-join.ts';

/** Joins a request that this person sees, or that was offered to them while filing: `req_1 hld_2`. Two queries. */
async function joinAction(ctx: Context, value: string): Promise<Outcome> {
  const [id = '', heldId] = value.split(' ');
  const held = heldId === undefined ? undefined : await findHeld(ctx, heldId);
  const offered = held?.offeredIds.includes(id) ?? false;
  const request = offered ? await loadRequest(ctx.database, id) : (await findRequest(ctx, id))?.request;
  if (request === undefined) return heldId && !held ? refusal(ctx.t('requests.alike.gone')) : notFound(ctx);
  const outcome = joinAs(ctx, request);
  const joined = outcome.history !== undefined;
  return joined && held ? merge({ writes: [forgetHeld(held)] }, outcome) : outcome;
}

function joinAs(ctx: Context, request: RequestState): Outcome {
  const { person, directory, now } = ctx;
  const changed = join(request, person.id, rolesOf(request, person.id, directory));
  if ('refused' in changed) return refusal(ctx.t(changed.refused, changed.args));
  const outcome = change(ctx, request, changed, { kind: 'joined', actorId: person.id, at: now });
  return {
    ...merge(outcome, { say: [copyFor(request, person.id)] }),
    answer: { kind: 'notice', text: ctx.t('requests.did.join', { number: request.number }) },
  };
}

async function leaveAction(ctx: Context, id: string): Promise<Outcome> {
  const found = await findRequest(ctx, id);
  if (found === undefined) return notFound(ctx);
  const { request, roles } = found;
  const changed = leave(request, ctx.person.id, roles);
  if ('refused' in changed) return refusal(ctx.t(changed.refused, changed.args));
  return {
    ...change(ctx, request, changed, { kind: 'left', actorId: ctx.person.id, at: ctx.now }),
    answer: { kind: 'notice', text: ctx.t('requests.did.leave', { number: request.number }) },
  };
}

/** Files what was filled in after all. Its own id makes that it happens once. */
async function fileAnyway(ctx: Context, heldId: string): Promise<Outcome> {
  const held = await findHeld(ctx, heldId);
  if (held === undefined) return refusal(ctx.t('requests.alike.gone'));
  const outcome = await fileFilled(ctx, held.context, held.values);
  if (outcome.history === undefined) return outcome;
  // Two clicks at once are two events; it is filed once all the same.
  const key = `held:${held.id}`;
  return merge(
    { writes: [forgetHeld(held), { kind: 'insert', table: 'Inbox', rows: [{ key, receivedAt: ctx.now }] }] },
    outcome,
  );
}

export const joinActions: Feature['actions'] = {
  'requests.join': joinAction,
  'requests.leave': leaveAction,
  'requests.fileAnyway': fileAnyway,
};

/** `join 42`, `leave 42`. */
export const joinCommands: Command[] = [
  {
    name: 'join',
    words: { en: ['join'], 'zh-CN': ['加入', '加入申请'] },
    takes: 'number',
    summary: 'help.join',
    usage: 'help.number.usage',
    run: (ctx, rest) => byNumber(ctx, rest, joinAction),
  },
  {
    name: 'leave',
    words: { en: ['leave'], 'zh-CN': ['退出', '退出申请'] },
    takes: 'number',
    summary: 'help.leave',
    usage: 'help.number.usage',
    run: (ctx, rest) => byNumber(ctx, rest, leaveAction),
  },
];

async function byNumber(
  ctx: Context,
  rest: string,
  act: (ctx: Context, id: string) => Promise<Outcome>,
): Promise<Outcome> {
  const found = await findTyped(ctx, rest);
  return found ? act(ctx, found.request.id) : notFound(ctx);
}
