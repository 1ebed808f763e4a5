import { buffer } from 'node:stream/consumers';
import { describe, expect } from 'vitest';
import { actions } from '../../src/ui/card.ts';
import type { Field, Form } from '../../src/ui/form.ts';
import { samples } from '../helpers/files.ts';
import { button, cardOf, fileForm } from './examples.ts';
import type { Suite } from './suite.ts';

/** What people do arrives once, exactly, from them; what others make up does not. */
export function eventContract(suite: Suite): void {
  const { test, post } = suite;

  describe('what people do', () => {
    test('a command arrives, and the notice reaches this person alone', async () => {
      suite.at.answer({ kind: 'notice', text: 'Nothing is open.' });
      const seen = await suite.at.command(suite.at.users.ada, 'my');
      expect(seen.notice).toContain('Nothing is open.');
      const { workspace, userId } = suite.at.users.ada;
      expect(suite.at.received).toEqual([
        expect.objectContaining({
          kind: 'command',
          text: 'my',
          actor: expect.objectContaining({ workspace, userId }),
        }),
      ]);
    });

    test('a command keeps what was typed', async () => {
      const typed = '报修 3F & "B" <b> it\'s 🙂';
      await suite.at.command(suite.at.users.ada, typed);
      expect(suite.at.received[0]).toMatchObject({ kind: 'command', text: typed });
    });

    test('a click arrives as its action, exactly', async () => {
      const value = 'req_1:{"a":"<&>"}:🙂';
      const posted = await post({
        summary: 'Two',
        blocks: [actions(button('Take', { action: 'requests.take', value }), button('Leave'))],
      });
      await suite.at.click(suite.at.users.ben, posted.key, 'Take');
      const { workspace, userId } = suite.at.users.ben;
      expect(suite.at.received).toEqual([
        expect.objectContaining({
          kind: 'action',
          action: 'requests.take',
          value,
          messageKey: posted.key,
          platform: suite.at.adapter.name,
          actor: expect.objectContaining({ workspace, userId }),
        }),
      ]);
    });

    test('a refusal is told to who clicked, and to nobody else', async () => {
      const posted = await post({ summary: 'One', blocks: [actions(button('Approve'))] });
      suite.at.answer({ kind: 'notice', text: 'Only the manager may.', refused: true });
      const seen = await suite.at.click(suite.at.users.ben, posted.key, 'Approve');
      expect(seen.notice).toContain('Only the manager may.');
      expect(JSON.stringify(suite.at.messages())).not.toContain('Only the manager may.');
    });

    test('words in a thread arrive with the message that it hangs below', async () => {
      const posted = await post(cardOf('Root'));
      await suite.at.say(suite.at.users.ada, posted.key, 'approved');
      expect(suite.at.received).toEqual([
        expect.objectContaining({ kind: 'message', text: 'approved', messageKey: posted.key }),
      ]);
    });
  });

  describe('files and messages', () => {
    test('a file arrives with what was said, and its bytes can be had', async () => {
      const posted = await post(cardOf('Root'));
      await suite.at.sendFile(suite.at.users.ada, posted.key, 'look', {
        name: '漏水 "1".png',
        bytes: samples.png,
      });
      const event = suite.at.received.at(-1);
      expect(event).toMatchObject({ text: 'look', actor: { userId: suite.at.users.ada.userId } });
      const [file] = event?.files ?? [];
      expect(event?.files).toHaveLength(1);
      if (file === undefined || 'id' in file) return;
      // Fetched later, perhaps by another process: by what the database has kept.
      expect(file.name).toBe('漏水 "1".png');
      const source = JSON.parse(JSON.stringify(file.source));
      const stream = await suite.at.adapter.download(source, AbortSignal.timeout(5000));
      expect(await buffer(stream)).toEqual(samples.png);
    });

    test('a message of somebody’s opens a form, with its text and the way back to it', async () => {
      suite.at.answer((event) =>
        event.kind === 'shortcut' ? { kind: 'form', form: fileForm } : { kind: 'notice', text: 'Filed.' },
      );
      const text = 'The lamp & the <b>desk</b>\nare broken 🙂';
      const seen = await suite.at.pick(suite.at.users.ada, text);
      expect(suite.at.received.at(-1)).toMatchObject({
        kind: 'shortcut',
        shortcut: 'requests.fromMessage',
        text,
        url: expect.stringMatching(/^https?:\/\//),
        actor: expect.objectContaining({ userId: suite.at.users.ada.userId }),
      });
      expect(seen.form?.title).toBe('File a request');
      const filed = await suite.at.submit(suite.at.users.ada, { what: 'lamp' });
      expect(suite.at.received.at(-1)).toMatchObject({
        kind: 'submit',
        context: 'ctx:1',
        values: { what: 'lamp' },
      });
      expect(filed.notice).toContain('Filed.');
    });

    test('a message of somebody’s can be asked to come back, and be made a suggestion', async () => {
      suite.at.answer({ kind: 'form', form: fileForm });
      for (const shortcut of ['reminders.fromMessage', 'suggestions.fromMessage'] as const) {
        const seen = await suite.at.pick(suite.at.users.ada, 'Call Ben', shortcut);
        expect(suite.at.received.at(-1)).toMatchObject({ shortcut, text: 'Call Ben' });
        expect(seen.form?.title).toBe('File a request');
      }
    });
  });

  describe('forms', () => {
    const open = async (form: Form = fileForm) => {
      const posted = await post({ summary: 'New', blocks: [actions(button('File', { opensForm: true }))] });
      suite.at.answer({ kind: 'form', form });
      return suite.at.click(suite.at.users.ada, posted.key, 'File');
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
      suite.at.answer({ kind: 'ok' });
      const what = 'line one\nline "two" 🙂 <!channel> &lt; *b* <at>x</at> [a](b)';
      await suite.at.submit(suite.at.users.ada, { what, kind: 'facility', cost: '¥5,000.00' });
      expect(suite.at.received.at(-1)).toMatchObject({
        kind: 'submit',
        form: 'requests.file',
        context: 'ctx:1',
        values: { what, kind: 'facility', cost: '¥5,000.00' },
        actor: { userId: suite.at.users.ada.userId },
      });
    });

    test('a field left empty arrives as an empty text', async () => {
      await open();
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, { what: 'lamp' });
      expect(suite.at.received.at(-1)).toMatchObject({ values: { what: 'lamp', kind: 'it', cost: '' } });
    });

    test('what is wrong is said at its field, and nothing typed is lost', async () => {
      await open();
      suite.at.answer((event) => {
        const typed = event.kind === 'submit' ? event.values : {};
        const fields = fileForm.fields.map((field) => ({ ...field, value: typed[field.id] }));
        return { kind: 'form', form: { ...fileForm, fields, errors: { cost: 'Please write an amount.' } } };
      });
      const { form } = await suite.at.submit(suite.at.users.ada, {
        what: 'lamp\n🙂',
        kind: 'facility',
        cost: 'much',
      });
      expect(form?.errors).toEqual({ cost: 'Please write an amount.' });
      expect(form?.values).toEqual({ what: 'lamp\n🙂', kind: 'facility', cost: 'much' });
    });

    test('another form may follow', async () => {
      await open();
      suite.at.answer({
        kind: 'form',
        form: { ...fileForm, id: 'requests.more', title: 'And then?', context: 'ctx:2' },
      });
      expect((await suite.at.submit(suite.at.users.ada, { what: 'lamp' })).form?.title).toBe('And then?');
      suite.at.answer({ kind: 'ok' });
      await suite.at.submit(suite.at.users.ada, { what: 'more' });
      expect(suite.at.received.at(-1)).toMatchObject({ form: 'requests.more', context: 'ctx:2' });
    });

    test('a form of the same kind may follow, and nothing of the one before stands in it', async () => {
      await open();
      const [what, kind] = fileForm.fields as [Field, Field, Field];
      suite.at.answer({
        kind: 'form',
        form: { ...fileForm, context: 'ctx:2', title: 'The second', fields: [{ ...kind, id: 'also' }] },
      });
      const { form } = await suite.at.submit(suite.at.users.ada, { what: 'lamp', kind: 'facility' });
      expect(form).toMatchObject({ title: 'The second', values: { also: 'it' } });
      expect(form?.fields).toHaveLength(1);
      suite.at.answer({
        kind: 'form',
        form: { ...fileForm, context: 'ctx:1', fields: [{ ...what, value: 'as it was kept' }] },
      });
      const back = await suite.at.submit(suite.at.users.ada, { also: 'facility' });
      expect(suite.at.received.at(-1)).toMatchObject({ context: 'ctx:2', values: { also: 'facility' } });
      expect(back.form).toMatchObject({ title: 'File a request', values: { what: 'as it was kept' } });
    });

    test('another button sends a form off as it is, and another form may follow', async () => {
      const buttons = [
        { value: 'back', label: 'Back' },
        { value: 'later', label: 'Go on later' },
      ];
      await open({ ...fileForm, buttons });
      suite.at.answer({ kind: 'form', form: { ...fileForm, buttons, context: 'ctx:2', title: 'Before' } });
      const half = { what: '', kind: 'facility', pressed: 'back' };
      const seen = await suite.at.submit(suite.at.users.ada, half);
      expect(suite.at.received.at(-1)).toMatchObject({
        kind: 'submit',
        form: 'requests.file',
        context: 'ctx:1',
        values: half,
      });
      expect(seen.form?.title).toBe('Before');
      suite.at.answer({ kind: 'notice', text: 'It is kept.' });
      const kept = await suite.at.submit(suite.at.users.ada, { pressed: 'later' });
      expect(suite.at.received.at(-1)).toMatchObject({ context: 'ctx:2', values: { pressed: 'later' } });
      expect(kept.notice).toContain('It is kept.');
      expect(kept.form).toBeUndefined();
      // The control: sent off as usual, it says nothing of a button.
      await open({ ...fileForm, buttons });
      await suite.at.submit(suite.at.users.ada, { what: 'lamp' });
      expect(Object.keys(Object(suite.at.received.at(-1)).values)).not.toContain('pressed');
    });

    test('a notice may answer a form, and it closes', async () => {
      await open();
      suite.at.answer({ kind: 'notice', text: 'Filed as #42.' });
      const seen = await suite.at.submit(suite.at.users.ada, { what: 'lamp' });
      expect(seen.notice).toContain('Filed as #42.');
      expect(seen.form).toBeUndefined();
    });
  });

  describe('what must not pass', () => {
    test('a forged request is refused, and nobody hears of it', async () => {
      expect([401, 403]).toContain(await suite.at.forge());
      expect(suite.at.received).toEqual([]);
    });

    test('a repeated request has the same event id; another has another', async () => {
      const posted = await post({ summary: 'One', blocks: [actions(button('Take'))] });
      await suite.at.click(suite.at.users.ada, posted.key, 'Take');
      await suite.at.replay();
      await suite.at.click(suite.at.users.ben, posted.key, 'Take');
      const [first, again, other] = suite.at.received.map(({ id }) => id);
      expect(again).toBe(first);
      expect(other).not.toBe(first);
    });

    test('what was not committed is not acknowledged as done', async () => {
      const posted = await post(cardOf('Root'));
      suite.at.answer(() => {
        throw new Error('the database is away');
      });
      await suite.at.say(suite.at.users.ada, posted.key, 'approved');
      expect(await suite.at.replay()).toBeGreaterThanOrEqual(500);
      // The control: the same request, committed.
      suite.at.answer({ kind: 'ok' });
      expect(await suite.at.replay()).toBeLessThan(300);
    });
  });
}
