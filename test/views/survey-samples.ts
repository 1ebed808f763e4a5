import { newId } from '../../src/core/ids.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

/** Surveys of many long questions, from the form to the end: every form and card of asking. */
export async function surveySamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const { prisma } = office.app.database;
  const admin = office.as('admin');
  const long = longText(150).replaceAll(/[:：/|｜\n]/gu, ' ');
  const lines = Array.from({ length: 9 }, (_, at) =>
    [
      `# ${long}`,
      `${at % 2 ? '5*!' : '1-10'} ${long}`,
      `>1,2,3 many ${long.slice(0, 40)}: a / ${long.slice(0, 40)}`,
    ].join('\n'),
  );
  const values = {
    name: longText(120),
    use: 'logistics',
    questions: lines.join('\n').slice(0, 3000),
    ...{ departments: '', teams: 'team\nmoney', places: 'hq', served: '366' },
    people: (await prisma.person.findMany()).map(({ email }) => email).join(', '),
    ...{ share: '100', rhythm: 'quarter', on: '', workday: '50', at: '23:59', openDays: '60' },
    ...{ groupBy: 'place', followUp: 'yes' },
  };
  keep(await admin.command('survey new'));
  keep(await admin.submit('surveys.make', '', { ...values, questions: longText(3000) }));
  keep(await admin.submit('surveys.make', '', values));
  for (let nth = 0; nth < 13; nth += 1) await admin.submit('surveys.make', '', values);
  const { id } = await prisma.survey.findFirstOrThrow({ where: { state: 'draft' }, orderBy: { id: 'asc' } });
  keep(await admin.click('surveys.edit', id));
  for (const action of ['surveys.activate', 'surveys.open', 'surveys.openNow'])
    keep(await admin.click(action, id));
  for (const from of [0, 12, 24, 36]) keep(await admin.click('surveys.show', `${id} ${from}`));
  for (const text of ['surveys', 'my surveys']) keep(await admin.command(text));
  const round = await prisma.surveyRound.findFirstOrThrow({ where: { surveyId: id } });
  const [first, ...others] = await prisma.surveyInvitation.findMany({ where: { roundId: round.id } });
  for (const [at, state] of ['answered', 'declined', 'expired', 'invited'].entries())
    await prisma.surveyInvitation.update({ where: { id: others[at]!.id }, data: { state } });
  await prisma.surveyInvitation.update({
    where: { id: `${round.id}/${admin.id}` },
    data: { state: 'invited' },
  });
  keep(await admin.command('my surveys'));
  keep(await admin.click('surveys.round', round.id));
  keep(await admin.click('surveys.close', round.id));
  for (const [number, state] of [
    [2, 'closed'],
    [3, 'counted'],
  ] as const)
    await prisma.surveyRound.create({
      data: { ...(round as object), id: `${round.id}_${number}`, number, state, results: undefined } as never,
    });
  const told = { version: 1, kind: 'surveys.reminder', state: 'told', toldAt: new Date(), dueAt: new Date() };
  const wall = { localTime: '2026-11-23T10:00', timezone: 'Asia/Shanghai', args: {}, createdAt: new Date() };
  await prisma.occurrence.createMany({
    data: [first!, ...others.slice(0, 4)].map((invitation) => ({
      ...{ ...told, ...wall, id: newId('occ'), subject: `round:${invitation.id}`, personId: admin.id },
    })),
  });
  const name = { en: longText(200), 'zh-CN': longText(200) };
  return [
    ...[first!, ...others.slice(0, 4)].map((invitation) => ({
      ...{ view: 'surveys.invitation', subject: `round:${invitation.id}`, args: {}, live: true },
    })),
    ...['', '_2', '_3'].map((end) => ({
      ...{ view: 'surveys.round', subject: `round:${round.id}${end}`, args: {}, live: true },
    })),
    ...['stillOpen', 'nobody'].map((why) => ({
      ...{ view: 'surveys.notAsked', subject: null, args: { name, why }, live: false },
    })),
  ];
}
