import type { Context, Reader, World } from '../../../engine/context.ts';
import { type Command, type Outcome, refusal, type Versioned, type View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { actions, type Block, type Card, text } from '../../../ui/card.ts';
import { answererOf, moderatorsOf } from '../people.ts';
import type { Suggestion } from '../suggestion.ts';
import { dayText, shortened, titleOf } from '../words.ts';
import { type Digest, digestOf } from './digest.ts';
import { monthOf, subjectOfDigest } from './monthly.ts';

const mostOfEach = 5;
const reasonLength = 150;

/** `November 2026` */
const monthName = (month: string, { locale }: Reader): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00Z`),
  );

/** "You said, we did": what a month has brought. */
function digestCard(digest: Digest, reader: Reader, world: World): Card {
  const { locale } = reader;
  const month = monthName(digest.month, reader);
  const counts = {
    month,
    suggested: digest.suggested,
    ...{ done: digest.done.length, planned: digest.planned.length, declined: digest.declined.length },
  };
  const line = t(locale, 'suggestions.digest.line', counts);
  const part = (
    key: 'done' | 'planned' | 'declined' | 'overdue',
    detail: (suggestion: Suggestion) => string,
  ): Block[] => {
    const all = digest[key];
    if (all.length === 0) return [];
    const items = all
      .slice(0, mostOfEach)
      .map((suggestion) => ({ text: titleOf(suggestion), detail: detail(suggestion) }));
    const left = all.length - items.length;
    return [
      text(t(locale, `suggestions.digest.${key}`, { count: all.length }), 'strong'),
      { kind: 'list', items },
      ...(left > 0 ? [text(t(locale, 'suggestions.andMore', { count: left }), 'subtle')] : []),
    ];
  };
  const supported = ({ supporterIds }: Suggestion) =>
    t(locale, 'suggestions.supporters', { count: supporterIds.length });
  const owner = (suggestion: Suggestion) => world.directory.nameOf(answererOf(world, suggestion));
  const promised = (suggestion: Suggestion) =>
    suggestion.promisedFor === null
      ? owner(suggestion)
      : t(locale, 'suggestions.digest.by', {
          date: dayText(suggestion.promisedFor, reader),
          name: owner(suggestion),
        });
  const { nextMeeting } = digest;
  return {
    title: t(locale, 'suggestions.digest.title', { month }),
    summary: line,
    blocks: [
      text(line),
      ...part('done', supported),
      ...part('planned', promised),
      ...part('declined', ({ reason }) => shortened(reason ?? '', reasonLength)),
      ...part('overdue', promised),
      ...(nextMeeting
        ? [text(t(locale, 'suggestions.digest.meeting', { date: dayText(nextMeeting, reader) }))]
        : []),
      actions(
        {
          label: t(locale, 'suggestions.form.title'),
          action: 'suggestions.write',
          value: '',
          opensForm: true,
        },
        { label: t(locale, 'suggestions.list.newest'), action: 'suggestions.list', value: 'newest' },
      ),
    ],
  };
}

/** Two queries a month, however many it is told to. */
export const digestView: View<Digest> = {
  async load(world, subjects): Promise<Map<string, Versioned<Digest>>> {
    const digests = await Promise.all(subjects.map((subject) => digestOf(world, monthOf(subject))));
    return new Map(digests.map((state) => [subjectOfDigest(state.month), { version: 1, state }]));
  },
  draw: ({ state, reader, world }) => digestCard(state, reader, world),
};

const isModerator = (ctx: Context) => moderatorsOf(ctx).includes(ctx.person.id);

/** What this month's would say by now. Two queries. */
async function preview(ctx: Context): Promise<Outcome> {
  if (!isModerator(ctx)) return refusal(ctx.t('suggestions.refused.notModerator'));
  const month = dayOf(ctx.now, ctx.office.organisation.timezone).slice(0, 7);
  return { answer: { kind: 'card', card: digestCard(await digestOf(ctx, month), ctx, ctx) } };
}

export const digestCommands: Command[] = [
  {
    name: 'suggest digest',
    words: { en: ['suggest digest'], 'zh-CN': ['建议月报'] },
    summary: 'help.suggestDigest',
    offeredTo: isModerator,
    run: preview,
  },
];
