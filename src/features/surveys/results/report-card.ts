import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import { exportLinks } from '../../exports/index.ts';
import { pagesOf } from './pages.ts';
import { partsOf, rateText } from './parts.ts';
import type { Report } from './report.ts';
import { roundName } from './words.ts';

/** What the exports of results are called in addresses. */
export const exportKind = 'surveys';

/** One page of a report, with the ways to the others. */
export function reportCard(report: Report, page: number, whole: boolean, reader: Reader, world: World): Card {
  const { locale } = reader;
  const { round, before } = report;
  const pages = pagesOf(partsOf(report, whole, reader, world));
  const at = Math.min(Math.max(0, page), pages.length - 1);
  const to = (label: string, roundId: string, wanted: number) => ({
    ...{ label, action: 'surveys.results', value: `${roundId} ${wanted}` },
  });
  const title = t(locale, 'surveys.results.title', {
    survey: round.rules.name[locale],
    round: roundName(round, locale),
  });
  const buttons = [
    at > 0 && to(t(locale, 'surveys.results.previous'), round.id, at - 1),
    at < pages.length - 1 && to(t(locale, 'surveys.results.nextPage'), round.id, at + 1),
    at === 0 && before !== undefined && to(t(locale, 'surveys.results.roundBefore'), before.id, 0),
    at === 0 &&
      whole &&
      report.opened.length > 0 && {
        ...{ label: t(locale, 'surveys.followUps.button'), action: 'surveys.followUps', value: '' },
      },
  ].filter((button) => button !== false);
  return {
    title,
    summary: `${title}: ${rateText(report, locale)}`,
    blocks: [
      ...(pages.length > 1
        ? [text(t(locale, 'surveys.results.page', { page: at + 1, pages: pages.length }), 'subtle')]
        : []),
      ...(pages[at] ?? []).flat(),
      ...(at === 0 && whole && round.results.questions !== null
        ? exportLinks(world, locale, exportKind, round.id)
        : []),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}
