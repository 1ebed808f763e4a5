import type { Ack } from '../../src/platform/inbound.ts';
import type { StoredMessage } from '../../src/platform/web-store.ts';
import type { Card } from '../../src/ui/card.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import type { CardPayload, Reply, WireMessage } from './page/wire.ts';

/** A stored message as the page shows it. */
export function drawMessage(message: StoredMessage): WireMessage {
  return {
    id: message.id,
    conversation: message.conversation,
    threadOf: message.threadOf,
    sequence: message.sequence,
    at: message.createdAt.toISOString(),
    summary: message.content.summary,
    card: drawCard(message.content),
    hasThread: message.content.title !== undefined,
    isSaid: message.content.said !== undefined,
  };
}

export function drawReply(ack: Ack): Reply {
  switch (ack.kind) {
    case 'ok':
      return {};
    case 'notice':
      return { notice: ack.text, refused: ack.refused ?? false };
    case 'card':
      return { card: { summary: ack.card.summary, card: drawCard(ack.card) } };
    case 'form':
      return { form: ack.form };
  }
}

/** Throws 'invalid' where a button's action or value does not fit whole. */
export function drawCard(card: Card): CardPayload {
  // Below the page's own path, so that the session goes along, in the demo too.
  return { ...renderCard(card, { fallback: false, forms: 'execute', fileUrl: (id) => `files/${id}` }) };
}
