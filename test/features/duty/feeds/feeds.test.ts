import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../../../src/engine/context.ts';
import { standingDuty } from '../../../../src/features/duty/feeds/standing.ts';
import { FeedAddresses } from '../../../../src/features/duty/index.ts';
import type { Card } from '../../../../src/ui/card.ts';
import { startOffice, type TestOffice } from '../../../helpers/office.ts';

const desk = {
  id: 'ros_desk',
  name: { en: 'Front desk', 'zh-CN': '前台' },
  team: 'facilities',
  roles: {},
  timezone: 'UTC',
};
const secret = 'a secret of a test, long enough to seal it';
let office: TestOffice;
let now = new Date('2026-10-24T08:00:00Z');

beforeAll(async () => {
  office = await startOffice({ settings: { SESSION_SECRET: secret }, clock: { now: () => now } });
  const rules = {
    id: 'ros_desk',
    name: { en: 'Front desk', 'zh-CN': '前台' },
    team: 'facilities',
    roles: {},
  };
  await office.app.database.prisma.roster.create({
    data: { id: 'ros_desk', version: 1, rules, createdAt: now },
  });
  // The night on which the clocks of Berlin go back, and the day after.
  await shift('omar.haddad', '2026-10-24T20:00:00Z', '2026-10-25T07:00:00Z');
  await shift('zhao.lei', '2026-10-25T07:00:00Z', '2026-10-26T07:00:00Z');
  await shift(null, '2026-10-26T07:00:00Z', '2026-10-27T07:00:00Z');
});
afterAll(() => office.stop());

const shift = (name: string | null, startsAt: string, endsAt: string) =>
  office.app.database.prisma.shift.create({
    data: {
      id: `shf_${startsAt}`,
      version: 1,
      rosterId: 'ros_desk',
      role: 'primary',
      layerId: 'layer1',
      slot: startsAt,
      startsAt,
      endsAt,
      personId: name && office.as(name).id,
      because: 'rotation',
      points: 1,
      createdAt: now,
    },
  });

/** The addresses on the newest card that somebody was sent. */
async function addressesOf(name: string): Promise<string[]> {
  const card = (await office.shown(name)).at(-1)!.card as Card;
  return card.blocks.flatMap((block) => (block.kind === 'link' ? new URL(block.url).pathname : []));
}

const fetched = (path: string) => fetch(new URL(path, office.app.url));

async function eventsAt(path: string) {
  const root = new ICAL.Component(ICAL.parse(await (await fetched(path)).text()));
  return root.getAllSubcomponents('vevent').map((component) => {
    const { summary, startDate, endDate } = new ICAL.Event(component);
    return [summary, startDate.toJSDate().toISOString(), endDate.toJSDate().toISOString()];
  });
}

describe('a calendar feed', () => {
  it('shows one’s own shifts at the right instants, in one’s language, until it is turned off', async () => {
    const omar = office.as('omar.haddad');
    await omar.submit('feeds.add', '', { which: 'mine' });
    const [path = ''] = await addressesOf('omar.haddad');
    expect(await eventsAt(path)).toEqual([
      ['Front desk (On duty)', '2026-10-24T20:00:00.000Z', '2026-10-25T07:00:00.000Z'],
    ]);
    const kept = await office.app.database.prisma.delivery.findMany({ where: { view: 'duty.feeds' } });
    expect(JSON.stringify(kept.map(({ args }) => args))).not.toContain(path.split('.')[1]);

    const [{ id = '' } = {}] = await office.app.database.prisma.calendarFeed.findMany({
      where: { personId: omar.id },
    });
    // Another's button does nothing to it.
    expect(await office.as('li.wei').click('feeds.off', id)).toMatchObject({ refused: true });
    expect((await fetched(path)).status).toBe(200);
    await omar.click('feeds.off', id);
    expect((await fetched(path)).status).toBe(404);
    expect(await omar.click('feeds.off', id)).toMatchObject({ refused: true });
  });

  it('shows everybody on a roster, whoever is missing included', async () => {
    await office.as('li.wei').submit('feeds.add', '', { which: 'ros_desk' });
    const [path = ''] = await addressesOf('li.wei');
    expect((await eventsAt(path)).map(([summary]) => summary)).toEqual([
      '前台：Omar Haddad（主班）',
      '前台：赵磊（主班）',
      '前台：暂无（主班）',
    ]);
    // What is long past is left out.
    now = new Date('2026-11-25T20:00:00Z');
    expect(await eventsAt(path)).toHaveLength(2);
  });

  it('is closed to whoever guesses, and to those who have left', async () => {
    const [path = ''] = await addressesOf('li.wei');
    const [id = ''] = path.slice('/calendar/'.length).split('.');
    const forged = new FeedAddresses('another secret').of(id);
    for (const wrong of [
      `/calendar/${forged}.ics`,
      `/calendar/${id}.ics`,
      '/calendar/x.ics',
      path.slice(0, -4),
    ])
      expect((await fetched(wrong)).status, wrong).toBe(404);
    expect((await fetched(`/calendar/${new FeedAddresses(secret).of(id)}.ics`)).status).toBe(200);
  });
});

describe('what stands on Slack', () => {
  const at = new Date('2026-10-26T00:00:00Z');
  const show = async (rules: object) => {
    const { database } = office.app;
    await database.prisma.roster.update({
      where: { id: 'ros_desk' },
      data: { rules: { ...desk, ...rules } },
    });
    const zhao = await database.prisma.person.findUniqueOrThrow({ where: { id: office.as('zhao.lei').id } });
    const world = {
      database,
      clock: { now: () => at },
      office: {
        organisation: { locale: 'en' },
        rosters: {},
        teams: { facilities: { channels: { slack: '#facilities' } } },
      },
      directory: { find: () => zhao },
    } as unknown as World;
    const timer = { id: 'tmr_1', kind: 'duty.show', subject: 'roster:ros_desk', dueAt: at, args: {} };
    const { say = [], timers = [] } = await standingDuty.timers!['duty.show']!(world, timer);
    const drawn = say.map(({ view, args = {} }) =>
      standingDuty.views![view]!.draw({
        state: undefined,
        args,
        reader: { locale: 'en', timezone: 'UTC' },
        world,
      }),
    );
    return { places: say.map(({ to }) => to.kind === 'conversation' && to.address.key), drawn, timers };
  };

  it('names who is on duty now, and looks again when that changes', async () => {
    const { places, drawn, timers } = await show({ slackGroup: 'frontdesk', slackTopic: true });
    expect(places).toEqual(['userGroup:frontdesk', 'topic:#facilities']);
    expect(drawn[1]).toMatchObject({
      summary: 'Front desk: 赵磊 (On duty)',
      members: ['zhao.lei@harbour.example'],
    });
    expect(timers).toMatchObject([{ kind: 'duty.show', dueAt: new Date('2026-10-26T07:00:00Z') }]);
  });

  it('is nothing where the roster does not ask for it', async () => {
    expect(await show({ slackTopic: false })).toEqual({ places: [], drawn: [], timers: [] });
  });
});
