import type { HoursOfDay } from '../../core/working-hours.ts';
import type { Context } from '../../engine/context.ts';
import { type Command, type FormHandler, notice, type Outcome } from '../../engine/feature.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import type { Form } from '../../ui/form.ts';
import { type QuietSetting, quietHoursOf, readHours } from './quiet-hours.ts';
import { quietHoursIn, quietSettingOf } from './quiet-setting.ts';

/** What somebody wants: hours of their own, none, or those of the office. */
type Wish = HoursOfDay | 'off' | 'default';

const off = /^(?:off|none|no|never|关|关闭|关掉|取消|不要)$/i;
const standard = /^(?:default|standard|reset|office|默认|恢复默认|恢复|随公司)$/i;

/** What somebody has written behind the command. Undefined: it cannot be told. */
export function readWish(rest: string): Wish | undefined {
  const said = rest.trim().replace(/[.!。！]+$/, '');
  if (off.test(said)) return 'off';
  return standard.test(said) ? 'default' : readHours(said);
}

/** Keeps it. No query. */
function keep(ctx: Context, wish: Wish): Outcome {
  const setting: QuietSetting =
    wish === 'default'
      ? { quietFrom: null, quietTo: null }
      : wish === 'off'
        ? { quietFrom: '', quietTo: '' }
        : { quietFrom: wish.from, quietTo: wish.to };
  const row = { id: ctx.person.id, ...setting };
  return {
    writes: [{ kind: 'insert', table: 'PersonSetting', rows: [row], onConflict: 'replace' }],
    ...notice(sentence(ctx, setting)),
  };
}

/** What counts for this person, and why. */
function sentence(ctx: Context, setting: QuietSetting | undefined): string {
  const hours = quietHoursIn(ctx.office, setting);
  const own = setting !== undefined && setting.quietFrom !== null;
  if (hours === undefined) return ctx.t(own ? 'occurrences.quiet.off' : 'occurrences.quiet.none');
  return ctx.t(own ? 'occurrences.quiet.own' : 'occurrences.quiet.office', { ...hours });
}

/** What counts now, with the way to change it. One query. */
async function show(ctx: Context): Promise<Outcome> {
  const said = sentence(ctx, await quietSettingOf(ctx.database, ctx.person.id));
  const card: Card = {
    title: ctx.t('occurrences.quiet.title'),
    summary: said,
    blocks: [
      text(said),
      text(ctx.t('occurrences.quiet.hint'), 'subtle'),
      actions({
        label: ctx.t('occurrences.quiet.change'),
        action: 'occurrences.quiet',
        value: '',
        style: 'primary',
        opensForm: true,
      }),
    ],
  };
  return { answer: { kind: 'card', card } };
}

function formFor(ctx: Context, setting: QuietSetting | undefined): Form {
  const { quietHours } = ctx.office.organisation;
  const hours = quietHoursOf(setting, quietHours) ?? { from: '20:00', to: '08:00' };
  const own = { field: 'which', in: ['own'] };
  const chosen =
    !setting || setting.quietFrom === null ? 'default' : setting.quietFrom === '' ? 'off' : 'own';
  const standardLabel = quietHours
    ? ctx.t('occurrences.quiet.choose.default', { ...quietHours })
    : ctx.t('occurrences.quiet.choose.defaultNone');
  return {
    id: 'occurrences.quiet',
    context: '',
    title: ctx.t('occurrences.quiet.title'),
    intro: ctx.t('occurrences.quiet.hint'),
    submit: ctx.t('occurrences.quiet.submit'),
    fields: [
      {
        id: 'which',
        kind: 'choice',
        required: true,
        label: ctx.t('occurrences.quiet.which'),
        value: chosen,
        options: [
          { value: 'own', label: ctx.t('occurrences.quiet.choose.own') },
          { value: 'default', label: standardLabel },
          { value: 'off', label: ctx.t('occurrences.quiet.choose.off') },
        ],
      },
      {
        id: 'from',
        kind: 'time',
        required: true,
        label: ctx.t('occurrences.quiet.from'),
        value: hours.from,
        showWhen: own,
      },
      {
        id: 'to',
        kind: 'time',
        required: true,
        label: ctx.t('occurrences.quiet.to'),
        value: hours.to === '24:00' ? '00:00' : hours.to,
        showWhen: own,
      },
    ],
  };
}

export const quietForm: FormHandler = {
  async build(ctx) {
    return formFor(ctx, await quietSettingOf(ctx.database, ctx.person.id));
  },
  async submit(ctx, _, { which, from, to }) {
    if (which === 'off' || which === 'default') return keep(ctx, which);
    const hours = { from: String(from), to: String(to) };
    if (hours.from !== hours.to) return keep(ctx, hours);
    const form = formFor(ctx, undefined);
    return { answer: { kind: 'form', form: { ...form, errors: { to: ctx.t('occurrences.quiet.same') } } } };
  },
};

export const openQuietForm = async (ctx: Context): Promise<Outcome> => ({
  answer: { kind: 'form', form: (await quietForm.build(ctx, ''))! },
});

export const quietCommands: readonly Command[] = [
  {
    name: 'quiet hours',
    words: { en: ['quiet hours', 'do not disturb'], 'zh-CN': ['免打扰', '免打扰时段', '勿扰'] },
    takes: 'words',
    summary: 'help.quiet',
    usage: 'help.quiet.usage',
    async run(ctx, rest) {
      if (rest.trim() === '') return show(ctx);
      const wish = readWish(rest);
      return wish === undefined ? openQuietForm(ctx) : keep(ctx, wish);
    },
  },
  {
    name: 'quiet hours off',
    words: { en: ['no quiet hours'], 'zh-CN': ['关闭免打扰', '取消免打扰'] },
    summary: 'help.quietOff',
    run: async (ctx) => keep(ctx, 'off'),
  },
];
