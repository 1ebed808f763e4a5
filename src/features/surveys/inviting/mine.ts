import { namedQuery } from '../../../db/named-query.ts';
import type { Context } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { formatDateTime } from '../../../time/format.ts';
import { text } from '../../../ui/card.ts';
import type { Round } from '../rounds/round.ts';
import { answerButton, standingOf } from './card.ts';
import type { Invitation } from './invitation.ts';

type Mine = Pick<Invitation, 'state'> &
  Pick<Round, 'id' | 'rules' | 'closesAt'> & { roundState: Round['state'] };

/** A person is asked once a day at most, and no survey is open for longer than 60 days. */
const most = 60;

/** What somebody is asked at the moment, those that they have not answered first. One query. */
export async function showMine(ctx: Context): Promise<Outcome> {
  const { rows } = await namedQuery<Mine>(
    ctx.database,
    `SELECT r."id", r."rules", r."closesAt", r."state" AS "roundState", i."state"
     FROM "SurveyInvitation" i JOIN "SurveyRound" r ON r."id" = i."roundId"
     WHERE i."personId" = $1 AND i."invitedOn" >= $2 AND i."state" IN ('invited', 'declined', 'answered')
       AND r."state" = 'open'
     ORDER BY i."state" = 'answered', r."closesAt", r."id" LIMIT ${mostListed}`,
    [ctx.person.id, sinceDay(ctx.now)],
  );
  const title = ctx.t('surveys.mine.title');
  const items = rows.map(({ roundState, ...round }) => {
    const standing = standingOf(round, { state: roundState });
    return {
      text: round.rules.name[ctx.locale],
      detail: ctx.t(standing === 'answered' ? 'surveys.mine.answered' : 'surveys.mine.asked', {
        until: formatDateTime(round.closesAt, ctx),
      }),
      button: answerButton(standing, round.id, ctx),
    };
  });
  const none = ctx.t('surveys.mine.none');
  return {
    answer: {
      kind: 'card',
      card:
        items.length === 0
          ? { title, summary: none, blocks: [text(none)] }
          : { title, summary: title, blocks: [{ kind: 'list', items }] },
    },
  };
}
const mostListed = 15;
const sinceDay = (now: Date) =>
  new Date(now.getTime() - (most + 2) * 24 * 3600_000).toISOString().slice(0, 10);
