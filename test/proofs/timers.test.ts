import { describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/translate.ts';
import { backends } from '../helpers/database.ts';
import { startOffice, type TestOffice, textOf } from '../helpers/office.ts';

const repair = { location: '三楼', description: '空调漏水', urgency: 'high' };
const requests = 40;

describe.each(backends)('timers, on $title', (backend) => {
  describe.skipIf(backend.missing)('that fall due', () => {
    it('fire once each, though two sweep at once, twice', async () => {
      const time = { now: Date.now() };
      const clock = { now: () => new Date(time.now) };
      const first = await startOffice({ backend, clock });
      const second = await startOffice({ databaseUrl: first.databaseUrl, clock });
      try {
        for (let n = 0; n < requests; n += 1) await bringToDone(first);
        const sweep = () => Promise.all([first, second].map(({ app }) => app.engine.handleDueTimers()));
        await sweep();
        expect(await reminded(first)).toEqual([]);

        time.now += 3 * 24 * 60 * 60 * 1000;
        await Promise.all([sweep(), sweep()]);
        const subjects = await reminded(first);
        expect(subjects).toHaveLength(requests);
        expect(new Set(subjects).size).toBe(requests);
        await first.app.sender.drain();
        await second.app.sender.drain();
        const asked = t('zh-CN', 'requests.notice.remind', { title: '|', by: '' }).split('|')[1]!;
        const told = (await first.shown('li.wei')).map(({ card }) => textOf(card));
        expect(told.filter((text) => text.includes(asked))).toHaveLength(requests);
      } finally {
        await second.stop();
        await first.stop();
      }
    }, 40_000);

    it('do not go round in circles when they fail', async () => {
      const office = await startOffice({ backend });
      try {
        const { prisma } = office.app.database;
        // More than one batch of timers that can never fire, and one behind them that can.
        const dueAt = new Date(Date.now() - 60_000);
        await prisma.timer.createMany({
          data: Array.from({ length: 210 }, (_, n) => ({
            id: `tmr_bad${n}`,
            kind: 'proofs.none',
            subject: `request:none${n}`,
            dueAt,
            localTime: '2026-11-22T09:00',
            timezone: 'Asia/Shanghai',
            createdAt: dueAt,
          })),
        });
        await prisma.$executeRawUnsafe(`CREATE FUNCTION "spoil" () RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF NEW."id" LIKE 'tmr_bad%' THEN RAISE EXCEPTION 'spoilt'; END IF;
            RETURN NEW;
          END; $$`);
        await prisma.$executeRawUnsafe(
          'CREATE TRIGGER "spoil" BEFORE UPDATE ON "Timer" FOR EACH ROW EXECUTE FUNCTION "spoil" ()',
        );
        const request = await bringToDone(office);
        await prisma.timer.updateMany({
          where: { kind: 'requests.remind', subject: `request:${request.id}` },
          data: { dueAt: new Date() },
        });
        await office.app.engine.handleDueTimers();
        expect(await reminded(office)).toEqual([`request:${request.id}`]);
      } finally {
        await office.stop();
      }
    });
  });
});

async function bringToDone(office: TestOffice) {
  await office.as('li.wei').submit('requests.file', 'repair', repair);
  const request = await office.request();
  await office.as('zhao.lei').click('requests.take', request.id);
  await office.as('zhao.lei').submit('requests.finish', request.id, { note: '换了排水管' });
  return request;
}

async function reminded({ app }: TestOffice): Promise<string[]> {
  const rows = await app.database.prisma.history.findMany({ where: { kind: 'reminded' } });
  return rows.map(({ subject }) => subject);
}
