import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type App, type AppOptions, startApp } from '../../src/app.ts';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { newId } from '../../src/core/ids.ts';
import { type Logger, silentLogger } from '../../src/core/logger.ts';
import { projectRoot } from '../../src/core/paths.ts';
import type { Ack, Inbound, InboundFile, PickedMessage, Shortcut } from '../../src/platform/inbound.ts';
import type { Block, Card } from '../../src/ui/card.ts';
import type { Values } from '../../src/ui/form.ts';
import { type Backend, createDatabase, defaultBackend, dropDatabase } from './database.ts';

export interface TestOffice {
  readonly app: App;
  readonly databaseUrl: string;
  /** Acts as a person of the demo office, by the part of their e-mail before the @: `li.wei`. */
  as(name: string): TestPerson;
  /** What stands on the web page in a conversation: `facilities` for a channel, `li.wei` for a person. */
  shown(conversation: string): Promise<{ id: string; threadOf: string | null; card: Card }[]>;
  /** The only request, or the one with this number. */
  request(number?: number): Promise<{ id: string; number: number; stage: string; assigneeId: string | null }>;
  stop(): Promise<void>;
}

export interface TestPerson {
  readonly id: string;
  /** Hands an event to the engine as the web adapter would. `eventId` repeats one. */
  send(what: Sent, eventId?: string): Promise<Ack>;
  command(text: string): Promise<Ack>;
  click(action: string, value: string): Promise<Ack>;
  submit(form: string, context: string, values: Values): Promise<Ack>;
  /** Says something below a message of the web page. */
  say(messageKey: string, text: string): Promise<Ack>;
}

export type Sent =
  | { kind: 'command'; text: string; files?: InboundFile[] }
  | { kind: 'message'; text: string; messageKey: string; files?: InboundFile[] }
  | ({ kind: 'shortcut'; shortcut: Shortcut } & PickedMessage)
  | { kind: 'action'; action: string; value: string }
  | { kind: 'submit'; form: string; context: string; values: Values };

export interface TestOfficeOptions {
  backend?: Backend;
  /** An existing database to start on, e.g. after a restart; it is not dropped by `stop`. */
  databaseUrl?: string;
  /** More settings, e.g. SLACK_BOT_TOKEN. */
  settings?: Record<string, string>;
  clock?: Clock;
  logger?: Logger;
  /** Keeps the demo office's rosters, whose people hear of their duty. Default false. */
  rosters?: boolean;
  /** Another pace than Slack's own, where it is not what is tested. */
  slackPace?: AppOptions['slackPace'];
}

/** An office file like the demo's without its rosters, which come last. */
export const withoutRosters = (text: string): string => text.replace(/^rosters:[\s\S]*/m, '');

/** The whole of Quartermaster with the demo office on a fresh database: the real app, in this process. */
export async function startOffice(options: TestOfficeOptions = {}): Promise<TestOffice> {
  const { backend = defaultBackend, clock = systemClock, logger = silentLogger } = options;
  const databaseUrl = options.databaseUrl ?? (await createDatabase(backend, inject('templateDatabase')));
  const folder = await mkdtemp(join(tmpdir(), 'quartermaster-'));
  const read = readEnvironment({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    ...options.settings,
  });
  const environment: Environment =
    read.demo && !options.rosters ? { ...read, officeFile: await quietDemo(folder) } : read;
  const app = await startApp(environment, { logger, clock, slackPace: options.slackPace });
  const people = await app.database.prisma.person.findMany();
  const idOf = (name: string) => {
    const person = people.find(({ email }) => email.startsWith(`${name}@`));
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person.id;
  };
  return {
    app,
    databaseUrl,
    as: (name) => personOf(app, idOf(name)),
    async shown(conversation) {
      const isPerson = people.some(({ email }) => email.startsWith(`${conversation}@`));
      const key = isPerson ? `person:${idOf(conversation)}` : `channel:${conversation}`;
      await app.sender.drain();
      const rows = await app.database.prisma.webMessage.findMany({
        where: { conversation: key },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, threadOf, content }) => ({ id, threadOf, card: content as unknown as Card }));
    },
    async request(number) {
      const where = number === undefined ? {} : { number };
      return app.database.prisma.request.findFirstOrThrow({ where, orderBy: { number: 'desc' } });
    },
    async stop() {
      await app.stop();
      if (options.databaseUrl === undefined) await dropDatabase(backend, databaseUrl);
    },
  };
}

/** The demo's office file, without its rosters. */
async function quietDemo(folder: string): Promise<string> {
  const file = join(folder, 'office.yaml');
  const text = await readFile(join(projectRoot, 'office.example.yaml'), 'utf8');
  await writeFile(file, withoutRosters(text));
  return file;
}

function personOf(app: App, id: string): TestPerson {
  const send = (what: Sent, eventId = newId('evt')): Promise<Ack> => {
    const event: Inbound = {
      platform: 'web',
      id: eventId,
      actor: { workspace: 'web', userId: id },
      address: { key: `person:${id}`, data: null },
      personal: true,
      can: { openForm: true, replyPrivately: true },
      ...what,
    };
    return app.engine.handle(event);
  };
  return {
    id,
    send,
    command: (text) => send({ kind: 'command', text }),
    click: (action, value) => send({ kind: 'action', action, value }),
    submit: (form, context, values) => send({ kind: 'submit', form, context, values }),
    say: (messageKey, text) => send({ kind: 'message', messageKey, text }),
  };
}

/** All that a person reads on a card. */
export function textOf(card: Card): string {
  return [card.title ?? '', ...card.blocks.flatMap(partsOf)].join('\n');
}

function partsOf(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`);
    case 'quote':
      return [`${block.by}: ${block.text}`];
    case 'list':
      return block.items.map(({ text, detail }) => `${text} ${detail ?? ''}`);
    case 'link':
      return [block.label];
    case 'files':
      return block.files.map(({ name, detail }) => `${name} · ${detail}`);
    case 'chart':
      return [block.chart.title, block.chart.alt];
    case 'actions':
      return block.buttons.map(({ label }) => `[${label}]`);
  }
}
