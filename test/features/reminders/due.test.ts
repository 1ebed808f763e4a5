import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/context.ts';
import type { Outcome } from '../../../src/engine/feature.ts';
import type { Occurrence, OccurrenceKind } from '../../../src/features/occurrences/index.ts';
import { reminderCard } from '../../../src/features/reminders/cards.ts';
import { describe as describeDue } from '../../../src/features/reminders/due-card.ts';
import { reminderKinds } from '../../../src/features/reminders/index.ts';
import type { Recipient, Reminder } from '../../../src/features/reminders/reminder.ts';
import { exampleOffice } from '../../helpers/example.ts';
import { textOf } from '../../helpers/office.ts';

const kind = reminderKinds[1] as OccurrenceKind<{
  reminder: Reminder;
  passed: { times: readonly Date[]; count: number };
}>;
const timezone = 'Asia/Shanghai';
const daily = { every: 'day', interval: 1, weekdays: [] } as const;
const nobody = { times: [], count: 0 };

/** A world where only these are here, and only the team `office` can hear. */
const worldAt = (at: string, here: readonly string[] = ['otto', 'ann']) =>
  ({
    office: exampleOffice(),
    clock: { now: () => new Date(at) },
    directory: {
      find: (id: string) => ({ id, active: here.includes(id) }),
      nameOf: (id: string) => id,
      isMember: () => false,
      isAdmin: () => false,
      team: (id: string) => ({ id, channels: id === 'office' ? { web: 'office' } : {} }),
    },
  }) as unknown as World;

const reminderFor = (to: Recipient, rule: Reminder['intent']['rule'] = daily): Reminder => ({
  ...{ id: 'rem_0123456789', version: 4, ownerId: 'otto', to, text: 'water the plants', origin: null },
  intent: { start: '2026-11-23T09:00', timezone, rule, onFreeDay: 'keep' },
  ...{ comesBack: null, state: 'active', nth: 0, createdAt: new Date(0) },
});
const occurrenceOf = ({ to, version }: Reminder) =>
  ({
    ...{ id: 'occ_1', version: 1, subject: 'reminder:rem_0123456789', toldAt: null, state: 'due' },
    personId: 'personId' in to ? to.personId : null,
    teamId: 'teamId' in to ? to.teamId : null,
    dueAt: new Date('2026-11-23T09:00+08:00'),
    args: { plan: version, nth: 0 },
  }) as unknown as Occurrence;

/** What is written of the reminder, what is planned, and who is told what. */
const summary = ({ writes = [], say = [] }: Outcome) => ({
  reminder: writes.flatMap((write) =>
    write.kind === 'update' && write.table === 'Reminder' ? write.rows.map(({ state }) => state) : [],
  ),
  planned: writes.flatMap((write) =>
    write.kind === 'insert' && write.table === 'Occurrence'
      ? write.rows.map(({ localTime }) => localTime)
      : [],
  ),
  told: say.map(({ to, args }) => `${to.kind === 'person' ? to.personId : to.kind} ${args?.key}`),
});

describe('whom it reminds has left', () => {
  const at = '2026-11-23T09:00:10+08:00';
  const left = (reminder: Reminder, here: readonly string[]) =>
    summary(kind.left!(worldAt(at, here), occurrenceOf(reminder), { reminder, passed: nobody }));

  it('what others set rests, and they are told; without them it rests in silence', () => {
    const reminder = reminderFor({ personId: 'ann' });
    expect(left(reminder, ['otto'])).toEqual({ reminder: ['paused'], planned: [], told: ['otto away'] });
    expect(left(reminder, [])).toEqual({ reminder: ['paused'], planned: [], told: [] });
  });

  it('what they set for themselves goes on, so that they hear of it when they are back', () => {
    const to = { personId: 'otto' };
    expect(left(reminderFor(to), [])).toEqual({
      reminder: ['active'],
      planned: ['2026-11-24T09:00'],
      told: [],
    });
    expect(left(reminderFor(to, null), [])).toEqual({ reminder: ['ended'], planned: [], told: [] });
  });

  it('of a time that is not planned any more nothing follows', () => {
    const reminder = reminderFor({ personId: 'ann' });
    const changed = { ...reminder, version: 5 };
    const outcome = kind.left!(worldAt(at), occurrenceOf(reminder), { reminder: changed, passed: nobody });
    expect(outcome).toEqual({});
  });
});

describe('when it is told', () => {
  const told = async (reminder: Reminder, at: string) =>
    (await kind.told!(worldAt(at), occurrenceOf(reminder), { reminder, passed: nobody })) as Outcome;

  it('a team that cannot hear it any more: it rests, and whoever set it is told once', async () => {
    const at = '2026-11-23T09:00:10+08:00';
    const gone = await told({ ...reminderFor({ teamId: 'ghosts' }), comesBack: '1h' }, at);
    expect(summary(gone)).toEqual({ reminder: ['paused'], planned: [], told: ['otto unheard'] });
    expect(gone.timers).toEqual([]);
    const here = summary(await told(reminderFor({ teamId: 'office' }), at));
    expect(here).toEqual({ reminder: ['active'], planned: ['2026-11-24T09:00'], told: [] });
  });

  it('of more than a hundred that were slept through all are counted', async () => {
    // Half a year: the 23rd of November was told now, and 182 after it were not.
    const outcome = await told(reminderFor({ personId: 'ann' }), '2027-05-24T20:00+08:00');
    const rows = (outcome.writes ?? []).flatMap((write) =>
      write.kind === 'insert' && write.table === 'Occurrence' ? write.rows : [],
    );
    const missed = rows.filter(({ state }) => state === 'missed');
    expect(missed).toHaveLength(100);
    expect(missed[0]).toMatchObject({ args: { with: 'occ_1', earlier: 82 } });
    expect(missed[1]).not.toHaveProperty('args.earlier');
  });
});

it('that the clocks skip its time is said when it is set as well', () => {
  const reminder: Reminder = {
    ...reminderFor({ personId: 'otto' }, null),
    intent: { start: '2027-03-28T02:30', timezone: 'Europe/Berlin', rule: null, onFreeDay: 'keep' },
  };
  const reader = { id: 'otto', locale: 'en', timezone: 'Europe/Berlin' } as const;
  const card = reminderCard(reminder, {}, reader, worldAt('2026-11-23T09:00+08:00'));
  expect(textOf(card)).toMatch(/clocks.*03:30/);
});

it('among others it says as well what was slept through, and that the clocks have moved it', () => {
  const reminder = reminderFor({ personId: 'otto' }, null);
  const occurrence = { ...occurrenceOf(reminder), args: { plan: 4, nth: 0, moved: 'gap' } } as Occurrence;
  const passed = { times: [new Date('2026-11-24T01:00Z')], count: 182 };
  const notes = (one: Occurrence) =>
    describeDue({
      occurrence: one,
      state: { reminder, passed },
      reader: { id: 'otto', locale: 'en', timezone },
      world: worldAt('2026-11-23T09:00:10+08:00'),
    }).notes;
  // Snoozed, it comes at another time.
  expect(notes({ ...occurrence, version: 4 })).toHaveLength(1);
  expect(notes(occurrence)).toEqual([
    expect.stringContaining('182 later times were missed'),
    expect.stringContaining('The clocks skipped the usual time'),
  ]);
});
