import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, type HelpTopic, helpTopics } from '../../engine/feature.ts';
import { actions, type Card, text } from '../../ui/card.ts';

/** Its own commands, then those of the features, by what they are about. */
type Topics = ReadonlyMap<HelpTopic, readonly Command[]>;

/** What this person may do here about one thing, in their language, and where the rest is. Costs no query. */
function helpCard(ctx: Context, topics: Topics, topic: HelpTopic): Card {
  const items = (topics.get(topic) ?? [])
    .filter((command) => command.offeredTo?.(ctx) ?? true)
    .map((command) => {
      const word = command.words[ctx.locale][0] ?? command.name;
      return {
        text: command.usage ? `${word} ${ctx.t(command.usage)}` : word,
        detail: ctx.t(command.summary),
      };
    });
  const first = topic === 'requests';
  const teams = ctx.directory.teamsOf(ctx.person.id).map((team) => team.name[ctx.locale]);
  const intro = first ? ctx.t('help.hello', { name: ctx.person.name }) : ctx.t(`help.topic.${topic}.intro`);
  return {
    title: first ? ctx.t('help.title') : ctx.t(`help.topic.${topic}`),
    summary: intro,
    blocks: [
      text(intro),
      ...(first && teams.length > 0
        ? [text(ctx.t('help.teams', { teams: teams.join(', ') }), 'subtle')]
        : []),
      { kind: 'list', items },
      actions(
        first && {
          label: ctx.t('requests.button.file'),
          action: 'requests.start',
          value: 'help',
          style: 'primary',
        },
        ...helpTopics
          .filter((other) => other !== topic)
          .map((other) => ({ label: ctx.t(`help.topic.${other}`), action: 'help.topic', value: other })),
      ),
    ],
  };
}

/** The command that tells people what there is, of these features and of its own. */
export function createHelp(features: readonly Feature[]): Feature {
  const show = async (ctx: Context, value: string) => {
    const topic = helpTopics.find((one) => one === value) ?? 'requests';
    return { answer: { kind: 'card' as const, card: helpCard(ctx, topics, topic) } };
  };
  const commands: Command[] = [
    {
      name: 'help',
      words: {
        en: ['help', 'help me', 'hello', 'hello there', 'hey', 'hi', 'hi there'],
        'zh-CN': ['帮助', '你好', '您好'],
      },
      summary: 'help.help',
      run: (ctx) => show(ctx, 'requests'),
    },
  ];
  const topics: Topics = new Map(
    helpTopics.map((topic) => [
      topic,
      [
        ...(topic === 'requests' ? commands : []),
        ...features.flatMap((feature) =>
          (feature.topic ?? 'requests') === topic ? (feature.commands ?? []) : [],
        ),
      ],
    ]),
  );
  return { name: 'help', commands, actions: { 'help.topic': show } };
}
