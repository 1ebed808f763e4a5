import type { Address, OutboundMessage, PostedMessage } from '../../src/platform/adapter.ts';
import type { Card } from '../../src/ui/card.ts';
import type { AdapterHarness, VisibleMessage } from './harness.ts';

/** What every part of the contract works with: a fresh adapter for each test. */
export interface Suite {
  readonly at: AdapterHarness;
  /** The channel, opened. */
  readonly room: Address;
  /** A test, unless the platform skips it by this title. */
  test(title: string, run: () => Promise<void>): void;
  /** A message with a delivery id of its own. */
  message(card: Card, more?: Partial<OutboundMessage>): OutboundMessage;
  /** Posts into the channel. */
  post(card: Card, more?: Partial<OutboundMessage>): Promise<PostedMessage>;
  /** The message as it stands in the platform now. */
  shown(posted: PostedMessage): VisibleMessage;
}
