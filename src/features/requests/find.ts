import { narrow } from '../../core/full-width.ts';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import type { RequestState } from './request.ts';
import { maySee, type Roles, rolesOf } from './roles.ts';
import { findByNumber, loadRequest } from './store.ts';

/** A request, and what the person who asks for it is to it. */
export interface Found {
  request: RequestState;
  roles: Roles;
}

/** Loads a request for somebody who may see it. To others there is no such request. One query. */
export async function findRequest(ctx: Context, id: string): Promise<Found | undefined> {
  return visible(ctx, await loadRequest(ctx.database, id));
}

/** The same by its number as typed: `42`, `#42`, `42 号`. */
export async function findTyped(ctx: Context, typed: string): Promise<Found | undefined> {
  const number = /\d{1,9}/.exec(narrow(typed))?.[0];
  return number === undefined ? undefined : visible(ctx, await findByNumber(ctx.database, Number(number)));
}

function visible(ctx: Context, request: RequestState | undefined): Found | undefined {
  const roles = request && rolesOf(request, ctx.person.id, ctx.directory);
  return roles && maySee(roles) ? { request, roles } : undefined;
}

export const notFound = (ctx: Context): Outcome => refusal(ctx.t('requests.refused.notFound'));
