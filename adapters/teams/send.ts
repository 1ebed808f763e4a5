import { z } from 'zod';
import { QuartermasterError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/ids.ts';
import type { Json } from '../../src/core/json.ts';
import type { Logger } from '../../src/core/logger.ts';
import type {
  AccountRef,
  Address,
  OpenTarget,
  OutboundMessage,
  PostedMessage,
} from '../../src/platform/adapter.ts';
import type { Card } from '../../src/ui/card.ts';
import {
  addressOf,
  conversationPath,
  type Place,
  placeOf,
  postedMessage,
  postedOf,
  readChannel,
  readReference,
} from './address.ts';
import { drawCard } from './charts.ts';
import type { Connector } from './connector.ts';
import type { People } from './people.ts';
import { opensDialogs } from './service-hosts.ts';

export const cardContentType = 'application/vnd.microsoft.card.adaptive';
const createdSchema = z.object({ id: z.string() });

export interface SenderOptions {
  appId: string;
  /** Where the connector is, for whom nobody has written from yet. */
  serviceUrl: string;
  logger: Logger;
}

/** Writes to people and channels. */
export class Sender {
  constructor(
    private readonly connector: Connector,
    private readonly people: People,
    private readonly options: SenderOptions,
  ) {}

  async open(target: OpenTarget): Promise<Address> {
    return target.kind === 'person' ? this.openPerson(target.account) : this.openChannel(target);
  }

  async post(address: Address, message: OutboundMessage): Promise<PostedMessage> {
    if (message.attempt > 1) {
      // Teams has no search by our id: whether the first attempt arrived cannot be known.
      this.options.logger.warn(
        { deliveryId: message.deliveryId, attempt: message.attempt },
        'Teams: posted again; if only the answer to the last attempt was lost, the message is there twice',
      );
    }
    const here = placeOf(message.thread?.address ?? address);
    const place = message.thread && here.threads ? { ...here, thread: postedOf(message.thread).root } : here;
    return this.say(place, message.card);
  }

  /** Puts a card into a conversation or thread. */
  async say(place: Place, card: Card): Promise<PostedMessage> {
    const created = await this.connector.call(
      'POST',
      place.serviceUrl,
      ['conversations', conversationPath(place), 'activities'],
      await this.activity(place, card),
    );
    return postedMessage(place, readId(created));
  }

  async update(posted: PostedMessage, message: OutboundMessage): Promise<void> {
    const place = placeOf(posted.address);
    const { id } = postedOf(posted);
    await this.connector.call(
      'PUT',
      place.serviceUrl,
      ['conversations', conversationPath(place), 'activities', id],
      { ...(await this.activity(place, message.card)), id },
    );
  }

  private async activity(place: Place, card: Card): Promise<{ [key: string]: Json }> {
    const forms = opensDialogs(place.serviceUrl) ? 'task' : 'execute';
    const content = await drawCard(card, { fallback: true, forms, drawn: newId('drw') }, this.options.logger);
    return {
      type: 'message',
      from: { id: place.bot },
      summary: content.speak,
      attachments: [{ contentType: cardContentType, content: toJson(content) }],
    };
  }

  private async openPerson(account: AccountRef): Promise<Address> {
    const known = readReference(account.reference);
    const serviceUrl = known?.serviceUrl ?? this.options.serviceUrl;
    const bot = known?.bot ?? `28:${this.options.appId}`;
    const conversation = known?.personal
      ? known.conversation
      : readId(
          await this.connector.call('POST', serviceUrl, ['conversations'], {
            isGroup: false,
            bot: { id: bot },
            members: [{ id: known?.user ?? account.userId }],
            tenantId: account.workspace,
            channelData: { tenant: { id: account.workspace } },
          }),
        );
    return addressOf({ serviceUrl, bot, conversation, threads: false });
  }

  private openChannel(target: { channel: string; reference?: Json | undefined }): Address {
    const conversation = readChannel(target.channel);
    if (conversation === undefined) {
      throw new QuartermasterError('platform', 'Teams: not the id of a channel, nor a link to one', {
        permanent: true,
      });
    }
    const known = readReference(target.reference);
    const serviceUrl = known?.serviceUrl ?? this.options.serviceUrl;
    const bot = known?.bot ?? `28:${this.options.appId}`;
    this.people.learn({ serviceUrl, bot, conversation, personal: false, tenant: known?.tenant });
    return addressOf({
      serviceUrl,
      bot,
      conversation,
      threads: /@thread\.(tacv2|skype)$/.test(conversation),
    });
  }
}

/** A drawn card is plain data; what is undefined in it is left out. */
export function toJson(drawn: object): Json {
  return JSON.parse(JSON.stringify(drawn));
}

function readId(created: unknown): string {
  const read = createdSchema.safeParse(created);
  if (read.success) return read.data.id;
  throw new QuartermasterError('platform', 'Teams did not say what it made');
}
