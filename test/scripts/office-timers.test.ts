import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeTimers, reportTimers } from '../../scripts/office-timers.ts';
import type { Database } from '../../src/db/client.ts';
import { commit } from '../../src/db/commit.ts';
import { createTestDatabase } from '../helpers/database.ts';

const now = new Date('2026-11-27T08:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const wall = { localTime: '2026-11-27T16:00', timezone: 'Asia/Shanghai' };

describe('office timers', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    const timer = (id: string, minutes: number, more: object = {}) => ({
      id,
      kind: 'requests.remind',
      subject: 'request:req_1',
      dueAt: at(minutes),
      args: {},
      createdAt: now,
      ...wall,
      ...more,
    });
    const occurrence = (id: string, minutes: number, more: object) => ({
      id,
      version: 1,
      kind: 'reminders.due',
      subject: `reminder:${id}`,
      dueAt: at(minutes),
      args: { text: 'call the lift company' },
      createdAt: now,
      toldAt: null,
      lateSince: null,
      ...wall,
      ...more,
    });
    await commit(database, [
      {
        kind: 'insert',
        table: 'Timer',
        rows: [
          timer('tmr_3', 30, { kind: 'occurrences.due', subject: 'occurrence:occ_next', firedAt: null }),
          timer('tmr_4', 60, { firedAt: null }),
          timer('tmr_2', -5, { firedAt: null }),
          // Not late yet, and over.
          timer('tmr_0', -0.5, { firedAt: null }),
          timer('tmr_1', -60, { firedAt: at(-60) }),
        ],
      },
      {
        kind: 'insert',
        table: 'Occurrence',
        rows: [
          occurrence('occ_next', 30, { state: 'due' }),
          occurrence('occ_missed', -90, { state: 'missed' }),
          occurrence('occ_late', -300, { state: 'done', toldAt: at(-120), lateSince: at(-300) }),
          occurrence('occ_told', -90, { state: 'told', toldAt: at(-90) }),
          occurrence('occ_old', -60 * 24 * 8, { state: 'missed' }),
        ],
      },
    ]);
  });
  afterAll(() => database.close());

  it('shows what is due, what is late and what was missed, without anybody’s words', async () => {
    const text = describeTimers(await reportTimers(database, now, 2));
    expect(text).toBe(`Due next (2 of 3):
  2026-11-27 16:00 Asia/Shanghai = 2026-11-27T07:59:30Z  requests.remind  request:req_1
  2026-11-27 16:00 Asia/Shanghai = 2026-11-27T08:30:00Z  reminders.due  reminder:occ_next
Late, by more than a minute:
  2026-11-27 16:00 Asia/Shanghai = 2026-11-27T07:55:00Z  requests.remind  request:req_1
Missed or told late in the last 7 days:
  2026-11-27 16:00 Asia/Shanghai = 2026-11-27T06:30:00Z  reminders.due  reminder:occ_missed  missed
  2026-11-27 16:00 Asia/Shanghai = 2026-11-27T03:00:00Z  reminders.due  reminder:occ_late  told 2026-11-27T06:00:00Z`);
  });

  it('says where there is nothing', async () => {
    const past = await reportTimers(database, at(-60 * 24 * 30), 20);
    expect(describeTimers({ ...past, next: [], nextCount: 0 })).toBe(`Due next:
  nothing
Late, by more than a minute:
  nothing
Missed or told late in the last 7 days:
  nothing`);
  });
});
