import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from '../../../src/anonymity/keyring.ts';
import { parseOffice } from '../../../src/config/office.ts';
import { newId } from '../../../src/core/ids.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { commit } from '../../../src/db/commit.ts';
import type { DueDelivery } from '../../../src/delivery/lanes.ts';
import { Accounts } from '../../../src/directory/accounts.ts';
import { Directory } from '../../../src/directory/directory.ts';
import type { World } from '../../../src/engine/context.ts';
import { draw } from '../../../src/engine/draw.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { createOccurrences } from '../../../src/features/occurrences/index.ts';
import { createSurveys, surveyOccurrences, watchSurveys } from '../../../src/features/surveys/index.ts';
import type { ChatAdapter } from '../../../src/platform/adapter.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { textOf } from '../../helpers/office.ts';

/** Surveys alone, on a real database, with a clock that is moved by hand and nothing that is sent. */
export async function startSurveyDesk(officeText: string, start: string) {
  const database = await createTestDatabase();
  const office = parseOffice(officeText, 'office.yaml');
  const directory = await Directory.load(database, office);
  let now = new Date(start);
  const clock = { now: () => now };
  const world: World = { database, directory, office, clock, publicUrl: 'https://office.example' };
  const keyring = new Keyring(await mkdtemp(join(tmpdir(), 'keys-')));
  const adapter = {
    name: 'web',
    capabilities: {},
    resolveUser: async ({ userId }: { userId: string }) => directory.find(userId),
  } as unknown as ChatAdapter;
  const engine = new Engine({
    ...{ world: () => world, database, clock, logger: silentLogger, accounts: new Accounts(database) },
    adapters: new Map([['web', adapter]]),
    nameEvent: async (event) => [event],
    features: [...createSurveys(keyring), createOccurrences(surveyOccurrences)],
    onCommitted: () => {},
  });
  const idOf = (name: string) => directory.byEmail(`${name}@x.example`)!.id;
  const send = (name: string, what: object): Promise<Ack> =>
    engine.handle({
      ...{ platform: 'web', id: newId('evt'), actor: { workspace: 'web', userId: idOf(name) } },
      ...{ address: { key: `person:${idOf(name)}`, data: null }, personal: true },
      can: { openForm: true, replyPrivately: true },
      ...what,
    } as Inbound);
  return {
    ...{ database, engine, keyring, idOf },
    /** It is this instant now: what is due is handled. */
    async at(instant: string) {
      now = new Date(instant);
      await engine.handleDueTimers();
    },
    /** The office file was read. */
    watch: () => commit(database, [watchSurveys(world)]),
    click: (name: string, action: string, value: string) => send(name, { kind: 'action', action, value }),
    submit: (name: string, form: string, context: string, values: object) =>
      send(name, { kind: 'submit', form, context, values }),
    command: (name: string, text: string) => send(name, { kind: 'command', text }),
    /** What was said to somebody, as it is drawn now; the oldest first. */
    async shown(name: string): Promise<string[]> {
      const rows = await database.prisma.delivery.findMany({
        where: { lane: { startsWith: `web/person:${idOf(name)}` } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      const drawn = await draw(world, engine.routes, rows as unknown as DueDelivery[]);
      return rows.map(({ id }) => {
        const one = drawn.get(id)!;
        if ('error' in one) throw one.error;
        return textOf(one.card);
      });
    },
    stop: () => database.close(),
  };
}

/** What an answer says, whatever it is. */
export function said(ack: Ack): string {
  if (ack.kind === 'notice') return `${ack.refused ? 'no: ' : ''}${ack.text}`;
  if (ack.kind === 'form') return JSON.stringify(ack.form.errors ?? ack.form.title);
  return ack.kind === 'card' ? textOf(ack.card) : ack.kind;
}
