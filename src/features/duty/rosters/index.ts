import type { Context } from '../../../engine/context.ts';
import type { Command, Feature } from '../../../engine/feature.ts';
import { showBalance } from './balance.ts';
import { draftTimers } from './drafts.ts';
import { showHistory } from './history-card.ts';
import {
  askToEnd,
  discardDraft,
  editRoster,
  endNow,
  managedTeams,
  newRoster,
  redoDraft,
  rosterForm,
  saveDraft,
} from './making.ts';
import { showMine } from './my-shifts.ts';
import { planTimers } from './plan-timers.ts';
import { openRoster, showRosters } from './showing.ts';
import { changedView, rosterView } from './views.ts';
import { asksWho, sayWho } from './who.ts';

export { rosterEffects } from './effects.ts';
export { watchRosters } from './plan-timers.ts';
export { reasonText } from './quality.ts';

/** All that was written: the words before the command's own count as well, `今天`. */
const written = ({ event }: Context, rest: string) => (event.kind === 'command' ? event.text : rest);

const commands: Command[] = [
  {
    name: 'on duty',
    words: {
      en: [
        'who is on duty',
        "who's on duty",
        'who’s on duty',
        'who was on duty',
        'who will be on duty',
        'who is on call',
      ],
      'zh-CN': ['今天谁值班', '谁值班', '谁在值班', '现在谁值班'],
    },
    alone: ['on duty', '值班'],
    takes: 'words',
    summary: 'help.onDuty',
    run: (ctx, rest) => sayWho(ctx, written(ctx, rest)),
  },
  {
    name: 'my shifts',
    words: { en: ['my shifts', 'my duty'], 'zh-CN': ['我的班次', '我的值班', '我的排班'] },
    summary: 'help.myShifts',
    run: showMine,
  },
  {
    name: 'rosters',
    words: { en: ['rosters', 'roster'], 'zh-CN': ['值班表', '排班表'] },
    takes: 'words',
    summary: 'help.rosters',
    run: showRosters,
  },
  {
    name: 'duty balance',
    words: { en: ['duty balance'], 'zh-CN': ['值班统计', '值班台账'] },
    takes: 'words',
    summary: 'help.dutyBalance',
    run: showBalance,
  },
  {
    name: 'new roster',
    words: { en: ['new roster', 'roster new'], 'zh-CN': ['新建值班表', '创建值班表'] },
    summary: 'help.newRoster',
    offeredTo: (ctx) => managedTeams(ctx).length > 0,
    run: (ctx) => newRoster(ctx),
  },
];

/** Rosters: planned ahead, asked about, made and changed. */
export const dutyRosters: Feature = {
  name: 'duty-rosters',
  topic: 'duty',
  commands,
  actions: {
    'duty.open': openRoster,
    'duty.mine': showMine,
    'duty.rosters': (ctx) => showRosters(ctx, ''),
    'duty.balance': showBalance,
    'duty.history': showHistory,
    'duty.new': newRoster,
    'duty.edit': editRoster,
    'duty.end': askToEnd,
    'duty.endNow': endNow,
    'duty.save': saveDraft,
    'duty.redo': redoDraft,
    'duty.discard': discardDraft,
  },
  forms: { 'duty.roster': rosterForm },
  timers: { ...planTimers, ...draftTimers },
  views: { 'duty.roster': rosterView, 'duty.changed': changedView },
  understand: async (ctx, sentence) => (asksWho(sentence) ? sayWho(ctx, sentence) : undefined),
};
