import { z } from 'zod';
import { hasCode, QuartermasterError } from '../../src/core/errors.ts';
import type { Address, OpenTarget, OutboundMessage, PostedMessage } from '../../src/platform/adapter.ts';
import type { Card } from '../../src/ui/card.ts';
import type { Charts } from './charts.ts';
import { call, type SlackClients, slackCode } from './client.ts';
import type { Identity } from './inbound.ts';
import { type ChartFiles, type RenderedCard, renderCard } from './render-card.ts';
import { setTopic, setUserGroup, standingSchema } from './standing.ts';

/** The metadata by which a message of ours can be found again. */
const deliveryEvent = 'quartermaster_delivery';
/** By how much our clock and Slack's may differ. */
const clockSkewMs = 5 * 60 * 1000;
const lookUpPages = 5;

const addressSchema = z.object({ channel: z.string() });
const postedSchema = z.object({ channel: z.string(), ts: z.string(), thread: z.string().optional() });
type Posted = z.infer<typeof postedSchema>;

/** What goes out to Slack: opening conversations, posting, updating. */
export class Sender {
  /** Slack gives one conversation per person and one id per channel name, for good. */
  private readonly personal = new Map<string, string>();
  private readonly channels = new Map<string, string>();

  constructor(
    private readonly clients: SlackClients,
    private readonly identity: () => Identity,
    private readonly charts: Charts,
  ) {}

  async open(target: OpenTarget): Promise<Address> {
    return target.kind === 'channel'
      ? toAddress(await this.channelId(target.channel))
      : toAddress(await this.openPersonal(target.account.workspace, target.account.userId));
  }

  async openPersonal(workspace: string, userId: string): Promise<string> {
    if (workspace !== this.identity().workspace) throw gone('this person is of another workspace');
    const known = this.personal.get(userId);
    if (known !== undefined) return known;
    const answer = await call(this.clients.interactive.conversations.open({ users: userId }));
    const channel = answer.channel?.id;
    if (channel === undefined) throw gone('no conversation with this person');
    this.personal.set(userId, channel);
    return channel;
  }

  /** `C0123ABCD` is an id; `#facilities` or `facilities` a name: of a channel of the bot's, else of any public one. */
  private async channelId(channel: string): Promise<string> {
    if (/^[CDG][A-Z0-9]{7,}$/.test(channel)) return channel;
    const name = channel.replace(/^#/, '');
    const { conversations, users } = this.clients.interactive;
    if (!this.channels.has(name))
      await this.readChannels((page) =>
        users.conversations({ ...page, types: 'public_channel,private_channel' }),
      ).catch((error: unknown) => {
        if (hasCode(error, 'rate-limited')) throw error;
      });
    if (!this.channels.has(name)) await this.readChannels((page) => conversations.list(page));
    const id = this.channels.get(name);
    if (id === undefined) throw gone(`there is no channel #${name} that the bot can see: invite it there`);
    return id;
  }

  private async readChannels(read: (page: Page) => Promise<ChannelPage>): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await call(read({ exclude_archived: true, limit: 999, ...(cursor && { cursor }) }));
      for (const { id, name } of page.channels ?? []) if (id && name) this.channels.set(name, id);
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
  }

  async post(address: Address, message: OutboundMessage): Promise<PostedMessage> {
    const standing = standingSchema.safeParse(address.data).data;
    if (standing !== undefined) {
      if ('topic' in standing)
        await setTopic(this.clients.bulk, await this.channelId(standing.topic), message.card.summary);
      else await setUserGroup(this.clients.bulk, standing.userGroup, message.card.members ?? []);
      return { key: `${address.key}/${message.deliveryId}`, address, data: null };
    }
    const root = message.thread && readPosted(message.thread);
    const channel = root?.channel ?? addressSchema.parse(address.data).channel;
    // A message that hangs in a thread itself has no thread of its own: the root's is meant.
    const thread = root && (root.thread ?? root.ts);
    const found = message.attempt > 1 ? await this.find(channel, thread, message) : undefined;
    if (found !== undefined) return toPosted({ channel, ts: found, ...(thread && { thread }) });
    const { chat } = this.client(message.bulk);
    const metadata = { event_type: deliveryEvent, event_payload: { delivery_id: message.deliveryId } };
    const answer = await this.withCharts(message, (drawn) =>
      chat.postMessage({
        ...{ channel, ...(thread && { thread_ts: thread }), ...drawn, metadata },
        ...{ unfurl_links: false, unfurl_media: false },
      }),
    );
    const ts = answer.ts;
    if (ts === undefined) throw new QuartermasterError('unreachable', 'Slack did not say what it posted');
    return toPosted({ channel: answer.channel ?? channel, ts, ...(thread && { thread }) });
  }

  async update(posted: PostedMessage, message: OutboundMessage): Promise<void> {
    const { channel, ts } = readPosted(posted);
    const { chat } = this.client(message.bulk);
    await this.withCharts(message, (drawn) => chat.update({ channel, ts, ...drawn }));
  }

  /**
   * Slack takes an upload before it is done with it, and refuses a message that shows it until then. So a message
   * that is refused is tried again for a while, and then told in words.
   */
  private async withCharts<T>(
    { card, attempt, bulk }: OutboundMessage,
    send: (drawn: RenderedCard) => Promise<T>,
  ): Promise<T> {
    const files = await this.charts.filesOf(card, attempt > 1, bulk);
    try {
      return await call(send(draw(card, files)));
    } catch (error) {
      if (files.size === 0 || slackCode(error) !== 'invalid_blocks') throw error;
      if (this.charts.areUnderWay(files))
        throw new QuartermasterError('unreachable', 'Slack is not done with a picture yet', { cause: error });
      return call(send(renderCard(card)));
    }
  }

  /** The message that an earlier attempt left, by the delivery's id in its metadata. */
  private async find(
    channel: string,
    thread: string | undefined,
    { deliveryId, since, bulk }: OutboundMessage,
  ): Promise<string | undefined> {
    const { conversations } = this.client(bulk);
    let cursor: string | undefined;
    for (let page = 0; page < lookUpPages; page++) {
      const query = {
        channel,
        oldest: ((since.getTime() - clockSkewMs) / 1000).toFixed(6),
        include_all_metadata: true,
        limit: 200,
        ...(cursor && { cursor }),
      };
      const answer = await call(
        thread === undefined ? conversations.history(query) : conversations.replies({ ...query, ts: thread }),
      );
      const ours = answer.messages?.find(({ metadata }) => {
        const payload: { delivery_id?: unknown } | undefined = metadata?.event_payload;
        return metadata?.event_type === deliveryEvent && payload?.delivery_id === deliveryId;
      });
      if (ours?.ts !== undefined) return ours.ts;
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return undefined;
    }
    return undefined;
  }

  private client(bulk: boolean) {
    return bulk ? this.clients.bulk : this.clients.interactive;
  }
}

interface Page {
  exclude_archived: boolean;
  limit: number;
  cursor?: string;
}

interface ChannelPage {
  channels?: { id?: string; name?: string }[];
  response_metadata?: { next_cursor?: string };
}

/** With pictures a card has more parts than in words, and may then be too large: it is told in words. */
function draw(card: Card, files: ChartFiles): RenderedCard {
  try {
    return renderCard(card, files);
  } catch (error) {
    if (files.size === 0 || !hasCode(error, 'invalid')) throw error;
    return renderCard(card);
  }
}

const toAddress = (channel: string): Address => ({ key: channel, data: { channel } });

const toPosted = (data: Posted): PostedMessage => ({
  key: `${data.channel}:${data.ts}`,
  address: toAddress(data.channel),
  data: { ...data },
});

const readPosted = ({ data }: PostedMessage): Posted => postedSchema.parse(data);

const gone = (sentence: string) =>
  new QuartermasterError('platform', `Slack: ${sentence}`, { permanent: true });
