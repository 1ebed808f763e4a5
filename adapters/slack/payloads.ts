import type { types } from '@slack/bolt';

/** The parts of Slack's payloads that we read. Their sender has been verified when one of these exists. */
export type Payload =
  | SlashCommand
  | EventCallback
  | BlockActions
  | ViewSubmission
  | MessageAction
  | UrlVerification;

/** Slack's check of the certificate (`ssl_check`) looks like one, with nothing in it. */
export interface SlashCommand {
  type?: undefined;
  command: string;
  text: string;
  team_id: string;
  enterprise_id?: string;
  user_id: string;
  channel_id: string;
  /** `privategroup` of every private one. */
  channel_name?: string;
  trigger_id: string;
  response_url: string;
}

export interface EventCallback {
  type: 'event_callback';
  event_id: string;
  /** Can be another workspace's where a channel is shared; `context_team_id` is the one that we are in. */
  team_id: string;
  context_team_id?: string;
  event: MessageEvent | { type: 'other' };
}

export interface MessageEvent {
  type: 'message' | 'app_mention';
  subtype?: string;
  channel: string;
  channel_type?: 'channel' | 'group' | 'im' | 'mpim';
  user?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  parent_user_id?: string;
  bot_id?: string;
  edited?: object;
  files?: SlackFile[];
  /** The author's workspace; `user_team` and `source_team` where it is not the channel's. */
  team?: string;
  user_team?: string;
  source_team?: string;
}

/** A file as Slack describes it; of another workspace's it gives the id alone. */
export interface SlackFile {
  id: string;
  name?: string | null;
  title?: string | null;
  mimetype?: string;
  /** In bytes. */
  size?: number;
  mode?: string;
}

interface Interaction {
  trigger_id: string;
  team: { id: string } | null;
  user: { id: string; team_id?: string };
  enterprise?: { id: string } | null;
}

export interface BlockActions extends Interaction {
  type: 'block_actions';
  actions: { type: string; action_id: string; value?: string }[];
  container: { type: string; channel_id?: string; message_ts?: string; thread_ts?: string };
  channel?: { id: string };
  message?: { ts: string; thread_ts?: string };
  /** The dialog in which it was done; then there is no message. */
  view?: SlackView;
  response_url?: string;
}

export interface ViewSubmission extends Interaction {
  type: 'view_submission';
  view: SlackView;
}

/** A shortcut that was used at a message. */
export interface MessageAction extends Omit<Interaction, 'team'> {
  type: 'message_action';
  callback_id: string;
  team: { id: string; domain?: string } | null;
  response_url: string;
  channel: { id: string };
  message: {
    ts: string;
    thread_ts?: string;
    user?: string;
    username?: string;
    text?: string;
    files?: SlackFile[];
  };
}

export interface SlackView {
  id: string;
  /** Names this state of it: an update that names another comes too late. */
  hash?: string;
  callback_id: string;
  private_metadata: string;
  title: types.PlainTextElement;
  submit?: types.PlainTextElement | null;
  close?: types.PlainTextElement | null;
  blocks: types.KnownBlock[];
  state: ViewState;
}

export interface ViewState {
  /** By block id and action id. */
  values: Record<string, Record<string, InputState>>;
}

/** What stands in an input; which member it is depends on the element. */
export interface InputState {
  value?: string | null;
  selected_option?: types.PlainTextOption | null;
  selected_options?: types.PlainTextOption[] | null;
  selected_date?: string | null;
  selected_time?: string | null;
  /** In seconds since 1970. */
  selected_date_time?: number | null;
  selected_user?: string | null;
  files?: SlackFile[];
}

interface UrlVerification {
  type: 'url_verification';
  challenge: string;
}
