import type { Ack } from '../../src/platform/inbound.ts';
import type { StoredMessage } from '../../src/platform/web-store.ts';
import type { Card, Chart } from '../../src/ui/card.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import { chartSvg, picturesOf } from '../charts/index.ts';
import type { CardPayload, Reply, WireMessage } from './page/wire.ts';

/** A stored message as the page shows it. */
export async function drawMessage(message: StoredMessage): Promise<WireMessage> {
  return {
    id: message.id,
    conversation: message.conversation,
    threadOf: message.threadOf,
    sequence: message.sequence,
    at: message.createdAt.toISOString(),
    summary: message.content.summary,
    card: await drawCard(message.content),
    hasThread: message.content.title !== undefined,
    isSaid: message.content.said !== undefined,
  };
}

export async function drawReply(ack: Ack): Promise<Reply> {
  switch (ack.kind) {
    case 'ok':
      return {};
    case 'notice':
      return { notice: ack.text, refused: ack.refused ?? false };
    case 'card':
      return { card: { summary: ack.card.summary, card: await drawCard(ack.card) } };
    case 'form':
      return { form: ack.form };
  }
}

/**
 * A card with the pictures of its charts in it, which nobody else can then ask for. Throws 'invalid' where a
 * button's action or value does not fit whole; a chart that cannot be drawn is told to `failed`, and in words.
 */
export async function drawCard(card: Card, failed?: (error: unknown) => void): Promise<CardPayload> {
  const picture = async (chart: Chart) =>
    `data:image/svg+xml;base64,${Buffer.from(await chartSvg(chart)).toString('base64')}`;
  const pictures = await picturesOf(card, picture, failed);
  return { ...renderCard(card, { fallback: false, forms: 'execute', ownPage: true, pictures }) };
}
