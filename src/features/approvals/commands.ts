import { narrow } from '../../core/full-width.ts';
import type { Command } from '../../engine/feature.ts';
import { refusal } from '../../engine/feature.ts';
import type { Approvable } from './approvable.ts';
import type { Verbs } from './verbs.ts';

/** `nudge 42`, and `remind 42`, which the reminders hand on: the requester brings their request back to the approvers' minds. */
export const remindCommand = (approvables: readonly Approvable[], verbs: Verbs): Command => ({
  name: 'remind',
  words: { en: ['nudge'], 'zh-CN': ['催办', '催一下'] },
  takes: 'number',
  summary: 'help.remind',
  usage: 'help.number.usage',
  async run(ctx, rest) {
    const number = Number(/\d{1,9}/.exec(narrow(rest))?.[0] ?? Number.NaN);
    if (Number.isNaN(number)) return refusal(ctx.t('approvals.refused.which'));
    for (const approvable of approvables) {
      const subject = await approvable.byNumber(ctx, number);
      if (subject !== undefined) return verbs.remind(ctx, subject);
    }
    return refusal(ctx.t('approvals.refused.gone'));
  },
});
