import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Card } from '../../../src/ui/card.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

const people = ['rui', 'mia', 'sam', 'ben', 'cai', 'dan', 'top', 'adm'];

/** `rui` files; `mia` is the manager, whose manager is `top`; three buyers, of whom two have to agree. */
const officeFile = (names: readonly string[]) => `
organisation: { name: Approvals, timezone: Asia/Shanghai, locale: en, currency: CNY, admins: [adm@x.example],
  workingHours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" } }
people:
${names
  .map((name) => {
    const manager = { rui: 'mia', mia: 'top', sam: 'top' }[name];
    const more = manager && names.includes(manager) ? `, manager: ${manager}@x.example` : '';
    return `  - { email: ${name}@x.example, name: ${name[0]!.toUpperCase()}${name.slice(1)}${more}${name === 'cai' ? ', locale: zh-CN' : ''} }`;
  })
  .join('\n')}
roles: { buyers: [ben@x.example, cai@x.example, dan@x.example] }
teams:
  team: { name: Team, members: [dan@x.example], channels: { web: team } }
catalogue:
  buy:
    name: Buy
    team: team
    fields:
      - { id: item, type: text, label: Item, required: true }
      - { id: amount, type: money, label: Cost, required: true }
    approval:
      - { by: manager, remind: 1d, after: 2d, then: escalate }
      - { by: { role: buyers }, need: 2, when: "amount >= 1000" }
  trip:
    name: Trip
    team: team
    fields: [{ id: where, type: text, label: Where, required: true }]
    approval: [{ by: manager, after: 3d, then: lapse }]
`;

const hour = 3600_000;

describe('approvals, from the request to the end', () => {
  let office: TestOffice;
  // A Monday, 10:00 in Shanghai.
  let now = new Date('2026-11-23T02:00:00Z');
  const clock = { now: () => now };

  async function fileAt(names: readonly string[]): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), 'quartermaster-')), 'office.yaml');
    await writeFile(file, officeFile(names));
    return file;
  }
  beforeAll(async () => {
    office = await startOffice({ settings: { OFFICE_CONFIG: await fileAt(people) }, clock });
  });
  afterAll(() => office.stop());

  const later = async (hours: number) => {
    now = new Date(now.getTime() + hours * hour);
    await office.app.engine.handleDueTimers();
    await office.app.engine.handleDueTimers();
  };
  const said = (ack: Ack) => (ack.kind === 'notice' ? ack.text : ack.kind);
  const file = async (category: 'buy' | 'trip' = 'buy', amount = '10') => {
    const values: Record<string, string> =
      category === 'buy' ? { item: 'Chairs', amount } : { where: 'Xi’an' };
    await office.as('rui').submit('requests.file', category, values);
    const { id } = await office.request();
    return `request:${id}`;
  };
  const stepsOf = (subject: string) =>
    office.app.database.prisma.approvalStep.findMany({
      where: { subject },
      orderBy: [{ round: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    });
  const open = async (subject: string) => {
    const step = (await stepsOf(subject)).find(({ state }) => state === 'open');
    return `${subject} ${step?.id}`;
  };
  const approve = async (who: string, subject: string) =>
    said(await office.as(who).click('approvals.approve', await open(subject)));
  const more = async (who: string, subject: string, values: Record<string, string>) =>
    said(await office.as(who).submit('approvals.more', await open(subject), values));
  /** The card by which somebody was asked last. */
  const lastAsked = async (who: string): Promise<Card> =>
    (await office.shown(who)).findLast(({ card }) =>
      /asks for your approval|asked for approval/.test(textOf(card)),
    )!.card;
  const lastOf = async (who: string): Promise<Card> => (await office.shown(who)).at(-1)!.card;
  const stageOf = async (subject: string) =>
    (await office.app.database.prisma.request.findUniqueOrThrow({ where: { id: subject.split(':')[1]! } }))
      .stage;
  const names = (ids: readonly string[]) => ids.map((id) => people.find((name) => office.as(name).id === id));

  it('asks the substitute in the place of whoever is away, and tells everybody for whom', async () => {
    const mia = office.as('mia');
    expect(await mia.command('away')).toMatchObject({ kind: 'form', form: { id: 'delegations.set' } });
    const days = { from: '2026-11-23', until: '2026-11-24' };
    // What does not fit comes back to its field.
    expect(await mia.submit('delegations.set', '', { ...days, substitute: mia.id })).toMatchObject({
      form: { errors: { substitute: expect.any(String) } },
    });
    expect(
      await mia.submit('delegations.set', '', { substitute: '', from: '2026-11-25', until: '2026-11-24' }),
    ).toMatchObject({
      form: { errors: { until: expect.any(String) } },
    });
    expect(said(await mia.submit('delegations.set', '', { ...days, substitute: office.as('sam').id }))).toBe(
      'Sam decides for Mia from Mon, Nov 23, 2026 to Tue, Nov 24, 2026.',
    );
    expect(textOf(await lastOf('sam'))).toContain('(Mia has set this.)');
    const before = (await office.shown('mia')).length;
    const subject = await file();
    const card = await lastOf('sam');
    expect(textOf(card)).toContain('You are asked for Mia.');
    expect(textOf(card)).toContain('Manager Mia: waiting for Mia, Sam for Mia');
    // Whoever is away is left in peace.
    expect(await office.shown('mia')).toHaveLength(before);
    expect(await approve('sam', subject)).toMatch(/^Approved/);
    expect(await office.app.database.prisma.approvalDecision.findFirst({ where: { subject } })).toMatchObject(
      {
        personId: office.as('sam').id,
        forPersonId: mia.id,
        platform: 'web',
        subjectVersion: 1,
      },
    );
    const history = await office.as('rui').command('history 1');
    expect(JSON.stringify(history)).toContain('Sam approved for Mia');
    expect(textOf(await lastOf('sam'))).toContain('✓ approved by Sam for Mia');
  });

  it('takes it back when the absence is ended, and gives it when one is set later', async () => {
    const subject = await file();
    const mine = await office.as('mia').command('substitute');
    const [row] = await office.app.database.prisma.delegation.findMany({ where: { endedAt: null } });
    expect(JSON.stringify(mine)).toContain(row!.id);
    expect(said(await office.as('ben').click('delegations.end', row!.id))).toMatch(/no such substitute/);
    expect(said(await office.as('mia').click('delegations.end', row!.id))).toMatch(/^Ended/);
    expect(said(await office.as('mia').click('delegations.end', row!.id))).toMatch(/over already/);
    // Even before anything else has noticed.
    expect(await approve('sam', subject)).toBe('This decision is with Mia, not with you.');
    await later(0);
    expect(names((await stepsOf(subject))[0]!.approverIds)).toEqual(['mia']);
    // The card that asked the substitute says who decides now, and is nobody's to press.
    const card = textOf(await lastAsked('sam'));
    expect(card).toContain('This is now with Mia.');
    expect(card).not.toContain('[Approve]');
    expect(textOf(await lastAsked('mia'))).toContain('[Approve]');
    // Asked at last, now that she is back.
    expect(textOf(await lastOf('mia'))).toContain('Rui asks for your approval');
    // An administrator sets it for her; she is told too.
    const adm = office.as('adm');
    const values = {
      person: office.as('mia').id,
      substitute: office.as('ben').id,
      from: '2026-11-23',
      until: '2026-11-23',
    };
    await adm.submit('delegations.set', '', values);
    expect(textOf(await lastOf('mia'))).toContain('Ben decides for Mia');
    const asked = (await office.shown('ben')).length;
    await later(0);
    expect(await office.shown('ben')).toHaveLength(asked + 1);
    // Who is nobody to this request finds nothing there.
    expect(await approve('cai', subject)).toBe('这个审批已经不存在了。');
    expect(await approve('ben', subject)).toMatch(/^Approved/);
    await later(24);
    expect(
      await office.app.database.prisma.delegation.count({ where: { endedAt: null, untilAt: { gt: now } } }),
    ).toBe(0);
  });

  it('asks two of three, shows who has agreed, and begins again after a correction', async () => {
    const subject = await file('buy', '5000');
    await approve('mia', subject);
    expect(await approve('ben', subject)).toMatch(/^Approved/);
    expect(await approve('ben', subject)).toBe('You have already approved this. Others are still asked.');
    expect(textOf(await lastOf('cai'))).toContain('已有 1/2 人同意：Ben');
    const value = await open(subject);
    expect(await office.as('cai').click('approvals.return', value)).toMatchObject({
      form: { id: 'approvals.return' },
    });
    expect(said(await office.as('cai').submit('approvals.return', value, { text: '请补充型号' }))).toMatch(
      /^已退回/,
    );
    expect(await stageOf(subject)).toBe('waiting');
    expect(textOf(await lastOf('rui'))).toMatch(/Cai has given .* back/);
    const id = subject.split(':')[1]!;
    await office.as('rui').submit('requests.correct', id, { item: 'Chairs X1', amount: '5000' });
    expect(await stageOf(subject)).toBe('awaitingApproval');
    const states = (await stepsOf(subject)).map(({ round, state }) => `${round} ${state}`);
    expect(states).toEqual(['1 approved', '1 returned', '2 open', '2 waiting']);
    await approve('mia', subject);
    await approve('ben', subject);
    await approve('dan', subject);
    expect(await stageOf(subject)).toBe('open');
    // Changing what was approved asks again.
    await office.as('rui').submit('requests.edit', id, { item: 'Chairs X1', amount: '9000' });
    expect(await stageOf(subject)).toBe('awaitingApproval');
    expect((await stepsOf(subject)).filter(({ round }) => round === 3).map(({ state }) => state)).toEqual([
      'open',
      'waiting',
    ]);
  });

  it('hands over, asks others before and after, and copies in', async () => {
    const subject = await file();
    expect(await office.as('mia').click('approvals.more', await open(subject))).toMatchObject({
      form: { id: 'approvals.more' },
    });
    expect(said(await office.as('rui').click('approvals.more', await open(subject)))).toMatch(/own request/);
    const id = (name: string) => office.as(name).id;
    expect(await more('mia', subject, { verb: 'transfer', person: id('rui'), text: 'x' })).toMatch(
      /^Rui asked for this/,
    );
    expect(await more('mia', subject, { verb: 'before', person: id('ben'), text: 'the price?' })).toMatch(
      /^Ben is being asked/,
    );
    expect(await approve('ben', subject)).toMatch(/^Approved/);
    expect(await more('mia', subject, { verb: 'after', person: id('cai'), text: 'the size?' })).toMatch(
      /^Cai will be asked/,
    );
    expect(await more('mia', subject, { verb: 'copy', person: id('dan') })).toMatch(/^Dan gets a copy/);
    expect(
      await more('mia', subject, { verb: 'transfer', person: id('sam'), text: 'you know more' }),
    ).toMatch(/^Sam decides/);
    expect(await approve('mia', subject)).toBe('There is no such approval any more.');
    expect(textOf(await lastAsked('mia'))).toMatch(/Rui asked for approval[\s\S]*This is now with Sam/);
    expect(textOf(await lastAsked('mia'))).not.toContain('[Approve]');
    expect(textOf(await lastAsked('sam'))).toContain('[Approve]');
    expect(await approve('sam', subject)).toMatch(/^Approved/);
    expect(await approve('cai', subject)).toMatch(/^已同意/);
    expect(await stageOf(subject)).toBe('open');
    expect(textOf(await lastOf('cai'))).toContain('Cai（Mia 加签）');
    const { number } = await office.request();
    expect(await office.as('dan').command(`show ${number}`)).not.toMatchObject({ refused: true });
  });

  it('understands the same in words, and does it when it is confirmed', async () => {
    const subject = await file();
    const card = (await office.shown('team')).filter(({ threadOf }) => threadOf === null).at(-1)!;
    const type = async (who: string, text: string): Promise<Ack | string> => {
      const ack = await office.as(who).say(card.id, text);
      if (ack.kind === 'notice') return ack.text;
      const asked = (await office.shown(who)).concat(await office.shown('team')).map((one) => one.card);
      const confirm = asked
        .reverse()
        .find(({ blocks }) =>
          blocks.some(
            (block) => block.kind === 'actions' && /confirm|nudge/.test(block.buttons[0]?.action ?? ''),
          ),
        );
      const [button] = confirm!.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []));
      return said(await office.as(who).click(button!.action, button!.value));
    };
    expect(await type('mia', 'transfer to Nobody: away')).toMatch(/cannot tell whom you mean/);
    expect(await type('mia', 'transfer to Ben')).toMatch(/say why/);
    expect(await type('mia', 'transfer to Ben: I am away')).toMatch(/^Ben decides/);
    expect(await type('rui', 'remind')).toMatch(/are being reminded/);
    expect(await type('ben', '退回：请补充型号')).toMatch(/^Sent back/);
    expect(await stageOf(subject)).toBe('waiting');
  });

  it('reminds at the requester’s wish, once in four hours', async () => {
    await file();
    const { number } = await office.request();
    const remind = async (who: string) => said(await office.as(who).command(`remind ${number}`));
    expect(await remind('mia')).toBe('Only the requester can remind the approvers.');
    expect(await remind('rui')).toMatch(/are being reminded/);
    expect(textOf(await lastOf('mia'))).toContain('A reminder: this has been waiting for you since');
    await later(3.9);
    expect(await remind('rui')).toMatch(/reminded a short while ago/);
    await later(0.2);
    expect(await remind('rui')).toMatch(/are being reminded/);
  });

  it('reminds, escalates and lapses in working time, and approves nothing by silence', async () => {
    now = new Date('2026-11-26T02:00:00Z');
    const buy = await file('buy');
    const trip = await file('trip');
    await later(25);
    expect((await stepsOf(buy))[0]!.remindedAt).toEqual(now);
    // With what else waits for her it may come as one message.
    const texts = (await office.shown('mia')).map(({ card }) => textOf(card));
    expect(texts.at(-1)).toMatch(/\[Approve\]\n\[Reject\]\n(.*\n)*\[Snooze\]/);
    expect(names((await stepsOf(buy))[0]!.approverIds)).toEqual(['mia']);
    // Two working days from Thursday 10:00 are Monday 10:00: the weekend does not count.
    await later(48);
    expect(names((await stepsOf(buy))[0]!.approverIds)).toEqual(['mia']);
    await later(24);
    expect(names((await stepsOf(buy))[0]!.approverIds)).toEqual(['mia', 'top']);
    // What else waits is brought back to mind at the same time.
    const toTop = (await office.shown('top')).map(({ card }) => textOf(card));
    expect(toTop.some((text) => text.includes('You are asked for Mia.'))).toBe(true);
    expect((await stepsOf(trip))[0]!.state).toBe('open');
    await later(24);
    expect((await stepsOf(trip))[0]!.state).toBe('lapsed');
    expect(await stageOf(trip)).toBe('cancelled');
    // What had brought it back to mind does not name it any more.
    const { number } = await office.app.database.prisma.request.findUniqueOrThrow({
      where: { id: trip.split(':')[1]! },
    });
    const line = new RegExp(`#${number}\\b.*waits for your decision since`);
    await office.app.engine.handleDueTimers();
    const shown = (await office.shown('mia')).map(({ card }) => textOf(card));
    expect(shown.filter((text) => line.test(text))).toEqual([]);
    expect(textOf(await lastOf('rui'))).toContain('so it has lapsed');
    expect(await approve('mia', trip)).toMatch(/no such approval/);
    await later(24 * 30);
    expect((await stepsOf(buy))[0]!.state).toBe('open');
    expect(await approve('top', buy)).toMatch(/^Approved/);
  });

  it('asks others when an approver has left the office file', async () => {
    const subject = await file();
    const rest = people.filter((name) => name !== 'mia');
    const settings = { OFFICE_CONFIG: await fileAt(rest) };
    const next = await startOffice({ databaseUrl: office.databaseUrl, settings, clock });
    try {
      await vi.waitFor(
        async () => expect(names((await stepsOf(subject))[0]!.approverIds)).toContain('top'),
        15_000,
      );
      const step = await open(subject);
      expect(said(await next.as('top').click('approvals.approve', step))).toMatch(/^Approved/);
    } finally {
      await next.stop();
    }
  }, 60_000);
});
