import { namedQuery } from '../../../db/named-query.ts';
import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Card, facts, text } from '../../../ui/card.ts';
import { percentOf } from '../results/figures.ts';
import { mayManage, surveysOf } from '../surveys.ts';
import { type Round, subjectOf } from './round.ts';
import { loadRounds } from './store.ts';

/** How many were asked by now, and how many of them have answered. */
export interface Turnout {
  readonly invited: number;
  readonly answered: number;
}

export interface ShownRound {
  readonly round: Round;
  readonly turnout: Turnout | undefined;
}

/** One query. */
export async function turnoutsOf(
  { database }: Pick<World, 'database'>,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, Turnout>> {
  const { rows } = await namedQuery<Turnout & { roundId: string }>(
    database,
    `SELECT "roundId", (count(*) FILTER (WHERE "state" <> 'planned'))::int AS "invited",
       (count(*) FILTER (WHERE "state" = 'answered'))::int AS "answered"
     FROM "SurveyInvitation" WHERE "roundId" = ANY ($1) GROUP BY "roundId"`,
    [roundIds],
  );
  return new Map(rows.map((row) => [row.roundId, row]));
}

/** Its survey's owner, whoever made it, and administrators. One query. */
export async function mayManageRound(world: World, round: Round, personId: string): Promise<boolean> {
  const madeById = (await surveysOf(world)).get(round.surveyId)?.madeById ?? null;
  return mayManage(world.directory, { survey: round.rules, madeById }, personId);
}

/** How a round stands: how many were asked and have answered, never who, and never what. */
export const roundView: View<ShownRound> = {
  /** Two queries. */
  async load(world, subjects): Promise<ReadonlyMap<string, Versioned<ShownRound>>> {
    const ids = subjects.map((subject) => subject.slice(subjectOf({ id: '' }).length));
    const [rounds, turnouts] = await Promise.all([loadRounds(world.database, ids), turnoutsOf(world, ids)]);
    return new Map(
      [...rounds.values()].map((round) => [
        subjectOf(round),
        { version: round.version, state: { round, turnout: turnouts.get(round.id) } },
      ]),
    );
  },
  draw: ({ state, reader, world }) => roundCard(state, reader, world),
};

export function roundCard(
  { round, turnout }: ShownRound,
  reader: Reader,
  { clock }: Pick<World, 'clock'>,
): Card {
  const { locale } = reader;
  const { asked, leftOut, state, number } = round;
  const { invited = 0, answered = 0 } = turnout ?? {};
  const isOpen = state === 'open';
  const title = t(locale, 'surveys.round.title', { survey: round.rules.name[locale], number });
  // Not all of them before all have.
  const percent = answered < invited ? Math.min(percentOf(answered, invited), 99) : 100;
  const rate = invited === 0 ? 0 : percent / 100;
  return {
    title,
    summary: title,
    blocks: [
      text(
        t(locale, `surveys.round.${state}`, {
          from: formatDateTime(round.opensAt, reader),
          until: formatDateTime(round.closesAt, reader),
        }),
      ),
      facts(
        {
          label: t(locale, 'surveys.fact.asked'),
          value:
            isOpen && invited < asked
              ? t(locale, 'surveys.round.askedOf', { invited, asked })
              : t(locale, 'surveys.round.asked', { asked: isOpen ? asked : invited }),
        },
        {
          label: t(locale, 'surveys.fact.answered'),
          value: t(locale, 'surveys.round.rate', { answered, rate }),
        },
        leftOut > 0
          ? {
              label: t(locale, 'surveys.fact.leftOut'),
              value: t(locale, 'surveys.round.leftOut', { leftOut }),
            }
          : undefined,
      ),
      ...(isOpen
        ? [text(t(locale, 'surveys.round.asOf', { at: formatDateTime(clock.now(), reader) }), 'subtle')]
        : []),
      actions(
        isOpen && { label: t(locale, 'surveys.button.refresh'), action: 'surveys.round', value: round.id },
        isOpen && {
          label: t(locale, 'surveys.button.close'),
          action: 'surveys.close',
          value: round.id,
          style: 'danger',
        },
        state === 'counted' && {
          label: t(locale, 'surveys.results.open'),
          action: 'surveys.results',
          value: `${round.id} 0`,
        },
      ),
    ],
  };
}

/** That a survey was not asked this time, and why. */
export const notAskedView: View = {
  draw({ args, reader: { locale } }) {
    const { [locale]: survey } = args.name as { [l in typeof locale]: string };
    const why = args.why === 'stillOpen' ? 'surveys.notAsked.stillOpen' : 'surveys.notAsked.nobody';
    const said = t(locale, why, { survey });
    return { summary: said, blocks: [text(said)] };
  },
};
