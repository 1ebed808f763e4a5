import { createHmac } from 'node:crypto';
import { pressedId } from '../../../src/ui/form.ts';
import { inputsOf } from './inputs.ts';
import { asList, asRaw, checkView, type Raw } from './validate.ts';
import { buttonsOf } from './visible.ts';
import { tellPrivately } from './web-api.ts';
import type { OpenView, SlackMessage, SlackWorld } from './world.ts';

export interface SlackRequest {
  body: string;
  headers: Record<string, string>;
}

/** What people do in Slack, sent to the bot as Slack sends it, truly signed. */
export class SlackPeople {
  /** The last request, for sending it once more. */
  last: SlackRequest | undefined;

  constructor(
    private readonly world: SlackWorld,
    private readonly signingSecret: string,
    private readonly origin: string,
    public botUrl: string,
  ) {}

  /** `/office <text>`, typed in a channel. Resolves when Slack has been answered. */
  async command(user: string, text: string, channel: string): Promise<Response> {
    const fields = {
      token: 'legacy',
      team_id: this.world.users.get(user)!.teamId,
      channel_id: channel,
      channel_name: this.world.channel(channel).name,
      user_id: user,
      command: '/office',
      text: encode(text),
      api_app_id: 'A0',
      trigger_id: this.world.newTrigger(user),
      response_url: this.responseUrl(user, channel),
    };
    const response = await this.send(
      new URLSearchParams(fields).toString(),
      'application/x-www-form-urlencoded',
    );
    const body = await response.clone().text();
    if (response.ok && body !== '') tellPrivately(this.world, user, channel, JSON.parse(body), true);
    return response;
  }

  /** Writes in a channel, a thread or the bot's own conversation. A mention is written `<@U0BOT>`. */
  write(user: string, channel: string, text: string, more: Raw = {}): Promise<Response> {
    const { user: partner } = this.world.channel(channel);
    return this.event({
      type: 'message',
      channel_type: partner === undefined ? 'channel' : 'im',
      channel,
      user,
      text: encode(text),
      ts: this.world.newTs(),
      team: this.world.users.get(user)?.teamId,
      ...more,
    });
  }

  reply(user: string, root: SlackMessage, text: string): Promise<Response> {
    return this.write(user, root.channel, text, {
      thread_ts: root.threadTs ?? root.ts,
      parent_user_id: this.world.botUserId,
    });
  }

  /** Shares a file in a thread, or in the bot's own conversation. */
  share(user: string, channel: string, text: string, files: Raw[], more: Raw = {}): Promise<Response> {
    return this.write(user, channel, text, { subtype: 'file_share', files, upload: false, ...more });
  }

  /** Uses the shortcut at a message, which may stand where the bot is not. */
  shortcut(
    user: string,
    channel: string,
    message: Raw,
    callbackId = 'requests.fromMessage',
  ): Promise<Response> {
    return this.interact({
      type: 'message_action',
      callback_id: callbackId,
      trigger_id: this.world.newTrigger(user),
      message_ts: String(message.ts),
      response_url: this.responseUrl(user, channel),
      message: { type: 'message', ...message, text: encode(String(message.text ?? '')) },
      user: this.userOf(user),
      channel: { id: channel, name: 'somewhere' },
      team: { id: this.world.teamId, domain: 'office' },
      token: 'legacy',
      action_ts: this.world.newTs(),
    });
  }

  event(event: Raw, eventId = this.world.next('Ev')): Promise<Response> {
    const body = {
      token: 'legacy',
      team_id: this.world.teamId,
      context_team_id: this.world.teamId,
      api_app_id: 'A0',
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(this.world.now() / 1000),
      event,
    };
    return this.send(JSON.stringify(body), 'application/json');
  }

  /** @param nth which of several buttons that are called the same, counted from 0. */
  click(user: string, message: SlackMessage, label: string, nth = 0): Promise<Response> {
    const button = buttonsOf(message.blocks).filter((candidate) => candidate.label === label)[nth];
    if (button === undefined) throw new Error(`no button ${label}`);
    const { channel, ts, threadTs } = message;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    return this.interact({
      type: 'block_actions',
      user: this.userOf(user),
      team: { id: this.world.teamId, domain: 'office' },
      enterprise: null,
      trigger_id: this.world.newTrigger(user),
      response_url: this.responseUrl(user, channel),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: message.onlyFor !== undefined,
        ...thread,
      },
      channel: { id: channel, name: this.world.channel(channel).name },
      ...(message.onlyFor === undefined && { message: { ts, ...thread, text: message.text } }),
      actions: [
        {
          type: 'button',
          action_id: button.actionId,
          block_id: button.blockId,
          ...(button.value !== undefined && { value: button.value }),
          action_ts: this.world.newTs(),
        },
      ],
    });
  }

  /** Fills what is given into the open dialog and presses its button. */
  async submit(user: string, values: Record<string, string>): Promise<Response> {
    const open = this.world.viewOf(user);
    if (open === undefined) throw new Error('no dialog is open');
    if (values[pressedId] !== undefined) return this.press(open, values);
    const response = await this.interact(this.submission(open, values));
    const text = await response.clone().text();
    if (!response.ok) return response;
    const answer = text === '' ? {} : asRaw(JSON.parse(text));
    if (answer.response_action === 'errors') open.errors = checkErrors(open, asRaw(answer.errors));
    else if (answer.response_action === 'update') {
      const view = checkView(answer.view);
      Object.assign(open, { view, hash: this.world.next('hash.'), typed: {}, errors: {} });
    } else this.world.views.delete(open.id);
    this.world.changed();
    return response;
  }

  /** What Slack sends for a dialog that was filled in, over whatever line. */
  submission(open: OpenView, values: Record<string, string>): Raw {
    const state: Record<string, Raw> = {};
    for (const input of this.inputsOf(open)) {
      const typed = values[input.id] ?? open.typed[input.id] ?? input.initial;
      // Slack's own client does not send a form in which something needed is missing.
      if (typed === '' && !input.optional && input.type !== 'file_input')
        throw new Error(`Slack does not send this form: ${input.id} is empty`);
      open.typed[input.id] = typed;
      state[input.id] = { [input.actionId]: input.state(typed) };
    }
    return {
      type: 'view_submission',
      user: this.userOf(open.user),
      team: { id: this.world.teamId, domain: 'office' },
      enterprise: null,
      trigger_id: this.world.newTrigger(open.user),
      view: {
        ...open.view,
        id: open.id,
        team_id: this.world.teamId,
        submit: open.view.submit ?? null,
        state: { values: state },
      },
    };
  }

  /** Chooses something in the open dialog, without sending it off; what was entered stands there. */
  async choose(user: string, values: Record<string, string>): Promise<Response | undefined> {
    const open = this.world.viewOf(user);
    if (open === undefined) throw new Error('no dialog is open');
    Object.assign(open.typed, values);
    const inputs = this.inputsOf(open);
    const told = inputs.find(({ id, dispatches }) => dispatches && values[id] !== undefined);
    if (told === undefined) return undefined;
    return this.blockActions(open, { type: told.type, action_id: told.actionId, block_id: told.id });
  }

  /** Presses a button below the fields; Slack says what stands in them, complete or not. */
  private press(open: OpenView, values: Record<string, string>): Promise<Response> {
    const buttons = asList(open.view.blocks, 'blocks')
      .map(asRaw)
      .flatMap((block) => (block.type === 'actions' ? asList(block.elements, 'elements').map(asRaw) : []));
    const button = buttons.find(({ value }) => value === values[pressedId]);
    if (button === undefined) throw new Error(`there is no button ${values[pressedId]}`);
    Object.assign(open.typed, values);
    return this.blockActions(open, { type: 'button', action_id: button.action_id, value: button.value });
  }

  private blockActions(open: OpenView, action: Raw): Promise<Response> {
    const state = Object.fromEntries(
      this.inputsOf(open).map((input) => [
        input.id,
        { [input.actionId]: input.state(open.typed[input.id] ?? input.initial) },
      ]),
    );
    return this.interact({
      type: 'block_actions',
      user: this.userOf(open.user),
      team: { id: this.world.teamId, domain: 'office' },
      enterprise: null,
      trigger_id: this.world.newTrigger(open.user),
      container: { type: 'view', view_id: open.id },
      view: { ...open.view, id: open.id, hash: open.hash, state: { values: state } },
      actions: [{ ...action, ...state[String(action.block_id)] }],
    });
  }

  private inputsOf(open: OpenView) {
    return inputsOf(open, this.world.users.get(open.user)?.tz);
  }

  private interact(payload: Raw): Promise<Response> {
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return this.send(body, 'application/x-www-form-urlencoded');
  }

  private async send(body: string, type: string): Promise<Response> {
    this.last = this.sign(body, type);
    return this.deliver(this.last);
  }

  sign(body: string, type: string, atMs = this.world.now(), secret = this.signingSecret): SlackRequest {
    const timestamp = String(Math.floor(atMs / 1000));
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hash}`,
      },
    };
  }

  deliver({ body, headers }: SlackRequest): Promise<Response> {
    return fetch(this.botUrl, { method: 'POST', body, headers });
  }

  private userOf(id: string): Raw {
    const { name, teamId } = this.world.users.get(id)!;
    return { id, username: name, name, team_id: teamId };
  }

  private responseUrl(user: string, channel: string): string {
    return `${this.origin}/answer/${this.world.newResponsePath(user, channel)}`;
  }
}

/** As Slack does on the way to an app; what looks like one of Slack's own tokens was made by its client. */
function encode(text: string): string {
  return text
    .split(/(<[@#][A-Z0-9]+(?:\|[^>]*)?>)/)
    .map((part, i) =>
      i % 2 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');
}

function checkErrors(open: OpenView, errors: Raw): Record<string, string> {
  const known = inputsOf(open).map(({ id }) => id);
  for (const id of Object.keys(errors))
    if (!known.includes(id)) throw new Error(`Slack knows no block ${id}`);
  return Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]));
}
