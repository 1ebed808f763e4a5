import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Context, World } from '../../../engine/context.ts';
import { notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Timer } from '../../../jobs/timers.ts';
import { dueAt } from '../../../time/due.ts';
import { actions, text } from '../../../ui/card.ts';
import { type Found, findManaged } from '../managed.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { changed } from '../store.ts';

/** May this person delete it? Whoever asked, and an administrator; a co-owner may not. */
export const mayDelete = ({ person, directory }: Context, { ownerId }: Pick<Poll, 'ownerId'>) =>
  ownerId === person.id || directory.isAdmin(person.id);

async function find(ctx: Context, id: string): Promise<Found> {
  const found = await findManaged(ctx, id, 'delete');
  if ('poll' in found && !mayDelete(ctx, found.poll))
    return { refused: refusal(ctx.t('polls.delete.coOwner')) };
  return found;
}

/** What is lost is said before. */
export async function askToDelete(ctx: Context, id: string): Promise<Outcome> {
  const found = await find(ctx, id);
  if ('refused' in found) return found.refused;
  const { poll } = found;
  const question = ctx.t('polls.delete.question', { title: poll.title, number: poll.number });
  const lost = ctx.t(poll.recurs ? 'polls.delete.lost.series' : 'polls.delete.lost', { count: poll.voters });
  const yes = {
    label: ctx.t('polls.delete.yes'),
    action: 'polls.deleteNow',
    value: id,
    style: 'danger' as const,
  };
  return {
    answer: {
      kind: 'card',
      card: { summary: question, blocks: [text(question), text(lost, 'subtle'), actions(yes)] },
    },
  };
}

/** Deletes it: its cards say so wherever they are, and its votes go (`purge`). One query. */
export async function deleteNow(ctx: Context, id: string): Promise<Outcome> {
  const found = await find(ctx, id);
  if ('refused' in found) return found.refused;
  const { poll } = found;
  const subject = subjectOf(poll);
  const gone = { state: 'deleted', result: null, recurs: null } as const;
  const outcome = changed(ctx, poll, gone, { kind: 'pollDeleted', actorId: ctx.person.id });
  return merge(outcome, {
    writes: [{ kind: 'lapse', subject }],
    timers: [{ kind: purgeTimer, subject, ...dueAt(ctx.now, ctx.timezone) }],
    ...notice(ctx.t('polls.delete.done', { title: poll.title })),
  });
}

export const purgeTimer = 'polls.purge';

/** Nobody votes any more once a poll is deleted: what was voted goes, and the key to it. One query. */
export const purge =
  (keyring: Keyring) =>
  async ({ database }: World, { subject }: Timer): Promise<Outcome> => {
    const pollId = subject.slice('poll:'.length);
    await keyring.destroy(pollId);
    const ballots = await database.prisma.pollBallot.findMany({ where: { pollId }, select: { id: true } });
    return { writes: [{ kind: 'delete', table: 'PollBallot', ids: ballots.map(({ id }) => id) }] };
  };
