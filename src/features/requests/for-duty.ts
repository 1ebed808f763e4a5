import { groupBy } from '../../core/group-by.ts';
import { namedQuery } from '../../db/named-query.ts';
import { refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { maxTextLength } from '../../ui/form.ts';
import type { DutyRequests } from '../duty/index.ts';
import { assignMany } from './bulk-assign.ts';
import { titleOf } from './filing/catalogue.ts';
import { cut, fileable } from './filing/choosing.ts';
import { newDraft } from './filing/drafts.ts';
import { fileRequest } from './filing/file-request.ts';
import { openFormWith } from './filing/filing.ts';
import { describingField } from './filing/understand.ts';
import { maySee, rolesOf } from './roles.ts';
import { loadRequests } from './store.ts';

/** So many of one person's are listed: a card has an end. */
const mostOpen = 20;

/** What duty wants of requests. */
export const requestsForDuty: DutyRequests = {
  async openOf(world, whose) {
    const { database, directory } = world;
    const { rows } = await namedQuery<{ id: string; key: string }>(
      database,
      `SELECT r."id", k."teamId" || ' ' || k."personId" AS "key"
       FROM unnest($1::text[], $2::text[]) AS k("teamId", "personId")
       CROSS JOIN LATERAL (SELECT "id" FROM "Request" WHERE "teamId" = k."teamId" AND "assigneeId" = k."personId"
         AND "stage" NOT IN ('done', 'closed', 'rejected', 'cancelled') ORDER BY "number" LIMIT $3) r`,
      [whose.map(({ teamId }) => teamId), whose.map(({ personId }) => personId), mostOpen],
    );
    const found = await loadRequests(
      database,
      rows.map(({ id }) => id),
    );
    const groups = groupBy(rows, ({ key }) => key);
    return new Map(
      [...groups].map(([key, group]) => [
        key,
        group
          .flatMap(({ id }) => found.get(id) ?? [])
          .map((request) => ({
            id: request.id,
            title: { en: titleOf(world, request, 'en'), 'zh-CN': titleOf(world, request, 'zh-CN') },
            seenBy: (personId) => maySee(rolesOf(request, personId, directory)),
          })),
      ]),
    );
  },

  async handTo(ctx, requestIds, personId) {
    const found = await loadRequests(ctx.database, [...requestIds]);
    const visible = requestIds.flatMap((id) => {
      const request = found.get(id);
      return request && maySee(rolesOf(request, ctx.person.id, ctx.directory)) ? [request] : [];
    });
    return assignMany(ctx, visible, personId);
  },

  async file(ctx, categoryId, { words, fileIds, checkId }) {
    const category = fileable(ctx, categoryId);
    if (category === undefined) return refusal(ctx.t('duty.checks.refused.category'));
    const { draft, write } = newDraft(ctx, { text: words }, { fileIds, checkId });
    const describing = describingField(category);
    const needsMore = category.fields.some(({ id, required }) => required && id !== describing);
    if (describing === undefined || needsMore)
      return merge({ writes: [write] }, openFormWith(ctx, category, draft));
    const values = Object.fromEntries(
      category.fields.map(({ id }) => [id, id === describing ? cut(words, maxTextLength) : null]),
    );
    return fileRequest(ctx, category, values, { draft });
  },
};
