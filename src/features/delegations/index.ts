import type { Context } from '../../engine/context.ts';
import type { Command, Feature, Outcome } from '../../engine/feature.ts';
import { endDelegation, setForm } from './forms.ts';
import { delegationsOf } from './store.ts';
import { delegationsCard, notice } from './views.ts';

export { Absences, type Delegation, nobodyAway } from './absences.ts';
export { absencesAt, absencesBetween } from './store.ts';

const openForm = async (ctx: Context): Promise<Outcome> => ({
  answer: { kind: 'form', form: (await setForm.build(ctx, ''))! },
});

const commands: Command[] = [
  {
    name: 'substitute',
    words: {
      en: ['substitute', 'substitutes', 'my substitute'],
      'zh-CN': ['代理人', '代审', '审批代理', '我的代理人'],
    },
    summary: 'help.substitute',
    async run(ctx) {
      const all = await delegationsOf(ctx.database, ctx.person.id, ctx.now);
      return { answer: { kind: 'card', card: delegationsCard(all, ctx, ctx) } };
    },
  },
  {
    name: 'away',
    words: { en: ['away', "i'm away", 'out of office'], 'zh-CN': ['外出', '我不在', '不在办公室'] },
    summary: 'help.away',
    run: openForm,
  },
];

/** Who decides for somebody who is away. */
export const delegations: Feature = {
  name: 'delegations',
  commands,
  actions: { 'delegations.set': openForm, 'delegations.end': endDelegation },
  forms: { 'delegations.set': setForm },
  views: { 'delegations.notice': notice },
};
