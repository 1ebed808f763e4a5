import type { Context } from '../../engine/context.ts';
import type { Command, Feature } from '../../engine/feature.ts';
import { actions, type Card, text } from '../../ui/card.ts';

/** What this person may do here, in their language. Costs no query. */
function helpCard(ctx: Context, commands: readonly Command[]): Card {
  const items = commands
    .filter((command) => command.offeredTo?.(ctx) ?? true)
    .map((command) => {
      const word = command.words[ctx.locale][0] ?? command.name;
      return {
        text: command.usage ? `${word} ${ctx.t(command.usage)}` : word,
        detail: ctx.t(command.summary),
      };
    });
  const teams = ctx.directory.teamsOf(ctx.person.id).map((team) => team.name[ctx.locale]);
  const hello = ctx.t('help.hello', { name: ctx.person.name });
  return {
    title: ctx.t('help.title'),
    summary: hello,
    blocks: [
      text(hello),
      ...(teams.length > 0 ? [text(ctx.t('help.teams', { teams: teams.join(', ') }), 'subtle')] : []),
      { kind: 'list', items },
      actions({
        label: ctx.t('requests.button.file'),
        action: 'requests.start',
        value: 'help',
        style: 'primary',
      }),
    ],
  };
}

/** The command that tells people what there is, of these features and of its own. */
export function createHelp(features: readonly Feature[]): Feature {
  const commands: Command[] = [
    {
      name: 'help',
      words: {
        en: ['help', 'help me', 'hello', 'hello there', 'hey', 'hi', 'hi there'],
        'zh-CN': ['帮助', '你好', '您好'],
      },
      summary: 'help.help',
      run: async (ctx) => ({ answer: { kind: 'card', card: helpCard(ctx, all) } }),
    },
  ];
  const all = [...commands, ...features.flatMap((feature) => feature.commands ?? [])];
  return { name: 'help', commands };
}
