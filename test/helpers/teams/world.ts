import { randomUUID } from 'node:crypto';

export interface TeamsUser {
  /** `29:…`, as the Bot Framework names people. */
  id: string;
  aadObjectId: string;
  name: string;
  email: string;
}

export interface Conversation {
  id: string;
  type: 'personal' | 'channel' | 'groupChat';
  members: TeamsUser[];
}

export interface StoredMessage {
  id: string;
  conversation: string;
  /** The message whose thread it is in. */
  thread?: string;
  activity: Record<string, unknown>;
}

/** A file of somebody's; `tempauth` in its link opens it to whoever holds the link. */
export interface TeamsFile {
  id: string;
  name: string;
  bytes: Buffer;
  tempauth: string;
}

/** What exists in one tenant of Teams. */
export class TeamsWorld {
  readonly tenant = randomUUID();
  readonly users: TeamsUser[] = [];
  readonly conversations = new Map<string, Conversation>();
  readonly messages: StoredMessage[] = [];
  readonly files = new Map<string, TeamsFile>();
  /** Where the stand-in answers. */
  origin = '';
  /** Ids of what people wrote: threads can hang below these too. */
  readonly said = new Set<string>();
  private lastId = 1_700_000_000_000;

  newId(): string {
    return String(++this.lastId);
  }

  /** Puts a file into OneDrive; gives the attachment with which Teams hands it to a bot. */
  addFile(name: string, bytes: Buffer): object {
    const file = { id: randomUUID(), name, bytes, tempauth: `tempauth-${randomUUID()}` };
    this.files.set(file.id, file);
    return {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: `https://office.sharepoint.com/personal/ada/Documents/${encodeURIComponent(name)}`,
      name,
      content: {
        downloadUrl: `${this.origin}/onedrive/${file.id}?tempauth=${file.tempauth}`,
        uniqueId: file.id,
        fileType: name.split('.').at(-1),
      },
    };
  }

  /** Pastes a picture; it lies with the connector, for the bot's own token. */
  addPicture(bytes: Buffer): object {
    const file = { id: randomUUID(), name: '', bytes, tempauth: '' };
    this.files.set(file.id, file);
    return {
      contentType: 'image/*',
      contentUrl: `${this.origin}/teams/v3/attachments/${file.id}/views/original`,
    };
  }

  addUser(name: string): TeamsUser {
    const user = { id: `29:${name}`, aadObjectId: randomUUID(), name, email: `${name}@office.example` };
    this.users.push(user);
    return user;
  }

  addConversation(type: 'channel' | 'groupChat', name: string, members: TeamsUser[]): Conversation {
    const id = `19:${name}@thread.${type === 'channel' ? 'tacv2' : 'v2'}`;
    const conversation: Conversation = { id, type, members };
    this.conversations.set(id, conversation);
    return conversation;
  }

  /** The private chat with the bot; the same one each time. */
  personal(user: TeamsUser): Conversation {
    const id = `a:${user.aadObjectId}`;
    const conversation = this.conversations.get(id) ?? { id, type: 'personal', members: [user] };
    this.conversations.set(id, conversation);
    return conversation;
  }

  hasMessage(conversation: string, id: string): boolean {
    return (
      this.said.has(`${conversation}:${id}`) ||
      this.messages.some((one) => one.conversation === conversation && one.id === id)
    );
  }

  /** By any of the three names that Teams knows a member by. */
  member(conversation: Conversation, name: string): TeamsUser | undefined {
    return conversation.members.find(
      ({ id, aadObjectId, email }) => [id, aadObjectId].includes(name) || email === name.toLowerCase(),
    );
  }

  find(key: string): StoredMessage {
    const found = this.messages.find(({ conversation, id }) => `${conversation}:${id}` === key);
    if (!found) throw new Error(`no message ${key}`);
    return found;
  }
}
