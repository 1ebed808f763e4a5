import type { Locale } from '../../core/locale.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, refusal } from '../../engine/feature.ts';
import { joinCommands } from './alike/join.ts';
import { bulkCommands } from './bulk-assign.ts';
import { deedActions } from './deed-actions.ts';
import { startFiling } from './filing/filing.ts';
import { findTyped, notFound } from './find.ts';
import { showHistory, showRequest } from './look.ts';
import { listCommands } from './search/lists.ts';
import { searchCommands } from './search/search.ts';

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
  ...listCommands,
  ...searchCommands,
  ...joinCommands,
  ...bulkCommands,
  {
    name: 'show',
    words: { en: ['show', '#'], 'zh-CN': ['查看', '看'] },
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
      return deedActions[action]!(ctx, found.request.id);
    },
  },
];
