import { dataKey } from '../../../adapters/adaptive-cards/action-data.ts';
import { pressedId } from '../../../src/ui/form.ts';
import { drawnIn } from './connector-api.ts';
import { channelClaims, type SigningKey } from './identity.ts';
import { renderOfficially } from './official-renderer.ts';
import type { Conversation, StoredMessage, TeamsUser, TeamsWorld } from './world.ts';

export interface Sent {
  headers: Record<string, string>;
  body: string;
}

/** A dialog that is open for somebody: its title and its card. */
export interface Dialog {
  title: string;
  content: unknown;
  /** Opened at a message: what Teams sends of that message with everything done in it. */
  picked?: { commandId: string; messagePayload: object } | undefined;
}

/** People of the tenant, and what Teams sends to the bot when they do something. */
export class People {
  /** Where the bot listens: its whole URL. */
  botUrl = '';
  /** What was sent last, to be sent again. */
  last: Sent | undefined;
  readonly dialogs = new Map<string, Dialog>();

  constructor(
    private readonly world: TeamsWorld,
    private readonly to: { bot: string; appId: string; serviceUrl: string; key: SigningKey | undefined },
  ) {}

  /** Says something in the private chat. */
  command(user: TeamsUser, text: string): Promise<Response> {
    return this.act(this.activity(user, this.world.personal(user), { type: 'message', text: escaped(text) }));
  }

  /** Begins a thread in a channel, or speaks in a group, with a mention of the bot. */
  mention(user: TeamsUser, conversation: Conversation, text: string, thread?: string): Promise<Response> {
    const name = '<at>Quartermaster</at>';
    const entities = [{ type: 'mention', mentioned: { id: this.to.bot, name: 'Quartermaster' }, text: name }];
    const more = { type: 'message', text: `${name} ${escaped(text)}`, entities };
    return this.act(this.activity(user, conversation, more, thread));
  }

  /** Speaks without a mention; with `thread`, below that message. */
  say(user: TeamsUser, conversation: Conversation, text: string, thread?: string): Promise<Response> {
    return this.act(this.activity(user, conversation, { type: 'message', text: escaped(text) }, thread));
  }

  /**
   * Clicks a button, as a client that knows `Action.Execute`, or as one that does not.
   * @param nth which of several buttons that are called the same, counted from 0.
   */
  async click(
    user: TeamsUser,
    message: StoredMessage,
    label: string,
    modern = true,
    nth = 0,
  ): Promise<Response> {
    const button = drawnIn(message).buttons.filter(({ title }) => title === label)[nth];
    if (!button) throw new Error(`no button ${label}`);
    const conversation = this.world.conversations.get(message.conversation)!;
    const send = (more: object) =>
      this.act(
        this.activity(user, conversation, { ...more, replyToId: message.id }, message.thread ?? message.id),
      );
    if (Object(button.data).msteams?.type === 'task/fetch') {
      const response = await send({ type: 'invoke', name: 'task/fetch', value: { data: button.data } });
      await this.showTask(user, response);
      return response;
    }
    if (!modern) return send({ type: 'message', value: button.data });
    const action = { type: 'Action.Execute', verb: button.verb, data: button.data };
    return send({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
  }

  /** Sends off the dialog that is open for this person; what is not given keeps what stands in it. */
  async submit(user: TeamsUser, values: Record<string, string>): Promise<Response> {
    const dialog = this.dialogs.get(user.id);
    if (!dialog) throw new Error(`${user.name} has no dialog open`);
    const { inputs, buttons } = renderOfficially(dialog.content);
    const typed = Object.fromEntries(
      inputs.map((input) => [input.id, asEntered(values, input) ?? input.value]),
    );
    // The first sends it off; the others are its other ways.
    const pressed = (data: unknown) => Object(Object(data)[dataKey]).pressed;
    const ways = buttons.filter(({ data }) => Object(data)[dataKey] !== undefined);
    const button = ways.find(({ data }) => pressed(data) === values[pressedId]);
    if (button === undefined) throw new Error(`there is no button ${values[pressedId]}`);
    const data = { ...Object(button.data), ...typed };
    const { picked } = dialog;
    const value = { data, context: { theme: 'default' } };
    const more = picked
      ? { name: 'composeExtension/submitAction', value: { ...value, ...picked, commandContext: 'message' } }
      : { name: 'task/submit', value };
    const response = await this.act(
      this.activity(user, this.world.personal(user), { type: 'invoke', ...more }),
    );
    await this.showTask(user, response, picked);
    return response;
  }

  /** Chooses one of the app's actions at a message. */
  async pick(
    user: TeamsUser,
    conversation: Conversation,
    messagePayload: object,
    commandId = 'requests.fromMessage',
  ): Promise<Response> {
    const picked = { commandId, messagePayload };
    const value = { ...picked, commandContext: 'message', context: { theme: 'default' } };
    const more = { type: 'invoke', name: 'composeExtension/fetchTask', value };
    const response = await this.act(this.activity(user, conversation, more));
    await this.showTask(user, response, picked);
    return response;
  }

  /** Sends files in the private chat: as OneDrive files, or pasted as a picture. */
  async share(user: TeamsUser, text: string, attachments: object[]): Promise<Response> {
    const more = { type: 'message', text: escaped(text), attachments };
    return this.act(this.activity(user, this.world.personal(user), more));
  }

  /** Puts the bot into a conversation. */
  install(user: TeamsUser, conversation: Conversation): Promise<Response> {
    return this.act(this.activity(user, conversation, { type: 'installationUpdate', action: 'add' }));
  }

  activity(
    user: TeamsUser,
    conversation: Conversation,
    more: object,
    thread?: string,
  ): Record<string, unknown> {
    const id = this.world.newId();
    this.world.said.add(`${conversation.id}:${id}`);
    const root = conversation.type === 'channel' ? `;messageid=${thread ?? id}` : '';
    return {
      id,
      channelId: 'msteams',
      serviceUrl: this.to.serviceUrl,
      timestamp: new Date(Number(id)).toISOString(),
      locale: 'en-US',
      from: { id: user.id, name: user.name, aadObjectId: user.aadObjectId },
      recipient: { id: this.to.bot, name: 'Quartermaster' },
      conversation: {
        id: `${conversation.id}${root}`,
        conversationType: conversation.type,
        isGroup: conversation.type !== 'personal',
        tenantId: this.world.tenant,
      },
      channelData: { tenant: { id: this.world.tenant } },
      ...more,
    };
  }

  /** Signs an activity as Teams does; `claims` replaces what a genuine token says. */
  sign(activity: object, claims: object = {}): Sent {
    const { appId, serviceUrl, key } = this.to;
    const token = key?.sign({ ...channelClaims(appId, serviceUrl), ...claims });
    return {
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(activity),
    };
  }

  deliver({ headers, body }: Sent): Promise<Response> {
    return fetch(this.botUrl, { method: 'POST', headers, body });
  }

  private act(activity: object): Promise<Response> {
    this.last = this.sign(activity);
    return this.deliver(this.last);
  }

  private async showTask(user: TeamsUser, response: Response, picked?: Dialog['picked']): Promise<void> {
    this.dialogs.delete(user.id);
    if (!response.ok) return;
    const answer = await response.clone().text();
    const { task } = Object(answer === '' ? {} : JSON.parse(answer));
    if (task?.type === 'continue') {
      const { title, card } = task.value;
      this.dialogs.set(user.id, { title, content: card.content, picked });
    }
  }
}

/** As a card carries it: several values with commas between them, a day and a time in two inputs. */
function asEntered(values: Record<string, string>, { id, several }: { id: string; several: boolean }) {
  const [field = '', isTime] = id.split(/(\.time)$/);
  const value = values[field];
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(value ?? '') ?? [];
  if (day !== undefined) return isTime ? time : day;
  return several ? value?.replaceAll('\n', ',') : value;
}

/** Teams hands on what was typed as HTML text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
