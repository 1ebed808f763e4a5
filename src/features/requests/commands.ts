import type { Locale } from '../../core/locale.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, refusal } from '../../engine/feature.ts';
import { openStep } from '../approvals/index.ts';
import { deedActions } from './deed-forms.ts';
import { startFiling } from './filing.ts';
import { findTyped, notFound } from './find.ts';
import { listCard } from './list-cards.ts';
import { showHistory, showRequest } from './look.ts';
import { queueOf, requestsOf } from './store.ts';

/** A number is missing: says how to write it. */
const whichOne = (ctx: Context, name: 'show' | 'history' | 'cancel') =>
  refusal(ctx.t('requests.refused.which', { word: wordOf(name, ctx.locale) }));

const wordOf = (name: string, locale: Locale) =>
  commands.find((command) => command.name === name)!.words[locale][0]!;

/** What people can write about requests. */
export const commands: Command[] = [
  {
    name: 'request',
    words: { en: ['request'], 'zh-CN': ['申请', '提交申请', '我要申请'] },
    alone: ['new', 'new request', 'file', 'file a request', '新建', '新申请'],
    takes: 'words',
    summary: 'help.request',
    usage: 'help.request.usage',
    run: startFiling,
  },
  {
    name: 'my',
    words: { en: ['my', 'mine', 'my requests'], 'zh-CN': ['我的', '我的申请', '查看我的申请'] },
    summary: 'help.my',
    async run(ctx) {
      const mine = await requestsOf(ctx.database, ctx.person.id);
      const card = listCard(ctx.t('requests.my'), mine, ctx.t('requests.my.empty'), ctx, ctx);
      return { answer: { kind: 'card', card } };
    },
  },
  {
    name: 'queue',
    words: { en: ['queue', 'todo'], 'zh-CN': ['待办', '队列'] },
    summary: 'help.queue',
    async run(ctx) {
      const teams = ctx.directory.teamsOf(ctx.person.id).map(({ id }) => id);
      const waiting = await queueOf(ctx.database, teams, ctx.person.id);
      // What this person is asked to decide comes first.
      const mine = (steps: (typeof waiting)[number]['steps']) =>
        openStep(steps)?.approverIds.includes(ctx.person.id);
      const sorted = [...waiting].sort(
        (a, b) => Number(mine(b.steps) ?? false) - Number(mine(a.steps) ?? false),
      );
      const card = listCard(ctx.t('requests.queue'), sorted, ctx.t('requests.queue.empty'), ctx, ctx);
      return { answer: { kind: 'card', card } };
    },
  },
  {
    name: 'show',
    words: { en: ['show', 'find', '#'], 'zh-CN': ['查看', '看'] },
    takes: 'number',
    summary: 'help.show',
    usage: 'help.number.usage',
    run: async (ctx, rest) => (rest ? showRequest(ctx, await findTyped(ctx, rest)) : whichOne(ctx, 'show')),
  },
  {
    name: 'history',
    words: { en: ['history'], 'zh-CN': ['历史', '记录'] },
    takes: 'number',
    summary: 'help.history',
    usage: 'help.number.usage',
    run: async (ctx, rest) =>
      rest ? showHistory(ctx, await findTyped(ctx, rest)) : whichOne(ctx, 'history'),
  },
  {
    name: 'cancel',
    words: { en: ['cancel', 'withdraw'], 'zh-CN': ['取消', '撤回', '取消申请', '撤回申请'] },
    takes: 'number',
    summary: 'help.cancel',
    usage: 'help.number.usage',
    async run(ctx, rest) {
      if (rest === '') return whichOne(ctx, 'cancel');
      const found = await findTyped(ctx, rest);
      if (found === undefined) return notFound(ctx);
      const action = found.roles.requester ? 'requests.withdraw' : 'requests.cancel';
      return deedActions![action]!(ctx, found.request.id);
    },
  },
];
