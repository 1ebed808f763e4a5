import type { Localized } from '../../core/locale.ts';
import type { Context, World } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';

/** A request that somebody still has to do. */
export interface OpenRequest {
  readonly id: string;
  readonly title: Localized;
  /** May this person read it? */
  seenBy(personId: string): boolean;
}

/** What duty wants of requests. They ask duty who is on duty, so this comes from app.ts. */
export interface DutyRequests {
  /** What each of these people still has to do for a team, by `<team id> <person id>`; the oldest first. Two queries. */
  openOf(
    world: World,
    whose: readonly { readonly teamId: string; readonly personId: string }[],
  ): Promise<ReadonlyMap<string, readonly OpenRequest[]>>;
  /** Makes somebody responsible for these, where this person may; says which, and of the others why not. */
  handTo(ctx: Context, requestIds: readonly string[], personId: string): Promise<Outcome>;
  /**
   * Files a request of one category where a description is all that it needs, else opens its form with these words.
   * Either way the check is named the request that is filed (`checkFiled`).
   */
  file(
    ctx: Context,
    categoryId: string,
    what: { readonly words: string; readonly fileIds: readonly string[]; readonly checkId: string },
  ): Promise<Outcome>;
}
