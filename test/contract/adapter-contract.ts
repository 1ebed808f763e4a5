import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../../src/platform/adapter.ts';
import { cardContract } from './cards.ts';
import { eventContract } from './events.ts';
import type { AdapterHarness } from './harness.ts';
import { kindContract } from './kinds.ts';
import { platformContract } from './platform.ts';
import type { Suite } from './suite.ts';

/**
 * What every platform must do with each neutral thing, there and back.
 * @param skips what a platform cannot do: the test's title and the reason, which is shown. A title that no test
 * bears is an error.
 */
export function adapterContract(
  name: string,
  start: () => Promise<AdapterHarness>,
  skips: Record<string, string> = {},
): void {
  describe(`adapter contract: ${name}`, () => {
    let at: AdapterHarness;
    let room: Address;
    let count = 0;
    const unknown = new Set(Object.keys(skips));

    beforeEach(async () => {
      at = await start();
      room = await at.adapter.open({ kind: 'channel', channel: at.channel });
    });
    afterEach(() => at.stop());

    const suite: Suite = {
      get at() {
        return at;
      },
      get room() {
        return room;
      },
      test(title, run) {
        unknown.delete(title);
        if (skips[title]) it.skip(`${title} (${skips[title]})`, () => {});
        else it(title, run);
      },
      message: (card, more = {}) => ({
        card,
        deliveryId: `dlv_${++count}`,
        attempt: 1,
        since: new Date(),
        bulk: false,
        ...more,
      }),
      post: (card, more) => at.adapter.post(room, suite.message(card, more)),
      shown: (posted) => {
        const found = at.messages().find(({ key }) => key === posted.key);
        if (found === undefined) throw new Error(`the message ${posted.key} is not there`);
        return found;
      },
    };

    cardContract(suite);
    eventContract(suite);
    kindContract(suite);
    platformContract(suite);

    if (unknown.size > 0) {
      it('knows every test that is skipped', () => expect([...unknown]).toEqual([]));
    }
  });
}
