import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, OutboundMessage, PostedMessage } from '../../src/platform/adapter.ts';
import { actions, type Button, type Card, facts, text } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';
import type { AdapterHarness } from './harness.ts';

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
    const unknown = new Set(Object.keys(skips));

    function test(title: string, run: () => Promise<void>): void {
      unknown.delete(title);
      if (skips[title]) it.skip(`${title} (${skips[title]})`, () => {});
      else it(title, run);
    }

    beforeEach(async () => {
      at = await start();
      room = await at.adapter.open({ kind: 'channel', channel: at.channel });
    });
    afterEach(() => at.stop());

    let count = 0;
    const message = (card: Card, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
      card,
      deliveryId: `dlv_${++count}`,
      attempt: 1,
      bulk: false,
      ...more,
    });
    const post = (card: Card, more?: Partial<OutboundMessage>) => at.adapter.post(room, message(card, more));
    const shown = (posted: PostedMessage) => at.messages().find(({ key }) => key === posted.key)!;

    describe('posting', () => {
      test('a card stands in the channel', async () => {
        const posted = await post(cardOf('The printer is broken'));
        expect(shown(posted).text).toContain('The printer is broken');
        expect(at.messages()).toHaveLength(1);
      });

      test('a card reaches a person', async () => {
        const address = await at.adapter.open({ kind: 'person', account: at.users.ada });
        const posted = await at.adapter.post(address, message(cardOf('It is done')));
        expect(shown(posted).text).toContain('It is done');
        expect(posted.address.key).not.toBe(room.key);
      });

      test('a message hangs in the thread of another', async () => {
        const root = await post(cardOf('Root'));
        const below = await post(cardOf('Below'), { thread: root });
        expect(shown(below).threadOf).toBe(root.key);
      });

      test('an update shows what is newer, in the same place', async () => {
        const posted = await post(cardOf('Open'));
        await at.adapter.update(posted, message(cardOf('Done')));
        expect(shown(posted).text).toContain('Done');
        expect(shown(posted).text).not.toContain('Open');
        expect(at.messages()).toHaveLength(1);
      });

      test('what a posted message is remembered by survives being written as JSON', async () => {
        const posted: PostedMessage = JSON.parse(JSON.stringify(await post(cardOf('Open'))));
        await at.adapter.update(posted, message(cardOf('Done')));
        expect(shown(posted).text).toContain('Done');
      });

      test('every kind of block is readable', async () => {
        const posted = await post(everything);
        for (const words of [
          'Lamp',
          'strong words',
          'small words',
          'Floor',
          '3F',
          'too dark',
          'Ada',
          'first',
          'more of it',
          'Handbook',
        ]) {
          expect(shown(posted).text).toContain(words);
        }
        expect(shown(posted).buttons).toEqual(expect.arrayContaining(['Open it', 'Take']));
      });
    });

    describe('nobody’s words become markup', () => {
      for (const words of hostile) {
        test(`${JSON.stringify(words)} is shown as it is`, async () => {
          const posted = await post({
            summary: words,
            title: 'Title',
            blocks: [
              text(words),
              text(words, 'strong'),
              text(words, 'subtle'),
              facts({ label: 'Said', value: words }),
              { kind: 'quote', text: words, by: 'Ada' },
              { kind: 'list', items: [{ text: words }] },
            ],
          });
          expect(shown(posted).text.split(words)).toHaveLength(7);
        });
      }
    });

    describe('large cards', () => {
      test('a text that is too long is shortened with an ellipsis', async () => {
        const posted = await post(cardOf('long '.repeat(20_000)));
        expect(shown(posted).text).toContain('long long');
        expect(shown(posted).text).toContain('…');
      });

      test('a long Chinese text arrives, whole characters only', async () => {
        const posted = await post(cardOf('空调漏水了🙂'.repeat(3000)));
        expect(shown(posted).text).toContain('空调漏水了🙂空调漏水了🙂');
        expect(shown(posted).text).not.toMatch(/\p{Surrogate}/u);
      });

      test('an over-long title and label are shortened', async () => {
        const posted = await post({
          summary: 's',
          title: '标题🙂'.repeat(200),
          blocks: [actions(button('Label🙂'.repeat(100)))],
        });
        expect(shown(posted).text).toContain('标题🙂标题');
        expect(shown(posted).buttons[0]).toMatch(/^Label🙂/);
      });

      test('12 buttons, 30 facts and a list of 20 are all there', async () => {
        const posted = await post({
          summary: 'Much',
          blocks: [
            facts(...range(30, (i) => ({ label: `Fact ${i}`, value: `value-${i}.` }))),
            { kind: 'list', items: range(20, (i) => ({ text: `item-${i}.`, button: button(`Do ${i}`) })) },
            actions(...range(12, (i) => button(`Button ${i}`))),
          ],
        });
        const { text: all, buttons } = shown(posted);
        for (const i of range(30, (n) => n)) expect(all).toContain(`value-${i}.`);
        for (const i of range(20, (n) => n)) expect(all).toContain(`item-${i}.`);
        expect(buttons).toEqual(
          expect.arrayContaining([...range(20, (i) => `Do ${i}`), ...range(12, (i) => `Button ${i}`)]),
        );
      });

      test('an action or a value that does not fit is refused', async () => {
        const wide = (more: Partial<Button>) =>
          post({ summary: 's', blocks: [actions({ ...button('Go'), ...more })] });
        await expect(wide({ action: 'a'.repeat(120_000) })).rejects.toMatchObject({ code: 'invalid' });
        await expect(wide({ value: 'v'.repeat(120_000) })).rejects.toMatchObject({ code: 'invalid' });
        expect(at.messages()).toEqual([]);
      });
    });

    describe('people', () => {
      test('a person is found by id and by e-mail', async () => {
        const { ada } = at.users;
        expect(await at.adapter.resolveUser(ada)).toMatchObject({
          userId: ada.userId,
          workspace: ada.workspace,
        });
        expect(await at.adapter.resolveUser({ email: ada.email })).toMatchObject({ userId: ada.userId });
      });

      test('nobody is found by an unknown id or e-mail', async () => {
        const { workspace } = at.users.ada;
        expect(await at.adapter.resolveUser({ workspace, userId: 'U0NOBODY' })).toBeUndefined();
        expect(await at.adapter.resolveUser({ email: 'nobody@office.example' })).toBeUndefined();
      });
    });

    describe('what people do', () => {
      test('a command arrives, and the notice reaches this person alone', async () => {
        at.answer({ kind: 'notice', text: 'Nothing is open.' });
        const seen = await at.command(at.users.ada, 'my');
        expect(seen.notice).toContain('Nothing is open.');
        const { workspace, userId } = at.users.ada;
        expect(at.received).toEqual([
          expect.objectContaining({
            kind: 'command',
            text: 'my',
            actor: expect.objectContaining({ workspace, userId }),
          }),
        ]);
      });

      test('a command keeps what was typed', async () => {
        const typed = '报修 3F & "B" <b> it\'s 🙂';
        await at.command(at.users.ada, typed);
        expect(at.received[0]).toMatchObject({ kind: 'command', text: typed });
      });

      test('a click arrives as its action, exactly', async () => {
        const value = 'req_1:{"a":"<&>"}:🙂';
        const posted = await post({
          summary: 'Two',
          blocks: [actions(button('Take', { action: 'requests.take', value }), button('Leave'))],
        });
        await at.click(at.users.ben, posted.key, 'Take');
        const { workspace, userId } = at.users.ben;
        expect(at.received).toEqual([
          expect.objectContaining({
            kind: 'action',
            action: 'requests.take',
            value,
            messageKey: posted.key,
            platform: at.adapter.name,
            actor: expect.objectContaining({ workspace, userId }),
          }),
        ]);
      });

      test('a refusal is told to who clicked, and to nobody else', async () => {
        const posted = await post({ summary: 'One', blocks: [actions(button('Approve'))] });
        at.answer({ kind: 'notice', text: 'Only the manager may.', refused: true });
        const seen = await at.click(at.users.ben, posted.key, 'Approve');
        expect(seen.notice).toContain('Only the manager may.');
        expect(JSON.stringify(at.messages())).not.toContain('Only the manager may.');
      });

      test('words in a thread arrive with the message that it hangs below', async () => {
        const posted = await post(cardOf('Root'));
        await at.say(at.users.ada, posted.key, 'approved');
        expect(at.received).toEqual([
          expect.objectContaining({ kind: 'message', text: 'approved', messageKey: posted.key }),
        ]);
      });
    });

    describe('forms', () => {
      const open = async (form: Form = fileForm) => {
        const posted = await post({ summary: 'New', blocks: [actions(button('File', { opensForm: true }))] });
        at.answer({ kind: 'form', form });
        return at.click(at.users.ada, posted.key, 'File');
      };

      test('a form opens with what stands in it', async () => {
        const { form } = await open();
        expect(form).toMatchObject({
          title: 'File a request',
          values: { what: 'The lamp "A" & <B>', kind: 'it', cost: '' },
          errors: {},
        });
        expect(form?.fields).toHaveLength(3);
      });

      test('what was typed arrives exactly', async () => {
        await open();
        at.answer({ kind: 'ok' });
        const what = 'line one\nline "two" 🙂 <!channel> &lt; *b* <at>x</at> [a](b)';
        await at.submit(at.users.ada, { what, kind: 'facility', cost: '¥5,000.00' });
        expect(at.received.at(-1)).toMatchObject({
          kind: 'submit',
          form: 'requests.file',
          context: 'ctx:1',
          values: { what, kind: 'facility', cost: '¥5,000.00' },
          actor: { userId: at.users.ada.userId },
        });
      });

      test('a field left empty arrives as an empty text', async () => {
        await open();
        at.answer({ kind: 'ok' });
        await at.submit(at.users.ada, { what: 'lamp' });
        expect(at.received.at(-1)).toMatchObject({ values: { what: 'lamp', kind: 'it', cost: '' } });
      });

      test('what is wrong is said at its field, and nothing typed is lost', async () => {
        await open();
        at.answer((event) => {
          const typed = event.kind === 'submit' ? event.values : {};
          const fields = fileForm.fields.map((field) => ({ ...field, value: typed[field.id] }));
          return { kind: 'form', form: { ...fileForm, fields, errors: { cost: 'Please write an amount.' } } };
        });
        const { form } = await at.submit(at.users.ada, { what: 'lamp\n🙂', kind: 'facility', cost: 'much' });
        expect(form?.errors).toEqual({ cost: 'Please write an amount.' });
        expect(form?.values).toEqual({ what: 'lamp\n🙂', kind: 'facility', cost: 'much' });
      });

      test('another form may follow', async () => {
        await open();
        at.answer({
          kind: 'form',
          form: { ...fileForm, id: 'requests.more', title: 'And then?', context: 'ctx:2' },
        });
        expect((await at.submit(at.users.ada, { what: 'lamp' })).form?.title).toBe('And then?');
        at.answer({ kind: 'ok' });
        await at.submit(at.users.ada, { what: 'more' });
        expect(at.received.at(-1)).toMatchObject({ form: 'requests.more', context: 'ctx:2' });
      });

      test('a notice may answer a form, and it closes', async () => {
        await open();
        at.answer({ kind: 'notice', text: 'Filed as #42.' });
        const seen = await at.submit(at.users.ada, { what: 'lamp' });
        expect(seen.notice).toContain('Filed as #42.');
        expect(seen.form).toBeUndefined();
      });
    });

    describe('what must not pass', () => {
      test('a forged request is refused, and nobody hears of it', async () => {
        expect([401, 403]).toContain(await at.forge());
        expect(at.received).toEqual([]);
      });

      test('a repeated request has the same event id; another has another', async () => {
        const posted = await post({ summary: 'One', blocks: [actions(button('Take'))] });
        await at.click(at.users.ada, posted.key, 'Take');
        await at.replay();
        await at.click(at.users.ben, posted.key, 'Take');
        const [first, again, other] = at.received.map(({ id }) => id);
        expect(again).toBe(first);
        expect(other).not.toBe(first);
      });

      test('what was not committed is not acknowledged as done', async () => {
        const posted = await post(cardOf('Root'));
        at.answer(() => {
          throw new Error('the database is away');
        });
        await at.say(at.users.ada, posted.key, 'approved');
        expect(await at.replay()).toBeGreaterThanOrEqual(500);
        // The control: the same request, committed.
        at.answer({ kind: 'ok' });
        expect(await at.replay()).toBeLessThan(300);
      });
    });

    describe('when the platform does not', () => {
      test('being asked to wait says how long', async () => {
        at.failNext('rate-limited');
        await expect(post(cardOf('x'))).rejects.toMatchObject({
          code: 'rate-limited',
          retryAfterMs: expect.toSatisfy((ms: number) => ms > 0),
        });
      });

      test('a failing server is not reached, and later it is', async () => {
        at.failNext('server-error');
        await expect(post(cardOf('x'))).rejects.toMatchObject({ code: 'unreachable', permanent: false });
        await post(cardOf('x'));
        expect(at.messages()).toHaveLength(1);
      });

      test('a channel that is gone is gone for good', async () => {
        at.failNext('gone');
        await expect(post(cardOf('x'))).rejects.toMatchObject({ code: 'platform', permanent: true });
      });

      test('a lost reply and a second attempt leave one message', async () => {
        const lost = message(cardOf('Once'));
        at.failNext('reply-lost');
        await expect(at.adapter.post(room, lost)).rejects.toMatchObject({ code: 'unreachable' });
        const posted = await at.adapter.post(room, { ...lost, attempt: 2 });
        expect(at.messages().map(({ key }) => key)).toEqual([posted.key]);
      });

      test('a first attempt that never arrived is made up for by the second', async () => {
        const lost = message(cardOf('Once'));
        at.failNext('server-error');
        await expect(at.adapter.post(room, lost)).rejects.toMatchObject({ code: 'unreachable' });
        await at.adapter.post(room, { ...lost, attempt: 2 });
        expect(at.messages()).toHaveLength(1);
      });
    });

    if (unknown.size > 0) {
      it('knows every test that is skipped', () => expect([...unknown]).toEqual([]));
    }
  });
}

const range = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, i) => make(i));

const cardOf = (words: string): Card => ({ summary: words, blocks: [text(words)] });

const button = (label: string, more: Partial<Button> = {}): Button => ({
  label,
  action: 'test.act',
  value: `value of ${label.length}`,
  ...more,
});

const everything: Card = {
  summary: 'All of it',
  title: 'Lamp',
  tone: 'warning',
  blocks: [
    text('plain words'),
    text('strong words', 'strong'),
    text('small words', 'subtle'),
    facts({ label: 'Floor', value: '3F' }),
    { kind: 'quote', text: 'too dark', by: 'Ada' },
    {
      kind: 'list',
      items: [{ text: 'first', detail: 'more of it', button: button('Open it') }, { text: 'second' }],
    },
    { kind: 'link', label: 'Handbook', url: 'https://office.example/handbook?a=1&b=2' },
    actions(button('Take', { style: 'primary' }), button('Drop', { style: 'danger' })),
  ],
};

/** What people might type to make noise. */
const hostile = [
  '<!channel> <!here> <@U0BOT> <#C1|x>',
  '@here @channel @everyone',
  '&lt;!here&gt; &amp;',
  '*bold* _it_ ~no~ `code`',
  '<at>Ada</at> <b>x</b>',
  '[click](https://evil.example) <https://evil.example|ok>',
  ':smile: \\*x\\* # h1',
];

const fileForm: Form = {
  id: 'requests.file',
  context: 'ctx:1',
  title: 'File a request',
  intro: 'What is it about?',
  submit: 'File',
  fields: [
    { kind: 'text', id: 'what', label: 'What', required: true, multiline: true, value: 'The lamp "A" & <B>' },
    {
      kind: 'choice',
      id: 'kind',
      label: 'Kind',
      required: true,
      value: 'it',
      options: [
        { value: 'facility', label: 'Facility & rooms' },
        { value: 'it', label: 'IT' },
      ],
    },
    { kind: 'money', id: 'cost', label: 'Cost', currency: 'CNY', required: false, hint: 'If you know it' },
  ],
};
