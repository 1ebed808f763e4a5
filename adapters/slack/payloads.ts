import type { types } from '@slack/bolt';

/** The parts of Slack's payloads that we read. Their sender has been verified when one of these exists. */
export type Payload = SlashCommand | EventCallback | BlockActions | ViewSubmission | UrlVerification;

/** Slack's check of the certificate (`ssl_check`) looks like one, with nothing in it. */
export interface SlashCommand {
  type?: undefined;
  command: string;
  text: string;
  team_id: string;
  enterprise_id?: string;
  user_id: string;
  channel_id: string;
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
  /** The author's workspace; `user_team` and `source_team` where it is not the channel's. */
  team?: string;
  user_team?: string;
  source_team?: string;
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
  response_url?: string;
}

export interface ViewSubmission extends Interaction {
  type: 'view_submission';
  view: SlackView;
}

export interface SlackView {
  id: string;
  callback_id: string;
  private_metadata: string;
  title: types.PlainTextElement;
  submit?: types.PlainTextElement | null;
  close?: types.PlainTextElement | null;
  blocks: types.KnownBlock[];
  state: ViewState;
}

export interface ViewState {
  values: Record<
    string,
    Record<string, { value?: string | null; selected_option?: types.PlainTextOption | null }>
  >;
}

interface UrlVerification {
  type: 'url_verification';
  challenge: string;
}
