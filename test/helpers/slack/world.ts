import { EventEmitter } from 'node:events';
import { type Raw, Refusal } from './validate.ts';

export interface SlackUser {
  id: string;
  name: string;
  email: string;
  teamId: string;
  locale: string;
  tz: string;
  bot: boolean;
  deleted: boolean;
}

export interface SlackChannel {
  id: string;
  name: string;
  /** Whose private conversation it is. */
  user?: string;
  topic?: { value: string };
}

export interface SlackMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  text: string;
  blocks: unknown;
  metadata?: unknown;
  /** Ephemeral: only this person sees it. */
  onlyFor?: string;
}

export interface OpenView {
  id: string;
  user: string;
  view: Raw;
  /** Another one after each update. */
  hash: string;
  /** What stands in the inputs, by block id. */
  typed: Record<string, string>;
  errors: Record<string, string>;
}

export interface SlackFileStored {
  id: string;
  name: string;
  mimetype: string;
  bytes: Buffer;
  /** Where Slack says that it lies; else with the stand-in. */
  url?: string;
  /** Where whoever asks for it is sent on to. */
  redirect?: string;
  /** Uploaded by the app: its bytes are awaited, then that it says so, then Slack is at work on it. */
  state?: 'awaited' | 'received' | 'complete';
  altText?: string;
}

interface Trigger {
  user: string;
  at: number;
  used: boolean;
}

/** Everything the workspace knows: people, channels, messages, open dialogs, and what each person was told. */
export class SlackWorld extends EventEmitter<{ changed: [] }> {
  readonly teamId = 'T0OFFICE';
  /** Where the stand-in answers. */
  origin = '';
  readonly botUserId = 'U0BOT';
  readonly botId = 'B0BOT';
  readonly users = new Map<string, SlackUser>();
  readonly channels = new Map<string, SlackChannel>();
  readonly userGroups = new Map<string, { id: string; handle: string; users: string[] }>();
  readonly messages: SlackMessage[] = [];
  readonly notices: { user: string; text: string }[] = [];
  readonly views = new Map<string, OpenView>();
  readonly files = new Map<string, SlackFileStored>();
  /** How many messages with a new file are refused until Slack is done with it. */
  slowFiles = 0;
  /** With which word uploads are refused, e.g. `missing_scope`. */
  noUploads: string | undefined;
  /** Where uploads go, other than to the stand-in. */
  uploadOrigin: string | undefined;
  private readonly triggers = new Map<string, Trigger>();
  private readonly responseUrls = new Map<
    string,
    { user: string; channel: string; at: number; uses: number }
  >();
  private counter = 0;

  constructor(readonly now: () => number) {
    super();
  }

  next(prefix: string): string {
    return `${prefix}${String(++this.counter).padStart(8, '0')}`;
  }

  addUser(user: Partial<SlackUser> & { name: string }): SlackUser {
    const id = user.id ?? this.next('U');
    const added: SlackUser = {
      teamId: this.teamId,
      email: `${user.name}@office.example`,
      locale: 'en-US',
      tz: 'Europe/Berlin',
      bot: false,
      deleted: false,
      ...user,
      id,
    };
    this.users.set(id, added);
    return added;
  }

  addChannel(name: string): string {
    const id = this.next('C');
    this.channels.set(id, { id, name });
    return id;
  }

  personal(userId: string): string {
    for (const { id, user } of this.channels.values()) if (user === userId) return id;
    const id = this.next('D');
    this.channels.set(id, { id, name: 'directmessage', user: userId });
    return id;
  }

  channel(idOrName: unknown): SlackChannel {
    const byId = this.channels.get(String(idOrName));
    const name = String(idOrName).replace(/^#/, '');
    const found =
      byId ?? [...this.channels.values()].find((channel) => channel.name === name && !channel.user);
    if (found === undefined) throw new Refusal('channel_not_found');
    return found;
  }

  /** Uploads a file; gives what Slack says of it in events. */
  addFile(file: Omit<SlackFileStored, 'id' | 'mimetype'> & { mimetype?: string }): Raw {
    const stored = { mimetype: 'image/png', ...file, id: this.next('F') };
    this.files.set(stored.id, stored);
    const { id, name, mimetype, bytes } = stored;
    return { id, name, title: name, mimetype, size: bytes.length, mode: 'hosted', file_access: 'visible' };
  }

  /** Whether a message can show this file: a picture that Slack is done with. */
  isShowable(id: string): boolean {
    const file = this.files.get(id);
    if (file?.state !== 'complete' || file.bytes.readUInt32BE(0) !== 0x89504e47) return false;
    if (this.slowFiles === 0) return true;
    this.slowFiles -= 1;
    return false;
  }

  newTs(): string {
    return `${Math.floor(this.now() / 1000)}.${String(++this.counter).padStart(6, '0')}`;
  }

  newTrigger(user: string): string {
    const id = this.next('trigger.');
    this.triggers.set(id, { user, at: this.now(), used: false });
    return id;
  }

  /** A trigger is good once, for three seconds. */
  useTrigger(id: unknown): string {
    const trigger = this.triggers.get(String(id));
    if (trigger === undefined) throw new Refusal('invalid_trigger_id');
    if (trigger.used) throw new Refusal('exchanged_trigger_id');
    if (this.now() - trigger.at > 3000) throw new Refusal('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }

  newResponsePath(user: string, channel: string): string {
    const id = this.next('answer');
    this.responseUrls.set(id, { user, channel, at: this.now(), uses: 0 });
    return id;
  }

  useResponsePath(id: string): { user: string; channel: string } {
    const known = this.responseUrls.get(id);
    if (known === undefined || this.now() - known.at > 30 * 60_000 || ++known.uses > 5)
      throw new Refusal('used_url');
    return known;
  }

  find(key: string): SlackMessage {
    const message = this.messages.find(({ channel, ts }) => `${channel}:${ts}` === key);
    if (message === undefined) throw new Error(`no message ${key}`);
    return message;
  }

  viewOf(user: string): OpenView | undefined {
    return [...this.views.values()].findLast((view) => view.user === user);
  }

  changed(): void {
    this.emit('changed');
  }

  /** Waits until something is true: looked at again after each change, never by the clock. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const seen = look();
      if (seen !== undefined && seen !== false) return seen;
      await new Promise<void>((resolve) => this.once('changed', resolve));
    }
  }
}
