import { createServer } from 'node:http';
import express from 'express';
import { createWebAdapter } from '../adapters/web/adapter.ts';
import { EventNames } from './anonymity/event-names.ts';
import { Keyring } from './anonymity/keyring.ts';
import type { Environment } from './config/environment.ts';
import { readOfficeFile } from './config/office.ts';
import { type Clock, systemClock } from './core/clock.ts';
import { QuartermasterError } from './core/errors.ts';
import type { Logger } from './core/logger.ts';
import type { Database } from './db/client.ts';
import { commit } from './db/commit.ts';
import { listenTo } from './delivery/listen.ts';
import { Sender } from './delivery/sender.ts';
import { createWebStore } from './delivery/web-store.ts';
import { guideOf } from './demo-guide.ts';
import { Accounts } from './directory/accounts.ts';
import { CurrentOffice, officeChannel } from './directory/current-office.ts';
import type { World } from './engine/context.ts';
import { draw } from './engine/draw.ts';
import { Engine } from './engine/engine.ts';
import { reassignLeft } from './features/approvals/index.ts';
import { watchCalendars } from './features/calendar-watch/index.ts';
import { createWebCalendars, FeedAddresses, watchRosters } from './features/duty/index.ts';
import { createWebExports } from './features/exports/index.ts';
import { pollExports } from './features/polls/index.ts';
import { createWebFiles } from './features/requests/index.ts';
import { surveyExports, watchSurveys } from './features/surveys/index.ts';
import { createSignInLinks, createWebPeople } from './features/web-access/index.ts';
import { createFeatures } from './features.ts';
import { Fetcher } from './files/fetcher.ts';
import { createOrphanage } from './files/orphans.ts';
import { FileStore } from './files/store.ts';
import { createHealth } from './health.ts';
import { type Alarm, createAlarm } from './jobs/alarm.ts';
import { createHousekeeping } from './jobs/housekeeping.ts';
import { close, listen } from './listening.ts';
import { createMetrics } from './metrics.ts';
import type { Capabilities, ChatAdapter, PlatformName } from './platform/adapter.ts';
import { sessionSecret } from './session-secret.ts';
import { startDatabase } from './start-database.ts';

export interface App {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly engine: Engine;
  readonly sender: Sender;
  readonly fetcher: Fetcher;
  readonly database: Database;
  /** Resolves when something that the app cannot go on without has ended by itself. */
  readonly failed: Promise<void>;
  /** Takes nothing new, finishes what is under way, and closes everything: within 10 s. */
  stop(): Promise<void>;
}

export interface AppOptions {
  logger: Logger;
  clock?: Clock;
  /** Another pace than Slack's own, for a stand-in that takes more: an interval of 0 is none. */
  slackPace?: Capabilities['pace'] | undefined;
}

/** How long each part may take to finish when the process is told to stop, in milliseconds. */
const graceMs = 3000;

/** Puts Quartermaster together and starts it. The one place that knows every adapter and every feature. */
export async function startApp(environment: Environment, options: AppOptions): Promise<App> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    return await compose(environment, options, stops);
  } catch (error) {
    for (const stop of stops.reverse()) await stop().catch(() => {});
    throw error;
  }
}

async function compose(
  environment: Environment,
  { logger, clock = systemClock, slackPace }: AppOptions,
  stops: (() => Promise<unknown>)[],
): Promise<App> {
  const file = await readOfficeFile(environment.officeFile);
  const { database, failed } = await startDatabase(environment, logger, stops);
  const current = await CurrentOffice.start(file, { database, clock, logger });
  const accounts = new Accounts(database);
  const { publicUrl } = environment;
  const world = (): World => ({ database, clock, publicUrl, ...current.present });
  const directory = () => current.present.directory;
  const metrics = createMetrics();
  const store = createWebStore(database, logger);
  await store.start();
  stops.push(() => store.stop());

  const defaultLocale = file.office.organisation.locale;
  const secret = environment.sessionSecret ?? (await sessionSecret(environment.dataDir));
  const addresses = new FeedAddresses(secret);
  const files = new FileStore({ folder: environment.filesDir });
  const web = createWebAdapter({
    store,
    files: createWebFiles(world, files),
    calendars: createWebCalendars(world, addresses),
    exports: createWebExports(world, [pollExports, surveyExports]),
    links: createSignInLinks(database, clock),
    people: createWebPeople(directory),
    sessionSecret: secret,
    publicUrl: environment.publicUrl,
    demo: environment.demo,
    guide: environment.demo ? guideOf(directory()) : undefined,
    logger,
    clock,
    defaultLocale,
  });
  const common = { defaultLocale, logger, clock };
  // The libraries of a platform take as long to load as all else together: only for who uses it.
  const slack =
    environment.slack &&
    (await import('../adapters/slack/index.ts')).createSlackAdapter({
      ...environment.slack,
      ...common,
      pace: slackPace,
    });
  const teams =
    environment.teams &&
    (await import('../adapters/teams/index.ts')).createTeamsAdapter({
      ...environment.teams,
      ...common,
      secret,
    });
  const running: ChatAdapter[] = [web, ...(slack ? [slack] : []), ...(teams ? [teams] : [])];
  const adapters = new Map<PlatformName, ChatAdapter>(running.map((adapter) => [adapter.name, adapter]));

  const alarm: Alarm = await createAlarm({
    redisUrl: environment.redisUrl,
    databaseUrl: database.url,
    clock,
    logger,
  });
  const keyring = new Keyring(environment.keysDir);
  const eventNames = new EventNames(keyring, clock);
  const engine = new Engine({
    world,
    database,
    clock,
    accounts,
    adapters,
    logger,
    features: createFeatures({ publicUrl, addresses, keyring }),
    nameEvent: (event) => eventNames.of(event),
    onCommitted({ deliveries, files, nextDueAt }) {
      if (deliveries) alarm.ring('deliver');
      if (files) alarm.ring('fetch');
      if (nextDueAt) alarm.ring('timers', nextDueAt);
    },
    onHandled: metrics.handled,
  });
  const sender = new Sender({
    database,
    adapters,
    directory,
    accounts,
    clock,
    logger,
    draw: (deliveries) => draw(world(), engine.routes, deliveries),
    wakeAt: (at) => alarm.ring('deliver', at),
    onSettled: metrics.settled,
  });

  const fetcher = new Fetcher({
    database,
    store: files,
    clock,
    logger,
    download: (platform, reference, signal) => {
      const adapter = adapters.get(platform as PlatformName);
      if (adapter === undefined)
        throw new QuartermasterError('unreachable', `${platform} is not running, and has a file of ours`);
      return adapter.download(reference, signal);
    },
    settled: (file) => engine.settleFile(file),
    wakeAt: (at) => alarm.ring('fetch', at),
  });

  const health = createHealth({ database, alarm, metrics });
  const app = express();
  app.disable('x-powered-by');
  // Behind a proxy on this machine or network, who asks is whom the proxy names; nobody else may name them.
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  // Else express shows strangers our traces when something goes wrong.
  app.set('env', 'production');
  app.use(health);
  app.use(web.router);
  // Chat platforms stand in front of express: they read the raw body, and every layer costs each event.
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (slack && path === '/slack/events') void slack.requestListener(request, response);
    else if (teams && path === '/api/messages') void teams.messages(request, response);
    else app(request, response);
  });

  let seated: object | undefined;
  /** Goes over to the office that counts now; what waits for those who have left it goes to others. */
  const goOver = async () => {
    await current.refresh();
    const { office } = current.present;
    if (office === seated) return;
    await reassignLeft(world());
    await commit(database, [watchCalendars(world()), await watchRosters(world()), watchSurveys(world())]);
    seated = office;
  };
  const news = listenTo({
    url: database.url,
    channel: officeChannel,
    logger,
    onChange: goOver,
  });
  await news.start();
  stops.push(() => news.stop());
  const tidyUp = createHousekeeping(database, clock, [createOrphanage(database, files, clock)]);
  await alarm.start(async (errand) => {
    // Sending and downloads may take long, which no ring waits for.
    if (errand === 'deliver') sender.wake();
    if (errand === 'fetch') void fetcher.wake();
    if (errand !== 'timers') return undefined;
    // Whatever became of the notification.
    await goOver();
    const nextDueAt = await engine.handleDueTimers();
    await tidyUp();
    return nextDueAt;
  });
  stops.push(() => sender.stop());
  stops.push(() => fetcher.stop());
  stops.push(() => alarm.stop(graceMs));
  for (const adapter of running) {
    await adapter.start((event) => engine.handle(event));
    stops.push(() => adapter.stop());
  }
  const url = await listen(server, environment);
  stops.push(() => close(server, graceMs));
  alarm.ring('deliver');
  alarm.ring('timers');
  alarm.ring('fetch');

  return {
    url,
    engine,
    sender,
    fetcher,
    database,
    failed,
    async stop() {
      for (const stop of stops.reverse()) {
        await within(graceMs, stop()).catch((error) =>
          logger.warn({ err: error }, 'a part did not stop cleanly'),
        );
      }
    },
  };
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QuartermasterError('internal', 'it took too long')), limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
