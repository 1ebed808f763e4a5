import { requests } from '../../../src/features/requests/index.ts';
import { startSending } from './sending.ts';
import { serve } from './serve.ts';

const { say, sender, stop } = await startSending([requests]);

serve(undefined, {
  /** Writes `count` deliveries into the outbox, spread over so many conversations. */
  fill({ count, conversations }: { count: number; conversations: number }) {
    const args = { key: 'taken', title: '#42 Repair · the printer on 3F', by: '赵磊' };
    return say(
      Array.from({ length: count }, () => ({ view: 'requests.notice', args })),
      conversations,
    );
  },
  send: () => sender.drain(),
  stop,
});
