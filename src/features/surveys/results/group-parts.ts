import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { text } from '../../../ui/card.ts';
import { resultOf, topicsOf } from '../topics.ts';
import { barOf, figuresChart } from './charts.ts';
import { percentOf } from './figures.ts';
import { groupName } from './group-name.ts';
import type { Part } from './pages.ts';
import type { Report } from './report.ts';

/** So many groups fit one picture, and so many rates stand together. */
const groupsInPicture = 12;
const ratesTogether = 20;

/** How many of each group answered, and its figures beside everyone's; how many groups are left out. */
export function groupParts({ round }: Report, { locale }: Reader, world: World): Part[] {
  const { rules, results } = round;
  if (rules.groupBy === undefined) return [];
  const withheld =
    results.groupsWithheld > 0
      ? [text(t(locale, 'surveys.results.groupsWithheld', { count: results.groupsWithheld }), 'subtle')]
      : [];
  const named = results.groups.map((group) => ({
    ...group,
    name: groupName(world.office, rules.groupBy, group.group, locale),
  }));
  const rates = named.map(({ name, asked, answered }) => ({
    label: name,
    value: t(locale, 'surveys.results.groupRate', { asked, answered, percent: percentOf(answered, asked) }),
  }));
  const heading = text(t(locale, `surveys.results.by.${rules.groupBy}`), 'strong');
  const everyone = t(locale, 'surveys.results.everyone');
  const compared = topicsOf(rules).flatMap((topic): Part[] => {
    const bars = named.flatMap(({ name, questions }) => barOf(name, resultOf(questions, topic)) ?? []);
    const all = barOf(everyone, resultOf(results.questions, topic));
    if (bars.length === 0 || all === undefined) return [];
    const title = topic.label[locale];
    return chunksOf(bars, groupsInPicture).map((some) => [
      { kind: 'chart', chart: figuresChart(title, topic, [all, ...some], locale) },
    ]);
  });
  const rated = chunksOf(rates, ratesTogether).map((some) => ({ kind: 'facts' as const, facts: some }));
  const [first = [], ...rest] = rated.map((block) => [block]);
  return [[heading, ...withheld, ...first], ...rest, ...compared];
}

const chunksOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
