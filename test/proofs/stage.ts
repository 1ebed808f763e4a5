import pg from 'pg';
import { expect, vi } from 'vitest';
import { actionOf } from '../../adapters/slack/render-card.ts';
import type { Locale } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { type SlackServer, startSlackServer } from '../helpers/slack/server.ts';
import { asRaw } from '../helpers/slack/validate.ts';
import { buttonsOf, visibleText } from '../helpers/slack/visible.ts';
import type { SlackMessage } from '../helpers/slack/world.ts';
import type { Site } from './sites.ts';

/** The people of the demo office, as they call themselves in their e-mail addresses. */
const names = [
  'li.wei',
  'anna.meyer',
  'zhang.min',
  'zhao.lei',
  'sun.fang',
  'omar.haddad',
  'lin.yue',
] as const;
export type Name = (typeof names)[number];

export const laptops = { item: 'Laptops', quantity: '3', amount: '6000', reason: 'New colleagues' };
export const repair = { location: '3F', description: 'The air conditioner drips', urgency: 'high' };

export interface RequestRow {
  id: string;
  number: number;
  version: number;
  stage: string;
  assigneeId: string | null;
  quality: number | null;
}

/** A strict Slack with the people of the demo office, and what became of their requests in the database. */
export class Stage {
  /** Every message that arrived in Slack, in order: by its delivery's id, kept apart from what Slack remembers. */
  readonly arrived: { delivery: string; channel: string }[] = [];
  readonly users: Record<Name, string>;
  readonly channel: string;
  private pool: { url: string; pool: pg.Pool } | undefined;
  private seen = 0;

  private constructor(
    readonly slack: SlackServer,
    private readonly site: Site,
  ) {
    const { world } = slack;
    this.users = Object.fromEntries(
      names.map((name) => [name, world.addUser({ name, email: `${name}@harbour.example` }).id]),
    ) as Record<Name, string>;
    this.channel = world.addChannel('facilities');
    world.addChannel('finance');
    world.on('changed', () => {
      for (const message of world.messages.slice(this.seen)) {
        const delivery = deliveryOf(message);
        if (delivery) this.arrived.push({ delivery, channel: message.channel });
      }
      this.seen = world.messages.length;
    });
  }

  static async open(site: Site): Promise<Stage> {
    return new Stage(await startSlackServer(), site);
  }

  /** What points any process at this Slack. */
  get settings(): Record<string, string> {
    return {
      SLACK_BOT_TOKEN: this.slack.botToken,
      SLACK_SIGNING_SECRET: this.slack.signingSecret,
      SLACK_API_URL: this.slack.apiUrl,
    };
  }

  /** Starts the real process; what people do goes to it from now on. */
  async start(more: Record<string, string> = {}): Promise<RunningProcess> {
    const started = await startProcess({ ...this.site.settings, ...this.settings, ...more });
    this.speakTo(started);
    return started;
  }

  speakTo({ url }: { url: string }): void {
    this.slack.people.botUrl = `${url}/slack/events`;
  }

  async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    const url = await this.site.databaseUrl();
    if (this.pool?.url !== url) {
      void this.pool?.pool.end().catch(() => {});
      const pool = new pg.Pool({ connectionString: url, max: 4 });
      pool.on('error', () => {});
      this.pool = { url, pool };
    }
    return (await this.pool.pool.query<T>(text, values)).rows;
  }

  /** Files a request by Slack's own dialog; answers when Slack has been answered. */
  async file(who: Name, what: 'purchase' | 'repair', values: Record<string, string>): Promise<Response> {
    await this.openForm(who, what === 'purchase' ? 'buy' : 'fix');
    return this.slack.people.submit(this.users[who], values);
  }

  /** Opens a dialog by `/office …`. */
  async openForm(who: Name, words: string): Promise<void> {
    this.forgetDialogs(who);
    await this.slack.people.command(this.users[who], words, this.channel);
    await vi.waitFor(() => expect(this.slack.world.viewOf(this.users[who])).toBeDefined(), quickly);
  }

  /** Opens a dialog that can be sent off as often as one likes: each time is another event. */
  async dialog(who: Name, words: string): Promise<(values: Record<string, string>) => Promise<Response>> {
    await this.openForm(who, words);
    const open = structuredClone(this.slack.world.viewOf(this.users[who])!);
    return (values) => {
      this.forgetDialogs(who);
      this.slack.world.views.set(open.id, structuredClone(open));
      return this.slack.people.submit(this.users[who], values);
    };
  }

  /** Clicks a button of a request's card and fills the dialog that it opens, if it opens one. */
  async act(
    who: Name,
    action: string,
    request: RequestRow,
    values?: Record<string, string>,
  ): Promise<Response> {
    const { message, label } = await this.buttonFor(who, action, request);
    this.forgetDialogs(who);
    const clicked = await this.slack.people.click(this.users[who], message, label);
    if (values === undefined) return clicked;
    return this.slack.people.submit(this.users[who], values);
  }

  private forgetDialogs(who: Name): void {
    const { views } = this.slack.world;
    for (const [id, { user }] of views) if (user === this.users[who]) views.delete(id);
  }

  /** Where this person finds a button for this request: in their own conversation, else in the team's channel. */
  async buttonFor(who: Name, action: string, request: RequestRow) {
    const personal = this.slack.world.personal(this.users[who]);
    const find = () => {
      for (const channel of [personal, this.channel])
        for (const message of this.slack.world.messages.filter((one) => one.channel === channel))
          for (const button of buttonsOf(message.blocks))
            if (actionOf(button.actionId) === action && button.value?.includes(request.id))
              return { message, label: button.label };
      throw new Error(`${who} finds no button ${action}`);
    };
    return vi.waitFor(find, quickly);
  }

  async requests(): Promise<RequestRow[]> {
    return this.query<RequestRow>('SELECT * FROM "Request" ORDER BY "number"');
  }

  async request(id: string): Promise<RequestRow> {
    return (await this.query<RequestRow>('SELECT * FROM "Request" WHERE "id" = $1', [id]))[0]!;
  }

  async newest(): Promise<RequestRow> {
    return (await this.requests()).at(-1)!;
  }

  /** What happened to a request, in order. */
  async deeds(request: RequestRow): Promise<string[]> {
    const rows = await this.query<{ kind: string }>(
      'SELECT "kind" FROM "History" WHERE "subject" = $1 ORDER BY "version"',
      [`request:${request.id}`],
    );
    return rows.map(({ kind }) => kind);
  }

  /**
   * The time for which a killed process still holds its lanes is over, and so is the wait between two messages
   * in one conversation: neither is what is proven here, and nobody waits for them.
   */
  async passTime(): Promise<void> {
    await this.query(`UPDATE "Lane" SET "busyUntil" = '-infinity', "nextAt" = '-infinity'`);
  }

  /** Waits until all that was said has been sent. `hurry`: without the platform's pace. */
  async settled({ hurry = false } = {}): Promise<void> {
    await vi.waitFor(async () => {
      if (hurry) await this.query(`UPDATE "Lane" SET "nextAt" = '-infinity' WHERE "busyUntil" < now()`);
      const waiting = await this.query<{ id: string }>(
        `SELECT "id", "attempts", "lane" FROM "Delivery" WHERE "shown" < "wanted" AND "problem" IS NULL`,
      );
      expect(waiting).toEqual([]);
    }, patiently);
  }

  /** Every delivery that arrived more than once. */
  get twice(): string[] {
    const ids = this.arrived.map(({ delivery }) => delivery);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  }

  /**
   * Everything in which Slack and the database differ: a message that is missing or there twice, a message that
   * nobody asked for, a card that does not show how its request stands, in its reader's language.
   */
  async differences(): Promise<string[]> {
    const people = await this.query<{ id: string; email: string }>('SELECT "id", "email" FROM "Person"');
    const english = new Set(['anna.meyer@harbour.example', 'omar.haddad@harbour.example']);
    const localeOf = (id: string | null): Locale =>
      english.has(people.find((person) => person.id === id)?.email ?? '') ? 'en' : 'zh-CN';
    const rows = await this.query<{
      id: string;
      view: string;
      subject: string | null;
      readerId: string | null;
      args: Record<string, string>;
      message: { key: string } | null;
      problem: string | null;
    }>(`SELECT * FROM "Delivery" WHERE "platform" = 'slack' ORDER BY "sequence"`);
    const requests = new Map((await this.requests()).map((request) => [`request:${request.id}`, request]));
    const steps = await this.query<{ id: string; subject: string; state: string; position: number }>(
      'SELECT * FROM "ApprovalStep" ORDER BY "position"',
    );
    const found: string[] = [];
    for (const { delivery } of this.arrived)
      if (!rows.some(({ id }) => id === delivery)) found.push(`${delivery}: nobody asked for it`);
    for (const row of rows) {
      const copies = this.arrived.filter(({ delivery }) => delivery === row.id).length;
      if (copies !== 1) found.push(`${row.view} ${row.id}: there ${copies} times; ${row.problem}`);
      const message = this.slack.world.messages.find(
        (one) => `${one.channel}:${one.ts}` === row.message?.key,
      );
      if (message === undefined) found.push(`${row.view} ${row.id}: not written down`);
      if (message === undefined || row.subject === null) continue;
      const text = visibleText(message.blocks);
      const locale = localeOf(row.readerId);
      const request = requests.get(row.subject)!;
      const own = steps.filter(({ subject }) => subject === row.subject);
      if (row.view === 'requests.card') {
        const label = t(locale, `requests.stage.${request.stage}` as 'requests.stage.open');
        if (!text.includes(label)) found.push(`${row.id}: a card does not say ${label}: ${text}`);
      } else if (row.view === 'approvals.card') {
        const step = own.find(({ id }) => id === row.args.stepId)!;
        const buttons = buttonsOf(message.blocks).map(({ actionId }) => actionOf(actionId));
        const mayApprove = buttons.includes('approvals.approve');
        if (mayApprove !== (step.state === 'open'))
          found.push(`${row.id}: an approval that is ${step.state} is shown with ${buttons.join(', ')}`);
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await this.pool?.pool.end();
    await this.slack.stop();
    await this.site.clear();
  }
}

/** The delivery that a message came from, by its metadata. */
export function deliveryOf({ metadata }: SlackMessage): string | undefined {
  if (metadata === undefined) return undefined;
  const { delivery_id } = asRaw(asRaw(metadata).event_payload);
  return typeof delivery_id === 'string' ? delivery_id : undefined;
}

const quickly = { timeout: 8_000, interval: 10 };
const patiently = { timeout: 60_000, interval: 25 };
