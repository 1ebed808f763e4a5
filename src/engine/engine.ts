import { hasCode } from '../core/errors.ts';
import { locales } from '../core/locale.ts';
import type { Logger } from '../core/logger.ts';
import { commit, type Write } from '../db/commit.ts';
import { say } from '../delivery/outbox.ts';
import type { SettledFile } from '../files/fetcher.ts';
import { settledWrite } from '../files/rows.ts';
import { append } from '../history/history.ts';
import { t } from '../i18n/translate.ts';
import { setTimers, type Timer } from '../jobs/timers.ts';
import type { ChatAdapter, PlatformName } from '../platform/adapter.ts';
import type { Ack, Inbound } from '../platform/inbound.ts';
import { answerIn } from './answer.ts';
import { type Context, createContext, type PlatformAccounts, type World } from './context.ts';
import { createDialogFeature } from './dialog/index.ts';
import { handleDue, oneAtATime } from './due.ts';
import { type Feature, nothing, type Outcome, refusal } from './feature.ts';
import { isForChat, withoutFiles } from './file-fields.ts';
import { bringFiles } from './files.ts';
import { Identification } from './identify.ts';
import { merge } from './outcome.ts';
import { withPeople } from './person-fields.ts';
import { Router } from './router.ts';
import { createRoutes, type Routes } from './routing.ts';

export interface EngineOptions extends Pick<World, 'database' | 'clock'> {
  /** The world as it is now; asked once for each event, which keeps it to its end. */
  world(): World;
  features: readonly Feature[];
  adapters: ReadonlyMap<PlatformName, ChatAdapter>;
  accounts: ConstructorParameters<typeof Identification>[0]['accounts'];
  logger: Logger;
  /**
   * Under which names it is kept that an event was handled, of which a repeat has at least one. They say nothing of
   * what it was: see src/anonymity/event-names.ts.
   */
  nameEvent(event: string): Promise<string[]>;
  /** Something was committed that has to be sent, that falls due, or that has to be fetched. */
  onCommitted(what: { deliveries: boolean; files: boolean; nextDueAt: Date | undefined }): void;
  /** Told of every event that was handled, for the metrics. */
  onHandled?(platform: PlatformName, kind: Inbound['kind'], seconds: number): void;
}

/** So often a change is decided anew when others come first. Two hundred clicks at once need a few. */
const mostTries = 30;

/** Takes what happened on the platforms to the features, commits what they decide, and answers. */
export class Engine {
  readonly routes: Routes;
  private readonly identification: Identification;
  private readonly router: Router;

  constructor(private readonly options: EngineOptions) {
    const dialog = createDialogFeature(
      () => this.routes,
      (ctx, form, values) => this.router.accept(ctx, form, values),
    );
    this.routes = createRoutes([dialog, ...options.features]);
    this.router = new Router(this.routes);
    this.identification = new Identification(options);
  }

  /** Handles one event. When this resolves, what was decided has been committed. */
  async handle(event: Inbound): Promise<Ack> {
    const startedAt = performance.now();
    try {
      return await this.decide(event);
    } finally {
      this.options.onHandled?.(event.platform, event.kind, (performance.now() - startedAt) / 1000);
    }
  }

  /**
   * Handles every timer that is due. Answers with when the next one will be, if there is one. Two runs at once would
   * tell somebody in two digests what belongs into one: who asks while one is under way shares the next.
   */
  readonly handleDueTimers = oneAtATime(() => {
    const { database, clock, logger } = this.options;
    return handleDue({ database, clock, logger, fire: (timer) => this.fire(timer) });
  });

  private async decide(event: Inbound): Promise<Ack> {
    const world = this.options.world();
    const adapter = this.options.adapters.get(event.platform)!;
    const person = await this.identification.identify(world.directory, adapter, event);
    if (person === undefined) return this.turnAway(world, event);
    const { database, clock } = this.options;
    const said = await this.withNames(world, adapter, await this.withAuthor(world, event));
    const brought = await bringFiles(database, person.id, said, clock.now());
    for (let tries = 1; ; tries += 1) {
      const { event, files } = brought;
      const ctx = createContext(world, adapter, person, event, this.accountsOn(world, adapter), files);
      const { outcome: decided, ack } = await this.answer(ctx, await this.router.route(ctx));
      // What led to nothing is not kept: a form that comes back brings its files once more.
      const outcome = decided.writes?.length ? withWrites(decided, brought.writes) : decided;
      try {
        await this.commit(world, outcome, await this.namesOf(event), event.platform, ctx.now);
        return ack;
      } catch (error) {
        if (hasCode(error, 'duplicate')) return { kind: 'ok' };
        if (!hasCode(error, 'conflict') || tries === mostTries) throw error;
      }
    }
  }

  /** A message's author by name, where the platform gave an id and it is somebody whom we have met. */
  private async withAuthor({ directory }: World, event: Inbound): Promise<Inbound> {
    if (event.kind !== 'shortcut' || event.author !== undefined || event.authorId === undefined) return event;
    const { platform, actor, authorId: userId } = event;
    const account = await this.options.accounts.find({ platform, workspace: actor.workspace, userId });
    return account === undefined ? event : { ...event, author: directory.nameOf(account.personId) };
  }

  /** Whoever is mentioned stands in the text by their name, as everybody here knows them. */
  private async withNames({ directory }: World, adapter: ChatAdapter, event: Inbound): Promise<Inbound> {
    if (event.mentions === undefined || !('text' in event)) return event;
    const { platform, actor } = event;
    const { workspace } = actor;
    let { text } = event;
    // The longest first: one may begin as another does.
    for (const { words, userId } of [...event.mentions].sort((a, b) => b.words.length - a.words.length)) {
      const who = { platform, actor: { workspace, userId } };
      // A name is not worth losing what was said.
      const person = await this.identification.identify(directory, adapter, who).catch(() => undefined);
      if (person === undefined) continue;
      const namesakes = directory.everyone().filter(({ name }) => name === person.name);
      text = text.replaceAll(words, () => `@${namesakes.length > 1 ? person.email : person.name}`);
    }
    return { ...event, text };
  }

  private async answer(ctx: Context, outcome: Outcome) {
    const { answer } = outcome;
    if (answer?.kind !== 'form') return answerIn(ctx, outcome);
    // In a chat people are named, and files are sent as the answer.
    if (!ctx.event.can.openForm || isForChat(ctx, answer.form)) return answerIn(ctx, outcome);
    const form = withoutFiles(ctx, await withPeople(ctx, answer.form));
    return answerIn(ctx, { ...outcome, answer: { kind: 'form', form } });
  }

  private namesOf({ platform, id }: Inbound): Promise<string[]> {
    return this.options.nameEvent(`${platform}:${id}`);
  }

  private accountsOn({ directory }: World, adapter: ChatAdapter): PlatformAccounts {
    const platform = adapter.name;
    return {
      personOf: (actor) => this.identification.identify(directory, adapter, { platform, actor }),
      accountsOf: async (personIds) => {
        const accounts = await this.options.accounts.of(platform, personIds);
        return new Map(accounts.reverse().map((account) => [account.personId, account]));
      },
    };
  }

  /** What a timer means, committed. Throws `duplicate` or `conflict` where it was handled or overtaken. */
  protected async fire(timer: Timer): Promise<void> {
    const { clock, logger } = this.options;
    const world = this.options.world();
    const handler = this.routes.timers.get(timer.kind);
    if (handler === undefined)
      logger.warn({ timerId: timer.id, kind: timer.kind }, 'nobody handles this timer');
    const outcome = (await handler?.(world, timer)) ?? nothing;
    const fired: Write = {
      kind: 'update',
      table: 'Timer',
      rows: [{ id: timer.id, firedAt: clock.now().toISOString() }],
    };
    await this.commit(world, withWrites(outcome, [fired]), [timer.id], null, clock.now());
  }

  /** Commits what became of a file that was to be fetched, and what that means to those who wait for it. */
  async settleFile(file: SettledFile): Promise<void> {
    const { features, clock } = this.options;
    const world = this.options.world();
    for (let tries = 1; ; tries += 1) {
      try {
        let outcome: Outcome = { writes: [settledWrite(file.id, file.result, clock.now())] };
        for (const feature of features)
          outcome = merge(outcome, (await feature.fileSettled?.(world, file)) ?? nothing);
        return await this.commit(world, outcome, [`file:${file.id}`], null, clock.now());
      } catch (error) {
        if (hasCode(error, 'duplicate')) return;
        if (!hasCode(error, 'conflict') || tries === mostTries) throw error;
      }
    }
  }

  /** One statement for everything; nothing at all where nothing was decided. */
  private async commit(
    { directory }: World,
    outcome: Outcome,
    /** What it is remembered by that this was done. */
    keys: readonly string[],
    platform: PlatformName | null,
    now: Date,
  ): Promise<void> {
    const { database, adapters } = this.options;
    const spoken = outcome.say ?? [];
    const history = (outcome.history ?? []).map((entry) => ({
      ...entry,
      platform: entry.platform ?? platform,
    }));
    const timers = outcome.timers ?? [];
    const writes = [
      ...(outcome.writes ?? []),
      ...(history.length > 0 ? [append(history)] : []),
      ...(timers.length > 0 ? [setTimers(timers, now)] : []),
      ...(spoken.length > 0 ? say(spoken, { platforms: [...adapters.keys()], directory, now }) : []),
    ];
    if (writes.length === 0) return;
    const rows = keys.map((key) => ({ key, receivedAt: now }));
    await commit(database, [{ kind: 'insert', table: 'Inbox', rows }, ...writes]);
    const due = timers.map(({ dueAt }) => dueAt.getTime());
    this.options.onCommitted({
      files: writes.some((write) => write.kind === 'insert' && write.table === 'File'),
      deliveries: spoken.length > 0 || writes.some(({ kind }) => kind === 'redraw'),
      nextDueAt: due.length > 0 ? new Date(Math.min(...due)) : undefined,
    });
  }

  /** Somebody who is nobody here is told whom to ask, and nothing else. */
  private async turnAway(world: World, event: Inbound): Promise<Ack> {
    if (event.kind === 'message') return { kind: 'ok' };
    const { directory, office } = world;
    const names = directory.admins().map(({ name }) => name);
    // Nobody knows which language a stranger reads.
    const languages = [...locales].sort((a) => (a === office.organisation.locale ? -1 : 1));
    const text = languages
      .map((locale) => t(locale, 'engine.unknown', { names: names.join(', ') }))
      .join('\n');
    const { ack, outcome } = await answerIn(
      {
        event,
        inPrivate: { kind: 'conversation', platform: event.platform, address: event.address, readerId: null },
      },
      refusal(text),
    );
    const keys = await this.namesOf(event);
    await this.commit(world, outcome, keys, event.platform, this.options.clock.now()).catch((error) => {
      if (!hasCode(error, 'duplicate')) throw error;
    });
    return ack;
  }
}

const withWrites = (outcome: Outcome, writes: Write[]): Outcome => ({
  ...outcome,
  writes: [...(outcome.writes ?? []), ...writes],
});
