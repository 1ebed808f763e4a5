import { z } from 'zod';
import type { Inbound } from '../../src/platform/inbound.ts';
import type {
  BlockActions,
  EventCallback,
  MessageEvent,
  Payload,
  SlashCommand,
  ViewSubmission,
} from './payloads.ts';
import { actionOf } from './render-card.ts';
import { readValues } from './render-form.ts';
import { readText, withoutMention } from './text.ts';

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
      return fromAction(payload, identity);
    case 'view_submission':
      return fromSubmission(payload, identity);
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
      id: `command:${command.trigger_id}:${command.user_id}`,
      ...common(identity, command.team_id, command.user_id, place),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'command', triggerId: command.trigger_id, responseUrl: command.response_url, place },
  };
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
      id: `event:${body.event_id}`,
      ...common(identity, authorTeam(said, body), said.user, place),
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
      values: readValues(payload.view.state),
      id: `submit:${payload.trigger_id}:${payload.user.id}`,
      ...common(identity, authorTeamOf(payload), payload.user.id, place),
      can: { openForm: true, replyPrivately: true },
    },
    surface: { kind: 'submit', payload, place },
  };
}

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
const authorTeamOf = ({ user, team, enterprise }: BlockActions | ViewSubmission) =>
  user.team_id ?? team?.id ?? enterprise?.id ?? 'unknown';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
