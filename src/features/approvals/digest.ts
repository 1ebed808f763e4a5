import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal } from '../../engine/feature.ts';
import { contextBlocks } from './context.ts';
import { presenceFor, refuse } from './deciding.ts';
import { digestCard } from './digest-card.ts';
import { whyNot } from './rules.ts';
import type { Subjects } from './subjects.ts';
import { approvalCard } from './views.ts';
import { waitingFor } from './waiting.ts';

/** So many are decided on one card: with more of them it would be too much for some platform. */
const pageSize = 5;

/** What waits for somebody's decision, the oldest first, a page at a time, each decidable there. */
export function createDigest(subjects: Subjects): Required<Pick<Feature, 'commands' | 'actions'>> {
  /** Six queries for one kind of subject, however much waits. */
  async function page(ctx: Context, from: string): Promise<Outcome> {
    const waiting = await waitingFor(ctx, subjects, { from, limit: pageSize });
    const contexts = await subjects.contexts(ctx, waiting.steps);
    return { answer: { kind: 'card', card: digestCard(waiting, contexts, ctx) } };
  }

  /** One of them in full: five queries. It tells more than its requester may know, so that nobody else opens it. */
  async function show(ctx: Context, value: string): Promise<Outcome> {
    const found = await subjects.find(ctx, value);
    if (found === undefined) return refusal(ctx.t('approvals.refused.gone'));
    const { approvable, subject, stepId } = found;
    const { steps } = await presenceFor(ctx, subject, stepId);
    const why = whyNot(steps, stepId, ctx.person, subject, (id) => ctx.directory.nameOf(id));
    if (why) return refuse(ctx, why);
    const context = (await subjects.contexts(ctx, [found])).get(subject.subject);
    const blocks = context && contextBlocks(context, ctx, ctx);
    const card = approvalCard(approvable, { ...subject, steps }, { stepId }, ctx.person, ctx, blocks);
    return { answer: { kind: 'card', card } };
  }

  const command: Command = {
    name: 'approvals',
    words: { en: ['approvals', 'my approvals'], 'zh-CN': ['待我审批', '我的审批', '审批'] },
    summary: 'help.approvals',
    run: (ctx) => page(ctx, ''),
  };
  return { commands: [command], actions: { 'approvals.list': page, 'approvals.show': show } };
}
