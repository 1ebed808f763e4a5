import type { Keyring } from '../../../src/anonymity/keyring.ts';
import type { Survey, SurveyQuestion } from '../../../src/config/survey-types.ts';
import type { Database } from '../../../src/db/client.ts';
import { commit } from '../../../src/db/commit.ts';
import type { Answers } from '../../../src/features/surveys/answers.ts';
import { sealEnvelope } from '../../../src/features/surveys/envelopes/envelope.ts';
import { invitationId } from '../../../src/features/surveys/inviting/invitation.ts';
import { type Round, roundIdOf, subjectOf } from '../../../src/features/surveys/rounds/round.ts';
import { insertRound } from '../../../src/features/surveys/rounds/store.ts';
import { setTimers } from '../../../src/jobs/timers.ts';
import { dueAt } from '../../../src/time/due.ts';

const both = (en: string, zh: string) => ({ en, 'zh-CN': zh });

const stars = (id: string, en: string, zh: string, limit?: number): SurveyQuestion => ({
  ...{ id, type: 'stars', text: both(en, zh), required: false },
  ...(limit !== undefined && { limit }),
});

/** A survey with a question of every kind. */
const logistics: Survey = {
  ...{ id: 'lookedAfter', name: both('Logistics', '后勤服务'), owner: 'zhao.lei@harbour.example' },
  sections: [
    {
      title: both('Cleaning', '保洁'),
      questions: [stars('cleaning', 'How clean is it?', '打扫得干净吗？', 3.5)],
    },
    {
      questions: [
        stars('repairs', 'How were repairs done?', '维修做得如何？', 3.5),
        {
          id: 'again',
          type: 'nps',
          text: both('Would you recommend us?', '会推荐我们吗？'),
          required: false,
        },
        {
          ...{ id: 'first', type: 'single', text: both('What first?', '最先改进什么？'), required: false },
          options: [
            { value: 'food', label: both('Food', '饭菜') },
            { value: 'cars', label: both('Cars', '用车') },
          ],
        },
        {
          ...{ id: 'order', type: 'ranking', text: both('In which order?', '优先次序'), required: false },
          options: [
            { value: 'food', label: both('Food', '饭菜') },
            { value: 'cars', label: both('Cars', '用车') },
            { value: 'desks', label: both('Desks', '工位') },
          ],
        },
        {
          ...{ id: 'manner', type: 'matrix', text: both('Our people', '我们的同事'), required: false },
          ...{ from: 1, to: 5 },
          rows: [
            { value: 'kind', label: both('Kind', '友善') },
            { value: 'fast', label: both('Fast', '迅速') },
          ],
        },
        {
          id: 'words',
          type: 'text',
          text: both('What else?', '还有什么？'),
          required: false,
          maxLength: 500,
        },
      ],
    },
  ],
  audience: { departments: [], teams: [], places: [], people: [], share: 100 },
  ...{ rhythm: { every: 'month', workday: 1 }, at: '10:00', openDays: 7, followUp: true, followUpDays: 5 },
};

/** What one person gave, and whether they want to be named with what is low. */
export interface Given {
  readonly personId: string;
  readonly answers: Answers;
  readonly named?: string;
}

/** A round of which all has been answered, to be counted at the next look at the timers. */
export async function answeredRound(
  { database, keyring, now }: { database: Database; keyring: Keyring; now: Date },
  number: number,
  asked: readonly string[],
  given: readonly Given[],
  rules = logistics,
): Promise<Round> {
  const round: Round = {
    ...{ id: roundIdOf(rules.id, number), version: 1, surveyId: rules.id, number, rules, state: 'open' },
    ...{ opensAt: now, closesAt: now, asked: asked.length, leftOut: 0, results: null, createdAt: now },
    countedAt: null,
  };
  const key = await keyring.make(round.id);
  // A day of its own, on which nobody is asked anything else.
  const day = `2001-01-0${number}`;
  const invitations = asked.map((personId) => {
    const answered = given.some((one) => one.personId === personId);
    return {
      ...{ id: invitationId(round.id, personId), roundId: round.id, personId, group: null, nextAt: null },
      ...{ state: answered ? 'answered' : 'expired', invitedOn: day, answeredOn: answered ? day : null },
    };
  });
  await commit(database, [
    insertRound(round),
    { kind: 'insert', table: 'SurveyInvitation', rows: invitations },
  ]);
  for (const { personId, answers, named } of given)
    await commit(database, [
      sealEnvelope(key, round, personId, {
        ...{ answers, group: null, sent: true, at: null },
        ...{ namedPersonId: named === undefined ? null : personId, comment: named ?? null },
      }),
    ]);
  await commit(database, [
    { kind: 'update', table: 'SurveyRound', rows: [{ id: round.id, state: 'closed' }] },
    setTimers([{ kind: 'surveys.count', subject: subjectOf(round), ...dueAt(now, 'Asia/Shanghai') }], now),
  ]);
  return round;
}
