import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/ids.ts';
import { verifyAudit } from '../../../src/features/approvals/index.ts';
import type { Inbound } from '../../../src/platform/inbound.ts';
import { startOffice, type TestOffice } from '../../helpers/office.ts';
import { startSlackServer } from '../../helpers/slack/server.ts';

const purchase = { item: 'Laptops', quantity: '1', amount: '6000', reason: '' };
const people = ['li.wei', 'anna.meyer', 'zhang.min', 'zhao.lei', 'sun.fang', 'omar.haddad', 'lin.yue'];
const deeds = ['take', 'takeOver', 'release', 'finish', 'confirm', 'reopen', 'withdraw', 'cancel'] as const;

/** What one person wants: a deed, or a decision on the first or second step. */
type Wish = { who: string; deed: (typeof deeds)[number] } | { who: string; step: number; approves: boolean };
const wishes: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ who: fc.constantFrom(...people), deed: fc.constantFrom(...deeds) }),
  fc.record({
    who: fc.constantFrom('zhang.min', 'omar.haddad', ...people),
    step: fc.constantFrom(0, 1),
    approves: fc.boolean(),
  }),
  // What is likely to succeed, so that runs get somewhere.
  fc.constantFrom<Wish[]>(
    { who: 'zhang.min', step: 0, approves: true },
    { who: 'omar.haddad', step: 1, approves: true },
    { who: 'zhao.lei', deed: 'take' },
    { who: 'zhao.lei', deed: 'finish' },
    { who: 'li.wei', deed: 'confirm' },
  ),
);

describe('clicks of everybody at once, through the whole app', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await startOffice();
  });
  afterAll(() => office.stop());

  /** What somebody wishes, as the platforms would send it. */
  function act(id: string, stepIds: string[], wish: Wish): Promise<unknown> {
    const person = office.as(wish.who);
    if ('step' in wish) {
      const value = `request:${id} ${stepIds[wish.step]}`;
      return wish.approves
        ? person.click('approvals.approve', value)
        : person.submit('approvals.reject', value, { text: 'too dear' });
    }
    switch (wish.deed) {
      case 'finish':
        return person.submit('requests.finish', id, { note: 'done' });
      case 'confirm':
        return person.submit('requests.confirm', id, { rating: '4', words: '' });
      case 'reopen':
        return person.submit('requests.reopen', id, { reason: 'no' });
      case 'cancel':
        return person.submit('requests.cancel', id, { reason: 'no' });
      default:
        return person.click(`requests.${wish.deed}`, id);
    }
  }

  async function checkSound(id: string): Promise<string> {
    const { prisma } = office.app.database;
    const request = await prisma.request.findUniqueOrThrow({ where: { id } });
    const subject = `request:${id}`;
    const steps = await prisma.approvalStep.findMany({ where: { subject }, orderBy: { position: 'asc' } });
    const history = await prisma.history.findMany({ where: { subject }, orderBy: { version: 'asc' } });
    expect(history.map(({ version }) => version)).toEqual(history.map((_, at) => at + 1));
    expect(request.version).toBe(history.length);
    const decided = history.filter(({ kind }) => kind === 'approved' || kind === 'rejected');
    const decidedSteps = decided.map(({ data }) => Object(data).stepId);
    expect(new Set(decidedSteps).size).toBe(decided.length);
    for (const { actorId, data } of decided) {
      expect(actorId).not.toBe(request.requesterId);
      const step = steps.find((each) => each.id === Object(data).stepId);
      expect(step?.approverIds).toContain(actorId);
      expect(step?.decidedById).toBe(actorId);
    }
    expect(decided.length).toBe(steps.filter(({ decidedById }) => decidedById !== null).length);
    const open = steps.filter(({ state }) => state === 'open');
    expect(open.length).toBe(request.stage === 'awaitingApproval' ? 1 : 0);
    if (request.stage === 'done' || request.stage === 'closed')
      expect(steps.every(({ state }) => state === 'approved')).toBe(true);
    if (request.stage === 'assigned') expect(request.assigneeId).not.toBeNull();
    expect(request.teamId).toBe('facilities');
    return request.stage;
  }

  it('keeps what the rules promise', async () => {
    const li = office.as('li.wei');
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(wishes, { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
        async (bursts) => {
          await li.submit('requests.file', 'purchase', purchase);
          const { id } = await office.request();
          const steps = await office.app.database.prisma.approvalStep.findMany({
            where: { subject: `request:${id}` },
            orderBy: { position: 'asc' },
          });
          const stepIds = steps.map((step) => step.id);
          for (const burst of bursts) {
            await Promise.all(burst.map((wish) => act(id, stepIds, wish)));
            reached.add(await checkSound(id));
          }
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
    for (const stage of ['open', 'assigned', 'rejected', 'cancelled']) expect([...reached]).toContain(stage);
  }, 120_000);

  it('twenty clicks of both approvers at once are two decisions', async () => {
    await office.as('li.wei').submit('requests.file', 'purchase', purchase);
    const { id } = await office.request();
    const where = { subject: `request:${id}` };
    const steps = await office.app.database.prisma.approvalStep.findMany({
      where,
      orderBy: { position: 'asc' },
    });
    const clicks = Array.from({ length: 20 }, (_, at) => {
      const who = at % 2 ? 'omar.haddad' : 'zhang.min';
      return office.as(who).click('approvals.approve', `request:${id} ${steps[at % 2]!.id}`);
    });
    await Promise.all(clicks);
    await office.as('omar.haddad').click('approvals.approve', `request:${id} ${steps[1]!.id}`);
    expect(await office.app.database.prisma.history.count({ where: { ...where, kind: 'approved' } })).toBe(2);
    await checkSound(id);
  });
});

describe('a step that needs two of three', () => {
  it('takes two of two hundred clicks, by two people', async () => {
    const office = await startOffice();
    try {
      await office.as('li.wei').submit('requests.file', 'purchase', { ...purchase, amount: '100' });
      const { id } = await office.request();
      const { prisma } = office.app.database;
      const names = ['zhang.min', 'omar.haddad', 'lin.yue'];
      const approverIds = names.map((name) => office.as(name).id);
      const where = { subject: `request:${id}` };
      await prisma.approvalStep.updateMany({ where, data: { need: 2, approverIds } });
      const step = await prisma.approvalStep.findFirstOrThrow({ where });
      const clickers = [...names, 'sun.fang', 'li.wei'];
      await Promise.all(
        Array.from({ length: 200 }, (_, at) =>
          office.as(clickers[at % 5]!).click('approvals.approve', `request:${id} ${step.id}`),
        ),
      );
      const decisions = await prisma.approvalDecision.findMany({ where, orderBy: { sequence: 'asc' } });
      expect(decisions.map(({ sequence, verb }) => `${sequence} ${verb}`)).toEqual([
        '1 approve',
        '2 approve',
      ]);
      const [first, second] = decisions.map(({ personId }) => personId);
      expect(first).not.toBe(second);
      for (const personId of [first, second]) expect(approverIds).toContain(personId);
      expect(await prisma.approvalStep.findFirst({ where })).toMatchObject({ state: 'approved' });
      expect(await office.request()).toMatchObject({ stage: 'open' });
      const faults: string[] = [];
      const report = await verifyAudit(office.app.database, {
        now: new Date(),
        onFault: ({ what }) => faults.push(what),
      });
      expect(faults).toEqual([]);
      expect(report.decisions).toBe(2);
    } finally {
      await office.stop();
    }
  }, 60_000);
});

describe('one person with accounts on Slack and Teams', () => {
  it('cannot file with one and approve with the other', async () => {
    const slack = await startSlackServer();
    const office = await startOffice({
      settings: {
        HOST: '127.0.0.1',
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        TEAMS_ALLOW_UNAUTHENTICATED: '1',
      },
    });
    try {
      const { prisma } = office.app.database;
      // Omar alone is the finance team; li.wei's purchase asks him second. Both have both accounts.
      const accounts = { slack: 'U0OMAR', teams: 'aad-omar' } as const;
      const omar = office.as('omar.haddad').id;
      for (const [platform, userId] of Object.entries(accounts))
        await prisma.account.create({ data: { platform, workspace: 'w', userId, personId: omar } });
      const act = (platform: 'slack' | 'teams', what: object) =>
        office.app.engine.handle({
          platform,
          id: newId('evt'),
          actor: { workspace: 'w', userId: accounts[platform] },
          address: { key: 'c', data: null },
          personal: true,
          can: { openForm: true, replyPrivately: true },
          ...what,
        } as Inbound);
      await act('slack', { kind: 'submit', form: 'requests.file', context: 'purchase', values: purchase });
      const { id, number } = await office.request();
      // An office file may name somebody who files: here the step is made to ask the requester too.
      const zhang = office.as('zhang.min');
      const where = { subject: `request:${id}` };
      await prisma.approvalStep.updateMany({ where, data: { approverIds: [omar, zhang.id] } });
      const [step] = await prisma.approvalStep.findMany({ where, orderBy: { position: 'asc' } });
      const value = `request:${id} ${step!.id}`;
      for (const platform of ['teams', 'slack'] as const)
        for (const verb of ['approve', 'reject', 'ask'])
          expect(await act(platform, { kind: 'action', action: `approvals.${verb}`, value })).toMatchObject({
            refused: true,
            text: 'Nobody approves their own request. Somebody else has been asked.',
          });
      const submitted = { kind: 'submit', form: 'approvals.reject', context: value, values: { text: 'x' } };
      expect(await act('teams', submitted)).toMatchObject({ refused: true });
      // Their own request it is, on both.
      expect(await act('teams', { kind: 'command', text: 'my' })).toMatchObject({
        card: {
          blocks: expect.arrayContaining([
            {
              kind: 'list',
              items: [expect.objectContaining({ text: expect.stringContaining(`#${number}`) })],
            },
          ]),
        },
      });
      expect(await zhang.click('approvals.approve', value)).toMatchObject({ kind: 'notice' });
      const platforms = await prisma.history.findMany({ where, orderBy: { version: 'asc' } });
      expect(platforms.map(({ kind, platform }) => `${kind} ${platform}`)).toEqual([
        'filed slack',
        'approved web',
      ]);
    } finally {
      await office.stop();
      await slack.stop();
    }
  });
});
