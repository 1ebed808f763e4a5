import { newId } from '../../../src/core/ids.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { HoursOfDay } from '../../../src/core/working-hours.ts';
import { commit } from '../../../src/db/commit.ts';
import type { DueDelivery } from '../../../src/delivery/lanes.ts';
import { Accounts } from '../../../src/directory/accounts.ts';
import type { World } from '../../../src/engine/context.ts';
import { draw } from '../../../src/engine/draw.ts';
import { Engine } from '../../../src/engine/engine.ts';
import {
  createOccurrences,
  type OccurrenceKind,
  expect as plan,
} from '../../../src/features/occurrences/index.ts';
import { setTimers } from '../../../src/jobs/timers.ts';
import type { ChatAdapter } from '../../../src/platform/adapter.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { dueAt } from '../../../src/time/due.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { exampleDirectory, exampleOffice, type Name } from '../../helpers/example.ts';
import { textOf } from '../../helpers/office.ts';

const zone = 'Asia/Shanghai';

/** Occurrences alone, on a real database with a clock that is moved by hand. */
export async function startDesk({ quietHours }: { quietHours?: HoursOfDay } = {}) {
  const database = await createTestDatabase();
  const { directory, idOf } = await exampleDirectory(database);
  const example = exampleOffice();
  const office = { ...example, organisation: { ...example.organisation, ...(quietHours && { quietHours }) } };
  let now = new Date('2026-11-23T01:00:00Z');
  const clock = { now: () => now };
  const world: World = { database, directory, office, clock, publicUrl: 'https://office.example' };
  /** What they are about that is gone by now. */
  const gone = new Set<string>();
  const kind = (name: string, more: Partial<OccurrenceKind<string>> = {}): OccurrenceKind<string> => ({
    kind: name,
    ...{ whenLate: 'tell', graceMinutes: 5, canWait: true, small: true },
    answers: ['done', 'snooze', 'delegate'],
    load: async (_, all) =>
      new Map(all.flatMap(({ id, subject }) => (gone.has(subject) ? [] : [[id, subject] as const]))),
    describe: ({ state }) => ({ line: `Please: ${state}` }),
    ...more,
  });
  const engine = new Engine({
    ...{ world: () => world, database, clock, logger: silentLogger, accounts: new Accounts(database) },
    adapters: new Map([['web', adapterOf(directory)]]),
    nameEvent: async (event) => [event],
    features: [
      createOccurrences([
        kind('small'),
        kind('large', { small: false }),
        kind('urgent', { canWait: false, small: false }),
        kind('passing', { whenLate: 'drop' }),
        // Both change the same thing when they are told.
        kind('clashing', {
          told: () => ({
            history: [
              {
                ...{ subject: 'thing:1', version: now.getTime() % 1e6, kind: 'x' },
                actorId: null,
                platform: null,
                at: now,
                data: {},
              },
            ],
          }),
        }),
      ]),
    ],
    onCommitted: () => {},
  });

  const send = (name: Name, what: object): Promise<Ack> =>
    engine.handle({
      ...{ platform: 'web', id: newId('evt'), actor: { workspace: 'web', userId: idOf(name) } },
      ...{ address: { key: `person:${idOf(name)}`, data: null }, personal: true },
      can: { openForm: true, replyPrivately: true },
      ...what,
    } as Inbound);

  return {
    database,
    idOf,
    gone,
    directory,
    /** Plans one for somebody, or a team, at an instant; answers with its id. */
    async plan(
      to: Name | { teamId: string },
      at: string,
      kindName = 'small',
      subject = `thing:${newId('x')}`,
    ) {
      const id = newId('occ');
      const whose = typeof to === 'string' ? { personId: idOf(to) } : to;
      const { writes = [], timers = [] } = plan(world, [
        { id, kind: kindName, subject, to: whose, ...dueAt(new Date(at), zone) },
      ]);
      await commit(database, [...writes, setTimers(timers, now)]);
      return id;
    },
    /** It is this instant now: what is due is handled. */
    async at(instant: string) {
      now = new Date(instant);
      await engine.handleDueTimers();
    },
    click: (name: Name, action: string, value: string) =>
      send(name, { kind: 'action', action: `occurrences.${action}`, value }),
    submit: (name: Name, form: string, context: string, values: object) =>
      send(name, { kind: 'submit', form: `occurrences.${form}`, context, values }),
    command: (name: Name, text: string) => send(name, { kind: 'command', text }),
    /** What was said to somebody, or in a team's channel, as it is drawn now; the oldest first. */
    async shown(to: Name | { teamId: string }): Promise<Card[]> {
      const lane = typeof to === 'string' ? `web/person:${idOf(to)}` : `web/team:${to.teamId}`;
      const rows = await database.prisma.delivery.findMany({
        where: { lane },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      const drawn = await draw(world, engine.routes, rows as unknown as DueDelivery[]);
      return rows.map(({ id }) => {
        const one = drawn.get(id)!;
        if ('error' in one) throw one.error;
        return one.card;
      });
    },
    find: (id: string) => database.prisma.occurrence.findUniqueOrThrow({ where: { id } }),
    stop: () => database.close(),
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

export const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []));

/** What an answer says, whatever it is. */
export function said(ack: Ack): string {
  if (ack.kind === 'notice') return `${ack.refused ? 'no: ' : ''}${ack.text}`;
  return ack.kind === 'card' ? textOf(ack.card) : ack.kind;
}

/** All that is needed of the web page: who is who. */
function adapterOf(directory: World['directory']): ChatAdapter {
  return {
    name: 'web',
    capabilities: {},
    resolveUser: async ({ userId }: { userId: string }) => directory.find(userId),
  } as unknown as ChatAdapter;
}
