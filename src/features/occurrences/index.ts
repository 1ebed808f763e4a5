import type { Feature, View } from '../../engine/feature.ts';
import { finish } from './answers.ts';
import { digestView } from './digest.ts';
import { answerForms } from './forms.ts';
import { Kinds } from './kinds.ts';
import { listUnanswered } from './list.ts';
import type { OccurrenceKind } from './occurrence.ts';
import { openQuietForm, quietCommands, quietForm } from './quiet-command.ts';
import { onDue } from './telling.ts';
import { cardView, noticeView } from './views.ts';

export { again, expect, recordMissed } from './expect.ts';
export type * from './occurrence.ts';
export { settle, settleAbout } from './settle.ts';
export { lateText, snoozeButton } from './views.ts';

/** Whatever falls due and is told to somebody: kept, told, put off, answered. The features bring their kinds of it. */
export function createOccurrences(all: readonly OccurrenceKind[]): Feature {
  const kinds = new Kinds(all);
  const forms = answerForms(kinds);
  return {
    name: 'occurrences',
    topic: 'reminders',
    commands: [
      {
        name: 'due',
        words: {
          en: ['due', 'what is due', "what's due"],
          'zh-CN': ['待办提醒', '到点事项', '我的提醒事项'],
        },
        summary: 'help.due',
        run: (ctx) => listUnanswered(ctx, kinds, ''),
      },
      ...quietCommands,
    ],
    actions: {
      ...forms.open,
      'occurrences.done': (ctx, id) => finish(ctx, kinds, id),
      'occurrences.list': (ctx, from) => listUnanswered(ctx, kinds, from),
      'occurrences.quiet': openQuietForm,
    },
    forms: { ...forms.handlers, 'occurrences.quiet': quietForm },
    timers: { 'occurrences.due': onDue(kinds) },
    views: {
      'occurrences.card': cardView(kinds) as View,
      'occurrences.digest': digestView(kinds) as View,
      'occurrences.notice': noticeView(kinds) as View,
    },
  };
}
