import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { said, startSurveyDesk } from './survey-desk.ts';

const crowd = 1100;
const zones = {
  ann: 'Asia/Shanghai',
  bob: 'Europe/Berlin',
  cem: 'America/Los_Angeles',
  dee: 'Asia/Shanghai',
};
const survey = (name: string, more: string) =>
  `  ${name}: { name: ${name}, owner: ann@x.example, questions: [{ id: mood, type: stars, text: Well? }], ${more} }`;
const file = `
organisation: { name: Yard, timezone: Asia/Shanghai, locale: en, currency: CNY, calendar: CN, admins: [ann@x.example] }
people:
${Object.entries(zones)
  .map(
    ([name, zone]) =>
      `  - { email: ${name}@x.example, name: ${name}, locale: en, timezone: ${zone}, department: core }`,
  )
  .join('\n')}
${Array.from({ length: crowd }, (_, n) => `  - { email: p${n}@x.example, name: p${n} }`).join('\n')}
teams:
  gate: { name: Gate, lead: ann@x.example, members: [ann@x.example], channels: { web: gate } }
catalogue:
  thing: { name: Thing, team: gate, fields: [{ id: what, type: text, label: What }] }
surveys:
${survey('pulse', 'groupBy: department')}
${survey('second', 'audience: { people: [bob@x.example, dee@x.example] }')}
${survey('third', 'audience: { people: [bob@x.example, dee@x.example] }')}
${survey('monthly', 'audience: { people: [cem@x.example, p7@x.example] }, openDays: 2, rhythm: { every: month, workday: 3 }')}
`;

describe('a survey, from opening to closing', () => {
  let desk: Awaited<ReturnType<typeof startSurveyDesk>>;
  const prisma = () => desk.database.prisma;
  const { at, click, command } = {
    at: (time: string) => desk.at(time),
    click: async (name: string, action: string, value: string) => said(await desk.click(name, action, value)),
    command: async (name: string, text: string) => said(await desk.command(name, text)),
  };
  const invitations = (where: object) => prisma().surveyInvitation.findMany({ where });
  const countOf = async (roundId: string) => {
    const all = await invitations({ roundId });
    return Object.fromEntries(
      [...new Set(all.map(({ state }) => state))].map((state) => [
        state,
        all.filter((one) => one.state === state).length,
      ]),
    );
  };
  const cards = () => prisma().delivery.findMany({ where: { view: 'surveys.invitation' } });
  const reminded = async () =>
    (await prisma().occurrence.findMany({ where: { kind: 'surveys.reminder' } }))
      .map(({ subject, state }) => `${nameOf.get(subject.split('/')[1]!)} ${state}`)
      .sort();
  const nameOf = new Map<string, string>();

  beforeAll(async () => {
    desk = await startSurveyDesk(file, '2026-11-23T01:00:00Z');
    for (const { id, name } of await prisma().person.findMany()) nameOf.set(id, name);
  });
  afterAll(() => desk.stop());

  it('says who would be asked, and asks nobody but for its owner and administrators', async () => {
    expect(await click('bob', 'surveys.open', 'pulse')).toMatch(/^no: /);
    expect(await click('bob', 'surveys.openNow', 'pulse')).toMatch(/^no: /);
    expect(await click('ann', 'surveys.open', 'pulse')).toContain('would go to 1,104 people');
    expect(await invitations({})).toEqual([]);
  });

  it('fixes who is asked when in one commit, each on one day once over all surveys', async () => {
    await click('ann', 'surveys.openNow', 'pulse');
    expect(await click('ann', 'surveys.openNow', 'pulse')).toMatch(/^no: /);
    await click('ann', 'surveys.openNow', 'second');
    expect(await click('ann', 'surveys.openNow', 'third')).toMatch(/^no: /);
    expect(await countOf('rnd_pulse_1')).toEqual({ planned: 1104 });
    const days = (await invitations({ roundId: 'rnd_second_1' })).map(
      ({ personId, invitedOn, nextAt, group }) =>
        `${nameOf.get(personId)} ${invitedOn} ${nextAt?.toISOString()} ${group}`,
    );
    expect(days.sort()).toEqual([
      'bob 2026-11-24 2026-11-24T09:00:00.000Z null',
      'dee 2026-11-24 2026-11-24T02:00:00.000Z null',
    ]);
    expect((await invitations({ group: 'core' })).length).toBe(4);
    expect(await desk.database.prisma.surveyRound.findFirst({ where: { surveyId: 'pulse' } })).toMatchObject({
      state: 'open',
      asked: 1104,
      leftOut: 0,
      // Seven days, to the end of the last one where it is last.
      closesAt: new Date('2026-11-30T08:00:00Z'),
    });
  });

  it('asks everybody once at their own hour, whatever is killed in between', async () => {
    // Every second commit that asks somebody fails, once before it was written and once after.
    const { pool } = desk.database;
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    let nth = 0;
    let failed = 0;
    Object.assign(pool, {
      query: async (...args: unknown[]) => {
        const [{ text = '' }] = args as [{ text?: string }];
        const asks = text.startsWith('WITH') && text.includes('UPDATE "SurveyInvitation"');
        if (!asks || ++nth % 2 === 1) return query(...args);
        failed += 1;
        if (failed % 2 === 0) await query(...args);
        throw new Error('killed');
      },
    });
    await at('2026-11-23T02:00:00Z');
    const between = (await countOf('rnd_pulse_1')).invited ?? 0;
    expect(between % 500).toBe(0);
    expect(between).toBeLessThan(1102);
    for (let sweeps = 0; sweeps < 4; sweeps++) await desk.engine.handleDueTimers();
    Object.assign(pool, { query });
    await desk.engine.handleDueTimers();
    expect(failed).toBeGreaterThan(1);
    expect(await countOf('rnd_pulse_1')).toEqual({ planned: 2, invited: 1102 });
    const posted = await cards();
    expect(posted.length).toBe(1102);
    expect(new Set(posted.map(({ subject }) => subject)).size).toBe(1102);
    expect(posted.every(({ lane }) => lane.endsWith('/bulk'))).toBe(true);
    await at('2026-11-23T09:00:00Z');
    expect(await command('bob', 'my surveys')).toContain('pulse');
    expect(await command('cem', 'my surveys')).toContain('No survey is waiting');
    await at('2026-11-23T18:00:00Z');
    expect(await command('cem', 'my surveys')).toContain('pulse');
    expect(await countOf('rnd_pulse_1')).toEqual({ invited: 1104 });
    expect((await cards()).length).toBe(1104);
  });

  it('reminds on day three and five those who have not answered, unless they do not want to', async () => {
    await at('2026-11-24T09:00:00Z');
    const [p0, p1] = [desk.idOf('p0'), desk.idOf('p1')];
    const answered = { state: 'answered', answeredOn: '2026-11-24' };
    await prisma().surveyInvitation.updateMany({
      where: {
        roundId: 'rnd_pulse_1',
        personId: { notIn: ['ann', 'bob', 'dee', 'p0', 'p1'].map((name) => desk.idOf(name)) },
      },
      data: answered,
    });
    await click('dee', 'surveys.decline', 'rnd_pulse_1');
    expect(await click('dee', 'surveys.decline', 'rnd_pulse_1')).toMatch(/^no: /);
    // Told at noon, when the quiet hours end; by then one of them has answered.
    await prisma().personSetting.createMany({
      data: [p0, p1].map((id) => ({ id, quietFrom: '09:00', quietTo: '12:00' })),
    });
    await at('2026-11-25T02:00:00Z');
    expect(await reminded()).toEqual(['ann told', 'p0 due', 'p1 due']);
    await prisma().surveyInvitation.update({ where: { id: `rnd_pulse_1/${p0}` }, data: answered });
    await at('2026-11-25T04:00:00Z');
    expect(await reminded()).toEqual(['ann told', 'p0 lapsed', 'p1 told']);
    await at('2026-11-25T09:00:00Z');
    // The second survey came a day later, and reminds by itself.
    await at('2026-11-26T09:00:00Z');
    expect(await reminded()).toEqual([
      'ann told',
      'bob told',
      'bob told',
      'dee told',
      'p0 lapsed',
      'p1 told',
    ]);
    await at('2026-11-27T09:00:00Z');
    expect((await reminded()).filter((line) => /^(ann|bob|p1) told$/.test(line))).toEqual([
      ...['ann told', 'ann told', 'bob told', 'bob told', 'bob told', 'p1 told', 'p1 told'],
    ]);
    expect(await click('ann', 'surveys.round', 'rnd_pulse_1')).toContain('Answered: 1,100 (99%)');
    expect(await click('bob', 'surveys.round', 'rnd_pulse_1')).toMatch(/^no: /);
  });

  it('closes where the last day ends last, or when its owner closes it', async () => {
    await click('ann', 'surveys.close', 'rnd_second_1');
    await click('ann', 'surveys.closeNow', 'rnd_second_1');
    await desk.engine.handleDueTimers();
    expect(await countOf('rnd_second_1')).toEqual({ expired: 2 });
    await at('2026-11-30T07:59:00Z');
    expect(await command('bob', 'my surveys')).toContain('pulse');
    await at('2026-11-30T08:00:00Z');
    expect(await command('bob', 'my surveys')).toContain('No survey is waiting');
    expect(await countOf('rnd_pulse_1')).toEqual({ answered: 1100, expired: 4 });
    expect((await cards()).every(({ wanted }) => wanted === 4)).toBe(true);
    expect(await click('bob', 'surveys.decline', 'rnd_pulse_1')).toMatch(/^no: /);
    expect(
      (await desk.shown('bob')).filter((text) => text.startsWith('pulse\nThis survey is over')).length,
    ).toBe(1);
  });

  it('comes by its rhythm, and not while the last one is open still', async () => {
    await desk.watch();
    await desk.watch();
    await at('2026-12-03T01:59:00Z');
    expect(await invitations({ roundId: 'rnd_monthly_1' })).toEqual([]);
    await at('2026-12-03T02:00:00Z');
    expect(await countOf('rnd_monthly_1')).toEqual({ planned: 1, invited: 1 });
    await at('2026-12-03T18:00:00Z');
    expect(await countOf('rnd_monthly_1')).toEqual({ invited: 2 });
    await at('2026-12-10T00:00:00Z');
    // Opened by hand the evening before its day.
    await at('2027-01-04T10:00:00Z');
    await click('ann', 'surveys.openNow', 'monthly');
    await at('2027-01-05T02:00:00Z');
    await at('2027-01-20T02:00:00Z');
    const rounds = await prisma().surveyRound.findMany({ where: { surveyId: 'monthly' } });
    expect(rounds.length).toBe(2);
    const told = (await desk.shown('ann')).join('\n');
    expect(told).toContain('the last round is open still');
    const waiting = await prisma().timer.findMany({ where: { kind: 'surveys.open', firedAt: null } });
    expect(waiting.map(({ dueAt }) => dueAt.toISOString())).toEqual(['2027-02-03T02:00:00.000Z']);
  });
});
