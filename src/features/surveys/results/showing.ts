import { locales } from '../../../core/locale.ts';
import type { Context } from '../../../engine/context.ts';
import { type Outcome, refusal } from '../../../engine/feature.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type ListItem, text } from '../../../ui/card.ts';
import { findRound } from '../rounds/store.ts';
import { readingOf } from './access.ts';
import { rateText } from './parts.ts';
import { loadReport } from './report.ts';
import { reportCard } from './report-card.ts';
import { type CountedRound, lastCountedFor } from './store.ts';
import { roundName } from './words.ts';

const perPage = 12;

/** A page of a round's report. At most seven queries. @param value `<round id> <page>`; from outside. */
export async function showResults(ctx: Context, value: string): Promise<Outcome> {
  const [id = '', page] = value.split(' ');
  const round = await findRound(ctx, id);
  const reading = round && (await readingOf(ctx, round, ctx.person.id));
  if (round === undefined || reading === undefined) return refusal(ctx.t('surveys.results.refused.gone'));
  if (round.state !== 'counted')
    return refusal(ctx.t('surveys.results.refused.open', { at: formatDateTime(round.closesAt, ctx) }));
  const report = await loadReport(ctx, round);
  if (report === undefined) return refusal(ctx.t('surveys.results.refused.gone'));
  const card = reportCard(report, Number.parseInt(page ?? '', 10) || 0, reading === 'all', ctx, ctx);
  return { answer: { kind: 'card', card } };
}

const toRead = ({ directory, database }: Context, { id, email }: Context['person']) =>
  lastCountedFor({ database }, { personId: id, email, all: directory.isAdmin(id) });

/** What somebody may read: the last results of each survey. One query. @param start how many to pass over. */
export async function listResults(ctx: Context, start: string): Promise<Outcome> {
  const rounds = await toRead(ctx, ctx.person);
  const from = Math.max(0, Number.parseInt(start, 10) || 0);
  const page = rounds.slice(from, from + perPage);
  const title = ctx.t('surveys.results.list');
  const none = ctx.t('surveys.results.none');
  const left = rounds.length - from - page.length;
  return {
    answer: {
      kind: 'card',
      card: {
        title,
        summary: page.length > 0 ? title : none,
        blocks: [
          page.length > 0 ? { kind: 'list', items: page.map((one) => itemOf(ctx, one)) } : text(none),
          ...(left > 0
            ? [
                actions({
                  label: ctx.t('surveys.followUps.more', { count: left }),
                  ...{ action: 'surveys.resultList', value: String(from + perPage) },
                }),
              ]
            : []),
        ],
      },
    },
  };
}

const itemOf = (ctx: Context, round: CountedRound): ListItem => ({
  text: ctx.t('surveys.results.title', {
    survey: round.rules.name[ctx.locale],
    round: roundName(round, ctx.locale),
  }),
  detail: rateText({ round }, ctx.locale),
  button: { label: ctx.t('surveys.results.open'), action: 'surveys.results', value: `${round.id} 0` },
});

/** `survey results`: all of them, or with some of its name, its id or its place in the list, that survey's last. */
export async function findResults(ctx: Context, wanted: string): Promise<Outcome> {
  const words = wanted.trim().toLowerCase();
  if (words === '') return listResults(ctx, '');
  const rounds = await toRead(ctx, ctx.person);
  const matching = rounds.filter(
    ({ surveyId, rules }) =>
      surveyId.toLowerCase() === words ||
      locales.some((locale) => rules.name[locale].toLowerCase().includes(words)),
  );
  const found = matching.length === 1 ? matching[0] : rounds[/^\d+$/.test(words) ? Number(words) - 1 : -1];
  if (found !== undefined) return showResults(ctx, `${found.id} 0`);
  return matching.length > 1
    ? listResults(ctx, '')
    : refusal(ctx.t('surveys.results.refused.unknown', { words: wanted.trim() }));
}
