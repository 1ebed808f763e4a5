import type { Context } from '../../engine/context.ts';
import type { Outcome } from '../../engine/feature.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import { lineBlocks, pageSize } from './digest.ts';
import type { Kinds } from './kinds.ts';
import { unanswered } from './store.ts';

/**
 * What somebody, or a team of theirs, was told and nobody has answered, a page at a time. One query, and what each
 * kind needs.
 * @param from where the page before ended, as a button brought it back; anything else is the beginning.
 */
export async function listUnanswered(ctx: Context, kinds: Kinds, from: string): Promise<Outcome> {
  const [at = '', id = ''] = from.split(' ');
  const dueAt = new Date(at);
  const { occurrences, left } = await unanswered(ctx.database, {
    personId: ctx.person.id,
    teamIds: ctx.directory.teamsOf(ctx.person.id).map((team) => team.id),
    kinds: kinds.answerable,
    from: Number.isNaN(dueAt.getTime()) ? undefined : { dueAt, id },
    limit: pageSize,
  });
  const states = await kinds.load(ctx, occurrences);
  const shown = occurrences.filter((one) => states.has(one.id));
  const last = occurrences.at(-1);
  const more = last !== undefined && left > occurrences.length;
  const empty = shown.length === 0 && !more;
  // What has lapsed meanwhile is neither shown nor counted.
  const count = left - (occurrences.length - shown.length);
  const summary = ctx.t('occurrences.list.summary', { count: empty ? 0 : count });
  const card: Card = {
    title: ctx.t('occurrences.list.title'),
    summary,
    blocks: [
      text(summary, 'subtle'),
      ...shown.flatMap((occurrence) =>
        lineBlocks({ occurrence, state: states.get(occurrence.id) }, kinds, ctx, ctx),
      ),
      ...(more
        ? [
            actions({
              label: ctx.t('occurrences.list.more', { count: left - occurrences.length }),
              action: 'occurrences.list',
              value: `${last.dueAt.toISOString()} ${last.id}`,
            }),
          ]
        : []),
    ],
  };
  return { answer: { kind: 'card', card } };
}
