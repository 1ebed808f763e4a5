import { namedQuery } from '../../../db/named-query.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import type { OccurrenceKind } from '../../occurrences/index.ts';
import { loadRounds } from '../rounds/store.ts';
import { answerButton, type ShownInvitation, standingOf } from './card.ts';
import { type Invitation, invitationSubject } from './invitation.ts';

export const reminderKind = 'surveys.reminder';

/** Somebody was asked and has not answered. It lapses once they have, once they do not want to, and with the round. */
export const surveyReminders: OccurrenceKind<ShownInvitation> = {
  kind: reminderKind,
  whenLate: 'tell',
  graceMinutes: 24 * 60,
  canWait: true,
  small: true,
  answers: [],
  /** Two queries. */
  async load({ database }, occurrences) {
    const ids = occurrences.map(({ subject }) => subject.slice(invitationSubject({ id: '' }).length));
    const { rows } = await namedQuery<Pick<Invitation, 'id' | 'roundId' | 'state'>>(
      database,
      'SELECT "id", "roundId", "state" FROM "SurveyInvitation" WHERE "id" = ANY ($1)',
      [ids],
    );
    const rounds = await loadRounds(database, [...new Set(rows.map(({ roundId }) => roundId))]);
    const found = new Map(rows.map((invitation) => [invitationSubject(invitation), invitation]));
    return new Map(
      occurrences.flatMap(({ id, subject, state }) => {
        const invitation = found.get(subject);
        const round = invitation && rounds.get(invitation.roundId);
        if (invitation === undefined || round === undefined) return [];
        const standing = standingOf(invitation, round);
        // The card of one that was told still says what has become of it.
        return state === 'due' && standing !== 'asked' ? [] : [[id, { standing, round }] as const];
      }),
    );
  },
  describe({ state: { standing, round }, reader }) {
    const { locale } = reader;
    const words = { survey: round.rules.name[locale], until: formatDateTime(round.closesAt, reader) };
    const canAnswer = standing !== 'over' && standing !== 'overAnswered';
    return {
      title: round.rules.name[locale],
      line: t(
        locale,
        standing === 'asked' ? 'surveys.reminder' : `surveys.invitation.summary.${standing}`,
        words,
      ),
      buttons: canAnswer ? [answerButton(standing, round.id, reader)] : [],
    };
  },
};
