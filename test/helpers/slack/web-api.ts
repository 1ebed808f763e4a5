import { asList, asRaw, checkMessageBlocks, checkView, type Raw, Refusal } from './validate.ts';
import { mrkdwn, visibleText } from './visible.ts';
import type { SlackMessage, SlackUser, SlackWorld } from './world.ts';

export type Args = Record<string, unknown>;

/** One method of Slack's Web API: its answer, or a Refusal. */
export type Method = (world: SlackWorld, args: Args, strict: boolean) => Raw;

/** The arguments that Slack takes as JSON text where the body is a form. */
function json(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal('invalid_json');
  }
}

export const methods: Record<string, Method> = {
  'auth.test': (world) => ({
    team_id: world.teamId,
    user_id: world.botUserId,
    bot_id: world.botId,
    is_enterprise_install: false,
  }),
  'chat.postMessage': (world, args, strict) => {
    const channel = world.channel(args.channel).id;
    const message = messageOf(world, channel, args, strict);
    if (args.thread_ts !== undefined) {
      const root = world.messages.some(({ channel: c, ts }) => c === channel && ts === args.thread_ts);
      if (strict && !root) throw new Refusal('thread_not_found');
    }
    world.messages.push(message);
    world.changed();
    return { channel, ts: message.ts, message: { text: message.text } };
  },
  'chat.update': (world, args, strict) => {
    const channel = world.channel(args.channel).id;
    const found = world.messages.find((m) => m.channel === channel && m.ts === args.ts && !m.onlyFor);
    if (found === undefined) throw new Refusal('message_not_found');
    const { text, blocks } = messageOf(world, channel, args, strict);
    Object.assign(found, { text, blocks });
    world.changed();
    return { channel, ts: found.ts, text };
  },
  'chat.postEphemeral': (world, args, strict) => {
    const channel = world.channel(args.channel).id;
    if (!world.users.has(String(args.user))) throw new Refusal('user_not_in_channel');
    return { message_ts: tellPrivately(world, String(args.user), channel, args, strict).ts };
  },
  'conversations.open': (world, args) => {
    const user = world.users.get(String(args.users));
    if (user === undefined) throw new Refusal('user_not_found');
    if (user.deleted || user.bot) throw new Refusal('cannot_dm_bot');
    return { channel: { id: world.personal(user.id) } };
  },
  'conversations.history': (world, args) => page(world, args, (message) => message.threadTs === undefined),
  'conversations.replies': (world, args) =>
    page(world, args, (message) => message.threadTs === args.ts || message.ts === args.ts),
  'conversations.info': (world, args) => ({ channel: world.channel(args.channel) }),
  'conversations.setTopic': (world, args) => {
    const channel = world.channel(args.channel);
    const topic = String(args.topic);
    if (topic.length > 250) throw new Refusal('too_long');
    channel.topic = { value: topic };
    world.changed();
    return { channel };
  },
  'usergroups.list': (world) => ({ usergroups: [...world.userGroups.values()] }),
  'usergroups.users.update': (world, args) => {
    const group = world.userGroups.get(String(args.usergroup));
    if (group === undefined) throw new Refusal('no_such_subteam');
    const users = String(args.users ?? '').split(',');
    if (users.some((user) => !world.users.has(user))) throw new Refusal('invalid_users');
    group.users = users;
    world.changed();
    return { usergroup: group };
  },
  'files.info': (world, args) => {
    const file = world.files.get(String(args.file));
    if (file === undefined) throw new Refusal('file_not_found');
    const { id, name, mimetype, bytes, url } = file;
    const place = url ?? `${world.origin}/files-pri/${id}`;
    return {
      file: { id, name, mimetype, size: bytes.length, url_private: place, url_private_download: place },
    };
  },
  'files.getUploadURLExternal': (world, args) => {
    if (world.noUploads !== undefined) throw new Refusal(world.noUploads);
    const [name, length] = [String(args.filename ?? ''), Number(args.length)];
    if (name === '' || !(length > 0)) throw new Refusal('invalid_arguments');
    if (String(args.alt_text ?? '').length > 2000) throw new Refusal('alt_txt_too_large');
    const file = {
      ...{ id: world.next('F'), name, mimetype: 'image/png', state: 'awaited' as const },
      ...{ bytes: Buffer.alloc(length), altText: String(args.alt_text ?? '') },
    };
    world.files.set(file.id, file);
    return { file_id: file.id, upload_url: `${world.uploadOrigin ?? world.origin}/upload/${file.id}` };
  },
  'files.completeUploadExternal': (world, args) => {
    const files = asList(json(args.files), 'files').map(asRaw);
    for (const { id } of files) {
      const file = world.files.get(String(id));
      if (file?.state !== 'received') throw new Refusal('file_not_found');
      file.state = 'complete';
    }
    return { files };
  },
  'users.conversations': (world) => ({
    channels: [...world.channels.values()].filter(({ user }) => user === undefined),
    response_metadata: { next_cursor: '' },
  }),
  'users.info': (world, args) => {
    const user = world.users.get(String(args.user));
    if (user === undefined) throw new Refusal('user_not_found');
    return { user: profile(user, String(args.include_locale) === 'true') };
  },
  'users.lookupByEmail': (world, args) => {
    const user = [...world.users.values()].find(({ email, deleted }) => email === args.email && !deleted);
    if (user === undefined) throw new Refusal('users_not_found');
    return { user: profile(user, false) };
  },
  'views.open': (world, args) => {
    const view = checkView(json(args.view));
    const user = world.useTrigger(args.trigger_id);
    const id = world.next('V');
    world.views.set(id, { id, user, view, hash: world.next('hash.'), typed: {}, errors: {} });
    world.changed();
    return { view: { id, ...view } };
  },
  'views.update': (world, args) => {
    const open = world.views.get(String(args.view_id));
    if (open === undefined) throw new Refusal('not_found');
    if (args.hash !== undefined && args.hash !== open.hash) throw new Refusal('hash_conflict');
    const view = checkView(json(args.view));
    Object.assign(open, { view, hash: world.next('hash.'), typed: {}, errors: {} });
    world.changed();
    return { view: { id: open.id } };
  },
};

/** A text for one person's eyes: by chat.postEphemeral, by response_url, or in reply to a command. */
export function tellPrivately(world: SlackWorld, user: string, channel: string, args: Args, strict: boolean) {
  const message: SlackMessage = { ...messageOf(world, channel, args, strict), onlyFor: user };
  world.messages.push(message);
  const text = message.blocks === undefined ? mrkdwn(message.text) : visibleText(message.blocks);
  world.notices.push({ user, text });
  world.changed();
  return message;
}

function messageOf(world: SlackWorld, channel: string, args: Args, strict: boolean): SlackMessage {
  const blocks = args.blocks === undefined ? undefined : strict ? json(args.blocks) : args.blocks;
  const text = String(args.text ?? '');
  if (strict) {
    if (blocks === undefined && text === '') throw new Refusal('no_text');
    if (text.length > 4000) throw new Refusal('msg_too_long');
    if (blocks !== undefined) checkMessageBlocks(blocks, (id) => world.isShowable(id));
  }
  return {
    channel,
    ts: world.newTs(),
    ...(args.thread_ts !== undefined && { threadTs: String(args.thread_ts) }),
    text,
    blocks,
    ...(args.metadata !== undefined && { metadata: checkMetadata(json(args.metadata)) }),
  };
}

function checkMetadata(value: unknown): Raw {
  const metadata = asRaw(value);
  if (typeof metadata.event_type !== 'string') throw new Refusal('invalid_metadata_format');
  asRaw(metadata.event_payload);
  return metadata;
}

/** Newest first, a page at a time; metadata only for who asks for it. */
function page(world: SlackWorld, args: Args, wanted: (message: SlackMessage) => boolean): Raw {
  // Slack takes ids here, never names.
  if (!world.channels.has(String(args.channel))) throw new Refusal('channel_not_found');
  const oldest = Number(args.oldest ?? 0);
  const limit = Number(args.limit ?? 100);
  const from = Number(args.cursor ?? 0);
  const all = world.messages
    .filter((m) => m.channel === args.channel && !m.onlyFor && Number(m.ts) >= oldest && wanted(m))
    .reverse();
  const messages = all.slice(from, from + limit).map(({ ts, text, metadata }) => ({
    ts,
    text,
    ...(String(args.include_all_metadata) === 'true' && { metadata }),
  }));
  const more = from + limit < all.length;
  return { messages, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : '' } };
}

function profile(user: SlackUser, withLocale: boolean): Raw {
  const { id, teamId, name, email, tz, bot, deleted, locale } = user;
  return {
    id,
    team_id: teamId,
    name,
    tz,
    deleted,
    is_bot: bot,
    ...(withLocale && { locale }),
    profile: { email, display_name: name },
  };
}
