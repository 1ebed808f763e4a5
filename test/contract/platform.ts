import { describe, expect } from 'vitest';
import { cardOf } from './examples.ts';
import type { Suite } from './suite.ts';

/** Who is who, and what becomes of a message where the platform fails. */
export function platformContract(suite: Suite): void {
  const { test, post, message } = suite;

  describe('people', () => {
    test('a person is found by id and by e-mail', async () => {
      const { ada } = suite.at.users;
      expect(await suite.at.adapter.resolveUser(ada)).toMatchObject({
        userId: ada.userId,
        workspace: ada.workspace,
      });
      expect(await suite.at.adapter.resolveUser({ email: ada.email })).toMatchObject({ userId: ada.userId });
    });

    test('nobody is found by an unknown id or e-mail', async () => {
      const { workspace } = suite.at.users.ada;
      expect(await suite.at.adapter.resolveUser({ workspace, userId: 'U0NOBODY' })).toBeUndefined();
      expect(await suite.at.adapter.resolveUser({ email: 'nobody@office.example' })).toBeUndefined();
    });
  });

  describe('when the platform does not', () => {
    test('being asked to wait says how long', async () => {
      suite.at.failNext('rate-limited');
      await expect(post(cardOf('x'))).rejects.toMatchObject({
        code: 'rate-limited',
        retryAfterMs: expect.toSatisfy((ms: number) => ms > 0),
      });
    });

    test('a failing server is not reached, and later it is', async () => {
      suite.at.failNext('server-error');
      await expect(post(cardOf('x'))).rejects.toMatchObject({ code: 'unreachable', permanent: false });
      await post(cardOf('x'));
      expect(suite.at.messages()).toHaveLength(1);
    });

    test('a channel that is gone is gone for good', async () => {
      suite.at.failNext('gone');
      await expect(post(cardOf('x'))).rejects.toMatchObject({ code: 'platform', permanent: true });
    });

    test('a lost reply and a second attempt leave one message', async () => {
      const lost = message(cardOf('Once'));
      suite.at.failNext('reply-lost');
      await expect(suite.at.adapter.post(suite.room, lost)).rejects.toMatchObject({ code: 'unreachable' });
      const posted = await suite.at.adapter.post(suite.room, { ...lost, attempt: 2 });
      expect(suite.at.messages().map(({ key }) => key)).toEqual([posted.key]);
    });

    test('a first attempt that never arrived is made up for by the second', async () => {
      const lost = message(cardOf('Once'));
      suite.at.failNext('server-error');
      await expect(suite.at.adapter.post(suite.room, lost)).rejects.toMatchObject({ code: 'unreachable' });
      await suite.at.adapter.post(suite.room, { ...lost, attempt: 2 });
      expect(suite.at.messages()).toHaveLength(1);
    });
  });
}
