import { z } from 'zod';
import { type Inbound, type RemoteFile, shortcuts } from '../../src/platform/inbound.ts';
import { pressedId } from '../../src/ui/form.ts';
import { remoteFiles } from './files.ts';
import type {
  BlockActions,
  EventCallback,
  MessageAction,
  MessageEvent,
  Payload,
  SlackView,
  SlashCommand,
  ViewSubmission,
} from './payloads.ts';
import { actionOf } from './render-card.ts';
import { pressedIn } from './render-form.ts';
import { mentionsIn, readText, withoutMention } from './text.ts';
import { readValues } from './view-state.ts';

/** Who we are: from `auth.test`. */
export interface Identity {
  /** The workspace, or the organisation where we are installed in all of it: what accounts are kept under. */
  workspace: string;
  /** Every id that Slack may give for it. */
  aliases: ReadonlySet<string>;
  botUserId: string;
}

/** An event for the core, and how what happened may be answered. */
export interface Incoming {
  event: Inbound;
  surface: Surface;
}

export type Surface =
  | { kind: 'command'; triggerId: string; responseUrl: string; place: Place }
  | { kind: 'action'; triggerId: string; responseUrl: string | undefined; place: Place }
  | { kind: 'submit'; payload: ViewSubmission; place: Place }
  /** Something was chosen in a dialog that is still being filled. */
  | { kind: 'change'; view: SlackView; place: Place }
  /** A dialog was sent off with one of its other buttons. */
  | { kind: 'press'; view: SlackView; place: Place }
  | { kind: 'event'; place: Place };

/** Where it happened: goes into a dialog and comes back with it. */
export type Place = z.infer<typeof placeSchema>;
const placeSchema = z.object({
  channel: z.string(),
  personal: z.boolean(),
  message: z.string().optional(),
  thread: z.string().optional(),
});
const metadataSchema = z.object({ context: z.string(), place: placeSchema });

/** What a modal carries in `private_metadata`. */
export function writeMetadata(context: string, place: Place): string {
  return JSON.stringify({ context, place });
}

/** Slack's payload as a neutral event; undefined for what is not for us: edits, bots, talk outside threads. */
export function translate(payload: Payload, identity: Identity): Incoming | undefined {
  switch (payload.type) {
    case undefined:
      return fromCommand(payload, identity);
    case 'event_callback':
      return fromEvent(payload, identity);
    case 'block_actions':
      return payload.view ? inDialog(payload, payload.view, identity) : fromAction(payload, identity);
    case 'view_submission':
      return fromSubmission(payload, identity);
    case 'message_action':
      return fromShortcut(payload, identity);
    default:
      return undefined;
  }
}

function fromCommand(command: SlashCommand, identity: Identity): Incoming | undefined {
  if (!command.trigger_id || !command.user_id || !command.channel_id) return undefined;
  const place = { channel: command.channel_id, personal: false };
  return {
    event: {
      kind: 'command',
      text: readText(command.text ?? '').trim(),
      ...withMentions(command.text, identity),
      id: `command:${command.trigger_id}:${command.user_id}`,
      ...common(identity, command.team_id, command.user_id, place),
      channelName: command.channel_name,
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'command', triggerId: command.trigger_id, responseUrl: command.response_url, place },
  };
}

function withMentions(text: string | undefined, { botUserId }: Identity) {
  const mentions = mentionsIn(text ?? '', botUserId);
  return mentions.length > 0 && { mentions };
}

/** People also say things with a file, or say in a thread what the channel shall see too. */
const saying = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast', 'me_message']);

function fromEvent(body: EventCallback, identity: Identity): Incoming | undefined {
  const said = body.event;
  if (said.type !== 'message' && said.type !== 'app_mention') return undefined;
  if (!saying.has(said.subtype) || said.bot_id || said.edited || !said.user) return undefined;
  if (said.user === identity.botUserId) return undefined;
  const text = said.text ?? '';
  const personal = said.channel_type === 'im';
  const mentioned = said.type === 'app_mention';
  // In a channel, a mention comes as `app_mention` and once more as `message`: the first one is it.
  if (!mentioned && !personal && text.includes(`<@${identity.botUserId}`)) return undefined;
  const inThread = said.thread_ts !== undefined && said.thread_ts !== said.ts;
  const below = inThread ? said.thread_ts : undefined;
  const discussed = personal ? inThread && said.parent_user_id === identity.botUserId : inThread;
  if (!mentioned && !personal && !discussed) return undefined;
  const place: Place = { channel: said.channel, personal, ...(below && { message: below, thread: below }) };
  return {
    event: {
      kind: !mentioned && discussed ? 'message' : 'command',
      text: readText(withoutMention(text, identity.botUserId)),
      ...withMentions(text, identity),
      id: `event:${body.event_id}`,
      ...common(identity, authorTeam(said, body), said.user, place),
      ...withFiles(remoteFiles(said.files)),
      can: { openForm: false, replyPrivately: !personal },
    },
    surface: { kind: 'event', place },
  };
}

const authorTeam = (said: MessageEvent, body: EventCallback) =>
  said.user_team ?? said.source_team ?? said.team ?? body.context_team_id ?? body.team_id;

function fromAction(payload: BlockActions, identity: Identity): Incoming | undefined {
  const action = payload.actions[0];
  const channel = payload.channel?.id ?? payload.container.channel_id;
  const message = payload.message?.ts ?? payload.container.message_ts;
  if (action?.type !== 'button' || channel === undefined || message === undefined) return undefined;
  const thread = payload.message?.thread_ts ?? payload.container.thread_ts;
  const place: Place = { channel, personal: channel.startsWith('D'), message, ...(thread && { thread }) };
  return {
    event: {
      kind: 'action',
      action: actionOf(action.action_id),
      value: action.value ?? '',
      id: `action:${payload.trigger_id}:${payload.user.id}`,
      ...common(identity, authorTeamOf(payload), payload.user.id, place),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'action', triggerId: payload.trigger_id, responseUrl: payload.response_url, place },
  };
}

function fromSubmission(payload: ViewSubmission, identity: Identity): Incoming | undefined {
  const metadata = metadataSchema.safeParse(parseJson(payload.view.private_metadata));
  if (!metadata.success) return undefined;
  const { context, place } = metadata.data;
  return {
    event: {
      kind: 'submit',
      form: payload.view.callback_id,
      context,
      values: readValues(payload.view.state, identity.workspace),
      id: `submit:${payload.trigger_id}:${payload.user.id}`,
      ...common(identity, authorTeamOf(payload), payload.user.id, place),
      ...withFiles(
        Object.entries(payload.view.state.values).flatMap(([field, inputs]) =>
          Object.values(inputs).flatMap(({ files }) => remoteFiles(files, field)),
        ),
      ),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'submit', payload, place },
  };
}

function inDialog(payload: BlockActions, view: SlackView, identity: Identity): Incoming | undefined {
  const metadata = metadataSchema.safeParse(parseJson(view.private_metadata));
  if (!metadata.success) return undefined;
  const { context, place } = metadata.data;
  const pressed = pressedIn(payload.actions);
  const kind = pressed === undefined ? 'change' : 'submit';
  const values = readValues(view.state, identity.workspace);
  return {
    event: {
      kind,
      form: view.callback_id,
      context,
      values: pressed === undefined ? values : { ...values, [pressedId]: pressed },
      id: `${kind}:${payload.trigger_id}:${payload.user.id}`,
      ...common(identity, authorTeamOf(payload), payload.user.id, place),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: pressed === undefined ? 'change' : 'press', view, place },
  };
}

/** A shortcut at somebody's message, which may stand in a conversation that we are not in. */
function fromShortcut(payload: MessageAction, identity: Identity): Incoming | undefined {
  const shortcut = shortcuts.find((name) => name === payload.callback_id);
  if (shortcut === undefined) return undefined;
  const { message, channel, trigger_id, response_url, user } = payload;
  const place: Place = { channel: channel.id, personal: false };
  const url = linkTo(payload);
  return {
    event: {
      kind: 'shortcut',
      shortcut,
      text: readText(message.text ?? ''),
      ...withMentions(message.text, identity),
      ...(url && { url }),
      ...(message.username && { author: message.username }),
      ...(message.user && { authorId: message.user }),
      id: `shortcut:${trigger_id}:${user.id}`,
      ...common(identity, authorTeamOf(payload), user.id, place),
      // A reminder leads back to the message, and so to its files.
      ...(shortcut === 'requests.fromMessage' && withFiles(remoteFiles(message.files))),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'action', triggerId: trigger_id, responseUrl: response_url, place },
  };
}

/** The message's permalink, as `chat.getPermalink` would make it; it also leads into conversations without us. */
function linkTo({ team, channel, message }: MessageAction): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(team?.domain ?? '') || !/^\w+$/.test(channel.id)) return undefined;
  const at = message.ts.replace(/\D/g, '');
  const thread = message.thread_ts && /^[\d.]+$/.test(message.thread_ts) ? message.thread_ts : undefined;
  const below = thread ? `?thread_ts=${thread}&cid=${channel.id}` : '';
  return `https://${team?.domain}.slack.com/archives/${channel.id}/p${at}${below}`;
}

const withFiles = (files: RemoteFile[]) => (files.length > 0 ? { files } : {});

/** Somebody of another workspace keeps that workspace's id, and so is nobody whom we know. */
function common(identity: Identity, team: string, userId: string, place: Place) {
  const workspace = identity.aliases.has(team) ? identity.workspace : team;
  return {
    platform: 'slack' as const,
    actor: { workspace, userId },
    address: { key: place.channel, data: { channel: place.channel } },
    personal: place.personal,
    messageKey: place.message && `${place.channel}:${place.message}`,
  };
}

/** Where the app is installed in a whole organisation, `team` is null. */
const authorTeamOf = ({ user, team, enterprise }: BlockActions | ViewSubmission | MessageAction) =>
  user.team_id ?? team?.id ?? enterprise?.id ?? 'unknown';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
