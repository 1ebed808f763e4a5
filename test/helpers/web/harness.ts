import { QuartermasterError } from '../../../src/core/errors.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { withValues } from '../../../src/ui/fill-form.ts';
import { type Form, pressedId } from '../../../src/ui/form.ts';
import { fieldsToDraw } from '../../../src/ui/show-when.ts';
import type { AdapterHarness, HarnessUser, Seen } from '../../contract/harness.ts';
import { picturesIn } from '../pictures.ts';
import { officePeople } from './office.ts';
import { startWebServer } from './server.ts';
import { buttonsOf, textOf } from './shown-card.ts';
import { type PostAnswer, WebVisitor } from './visitor.ts';

const faults = {
  'rate-limited': [new QuartermasterError('rate-limited', 'slower', { retryAfterMs: 1000 }), false],
  'reply-lost': [new QuartermasterError('unreachable', 'the connection was lost'), true],
  'server-error': [new QuartermasterError('unreachable', 'the store does not answer'), false],
  gone: [new QuartermasterError('platform', 'no such conversation', { permanent: true }), false],
} as const;

/** The web page as the contract suite drives it. Its servers are ours: what can fail is the store. */
export async function startWebHarness(): Promise<AdapterHarness> {
  const received: Inbound[] = [];
  let core: (event: Inbound) => Ack | Promise<Ack> = () => ({ kind: 'ok' });
  const server = await startWebServer(async (event) => {
    received.push(event);
    return core(event);
  });
  const { store } = server;
  const visitors = new Map<string, WebVisitor>();
  const forms = new Map<string, Form>();
  let last: WebVisitor | undefined;

  const visitorFor = async (user: HarnessUser): Promise<WebVisitor> => {
    const handle = user.email.split('@')[0] ?? '';
    last = visitors.get(handle) ?? (await WebVisitor.open(server.url, handle));
    visitors.set(handle, last);
    return last;
  };
  const seenBy = (user: HarnessUser, { body }: PostAnswer): Seen => {
    if (body.form === undefined) forms.delete(user.userId);
    else forms.set(user.userId, body.form);
    const notice = body.notice ?? body.error ?? (body.card && textOf(body.card.card));
    return { ...(notice !== undefined && { notice }), ...(body.form && { form: shownForm(body.form) }) };
  };
  const user = ({ personId, email }: { personId: string; email: string }): HarnessUser => ({
    workspace: 'web',
    userId: personId,
    email,
  });

  return {
    adapter: server.adapter,
    received,
    answer(ack) {
      core = typeof ack === 'function' ? ack : () => ack;
    },
    // Two who see the channel: whoever does not see a message cannot act on it.
    users: { ada: user(officePeople.zhaoLei), ben: user(officePeople.sunFang) },
    channel: 'facilities',
    async command(who, text) {
      return seenBy(who, await (await visitorFor(who)).post({ kind: 'command', text }));
    },
    async say(who, messageKey, text) {
      await (await visitorFor(who)).post({ kind: 'say', messageKey, text });
    },
    async sendFile(who, messageKey, text, { name, bytes }) {
      const visitor = await visitorFor(who);
      const [file] = (await visitor.upload([{ name, bytes }])).body.files ?? [];
      await visitor.post({ kind: 'say', messageKey, text, files: [String(Object(file).id)] });
    },
    async pick(who, text, shortcut = 'requests.fromMessage') {
      const said = { by: officePeople.sunFang.name, text };
      const card = { summary: text, said, blocks: [{ kind: 'quote' as const, ...said }] };
      await store.put({ id: 'said', conversation: 'channel:facilities', content: card });
      return seenBy(
        who,
        await (await visitorFor(who)).post({ kind: 'shortcut', messageKey: 'said', shortcut }),
      );
    },
    async click(who, messageKey, label) {
      const message = await store.find(messageKey);
      const button = message && buttonsOf(message).find((each) => each.label === label);
      if (button === undefined) throw new Error(`no button "${label}" on that message`);
      const { action, value } = button;
      return seenBy(who, await (await visitorFor(who)).post({ kind: 'action', messageKey, action, value }));
    },
    async submit(who, values) {
      const form = forms.get(who.userId);
      if (form === undefined) throw new Error('no form is open');
      const { id, context } = form;
      const entered = withValues(form, values).fields;
      const shown = Object.fromEntries(fieldsToDraw(entered).map((field) => [field.id, field.value ?? '']));
      const pressed = values[pressedId];
      if (pressed !== undefined && !form.buttons?.some(({ value }) => value === pressed))
        throw new Error(`there is no button ${pressed}`);
      const sent = pressed === undefined ? shown : { ...shown, [pressedId]: pressed };
      const body = { kind: 'submit' as const, form: id, context, values: sent };
      return seenBy(who, await (await visitorFor(who)).post(body));
    },
    async replay() {
      if (last?.last === undefined) throw new Error('nothing was sent yet');
      return (await fetch(last.last.url, last.last.init)).status;
    },
    async forge() {
      const visitor = await visitorFor(user(officePeople.zhaoLei));
      return (await visitor.post({ kind: 'command', text: 'help' }, { 'x-csrf-token': 'forged' })).status;
    },
    messages() {
      return [...store.messages.values()].map((message) => ({
        key: message.id,
        ...(message.threadOf !== undefined && { threadOf: message.threadOf }),
        text: textOf(message),
        buttons: buttonsOf(message).map(({ label }) => label),
      }));
    },
    async pictures(key) {
      const { messages } = await (await visitorFor(user(officePeople.zhaoLei))).state();
      return picturesIn(messages.find(({ id }) => id === key)?.card);
    },
    failNext(fault) {
      const [error, after] = faults[fault];
      store.fault = { error, after };
    },
    stop: () => server.stop(),
  };
}

function shownForm(form: Form): NonNullable<Seen['form']> {
  return {
    title: form.title,
    fields: fieldsToDraw(form.fields).map(({ id }) => id),
    values: Object.fromEntries(fieldsToDraw(form.fields).map(({ id, value }) => [id, value ?? ''])),
    errors: form.errors ?? {},
  };
}
