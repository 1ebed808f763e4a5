import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, text } from '../../../src/ui/card.ts';
import type { Form } from '../../../src/ui/form.ts';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';
import { visibleText } from '../../helpers/slack/visible.ts';

let at: SlackHarness;
beforeEach(async () => {
  at = await startSlackHarness({ replyWithinMs: 30 });
});
afterEach(() => at.stop());

const form: Form = {
  id: 'requests.file',
  context: 'ctx',
  title: 'File a request',
  submit: 'File',
  fields: [
    { kind: 'text', id: 'what', label: 'What', required: true },
    {
      kind: 'choice',
      id: 'kind',
      label: 'Kind',
      required: false,
      options: [{ value: 'it', label: 'IT & more' }],
    },
  ],
};
const notices = () => at.slack.world.notices.map(({ text: said }) => said);
const dialog = () => at.slack.world.viewOf(at.users.ada.userId);
const ada = () => at.users.ada.userId;

async function postButton() {
  const address = await at.adapter.open({ kind: 'channel', channel: '#facilities' });
  const card = { summary: 's', blocks: [actions({ label: 'Go', action: 'a.b', value: 'v' })] };
  return at.adapter.post(address, { card, deliveryId: 'd1', attempt: 1, since: new Date(), bulk: false });
}

/** The core answers only after Slack had to be answered. */
function answerLate(ack: Parameters<SlackHarness['answer']>[0]): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  at.answer(async (event) => {
    await released;
    return typeof ack === 'function' ? ack(event) : ack;
  });
  return release;
}

describe('a core that takes too long', () => {
  it('a command is answered empty, and its outcome told by response_url', async () => {
    const release = answerLate({ kind: 'notice', text: 'Here it is.' });
    const response = await at.slack.people.command(ada(), 'help', at.channelId);
    expect([response.status, await response.text(), notices()]).toEqual([200, '', []]);
    release();
    expect(await at.slack.world.until(() => notices()[0])).toBe('Here it is.');
  });

  it('a command whose handling fails then says so', async () => {
    const release = answerLate(() => {
      throw new Error('away');
    });
    await at.slack.people.command(ada(), 'help', at.channelId);
    release();
    expect(await at.slack.world.until(() => notices()[0])).toContain('try again');
  });

  it('a click whose form comes too late for its trigger says so', async () => {
    const posted = await postButton();
    const release = answerLate({ kind: 'form', form });
    await at.slack.people.click(ada(), at.slack.world.find(posted.key), 'Go');
    at.time.now += 3500;
    release();
    expect(await at.slack.world.until(() => notices()[0])).toContain('try again');
    expect(dialog()).toBeUndefined();
  });

  it('a form waits in its dialog, and comes back with what was typed if it failed', async () => {
    at.answer({ kind: 'form', form });
    await at.slack.people.command(ada(), 'request', at.channelId);
    const release = answerLate(() => {
      throw new Error('away');
    });
    await at.slack.people.submit(ada(), { what: 'lamp <&> "x"', kind: 'it' });
    expect(visibleText(dialog()?.view.blocks)).toContain('still working');
    release();
    await at.slack.world.until(() => dialog()?.view.submit !== undefined);
    expect(visibleText(dialog()?.view.blocks)).toContain('try again');
    at.answer({ kind: 'ok' });
    await at.slack.people.submit(ada(), {});
    expect(at.received.at(-1)).toMatchObject({
      values: { what: 'lamp <&> "x"', kind: 'it' },
      context: 'ctx',
    });
  });

  it('a form waits in its dialog, and the outcome is shown there', async () => {
    at.answer({ kind: 'form', form });
    await at.slack.people.command(ada(), 'request', at.channelId);
    const release = answerLate({ kind: 'notice', text: 'Filed as #7.' });
    await at.slack.people.submit(ada(), { what: 'lamp' });
    release();
    await at.slack.world.until(() => visibleText(dialog()?.view.blocks).includes('Filed as #7.'));
  });
});

describe('a core that fails', () => {
  beforeEach(() =>
    at.answer(() => {
      throw new Error('away');
    }),
  );

  it('a command is asked to be tried again', async () => {
    const response = await at.slack.people.command(ada(), 'help', at.channelId);
    expect(response.status).toBe(200);
    expect(notices()[0]).toContain('try again');
  });

  it('a click is asked to be tried again', async () => {
    const posted = await postButton();
    await at.slack.people.click(ada(), at.slack.world.find(posted.key), 'Go');
    expect(await at.slack.world.until(() => notices()[0])).toContain('try again');
  });

  it('a form stays open with everything in it', async () => {
    at.answer({ kind: 'form', form });
    await at.slack.people.command(ada(), 'request', at.channelId);
    at.answer(() => {
      throw new Error('away');
    });
    const seen = await at.submit(at.users.ada, { what: 'lamp' });
    expect(seen.form?.errors.what).toContain('try again');
    expect(seen.form?.values.what).toBe('lamp');
  });
});

describe('private answers', () => {
  it('a card in answer to a form is for this person alone', async () => {
    at.answer({ kind: 'form', form });
    await at.slack.people.command(ada(), 'request', at.channelId);
    at.answer({ kind: 'card', card: { summary: 'All yours', blocks: [text('Two are open')] } });
    await at.slack.people.submit(ada(), { what: 'lamp' });
    expect(await at.slack.world.until(() => notices()[0])).toBe('Two are open');
    expect(at.messages()).toEqual([]);
  });

  it('an answer to a mention is ephemeral, one to a personal message stands there', async () => {
    at.answer({ kind: 'notice', text: 'Hello.' });
    const { people, world } = at.slack;
    await people.event({
      type: 'app_mention',
      channel: at.channelId,
      user: ada(),
      text: `<@${world.botUserId}> help`,
      ts: '1.1',
      team: world.teamId,
    });
    expect(await world.until(() => notices()[0])).toBe('Hello.');
    expect(at.messages()).toEqual([]);
    await people.write(ada(), world.personal(ada()), 'help');
    expect(await world.until(() => at.messages()[0]?.text)).toBe('Hello.');
  });

  it('where the bot may not speak in a channel, the answer comes in person', async () => {
    at.answer({ kind: 'notice', text: 'Hello.' });
    const { people, world } = at.slack;
    at.slack.failNext('gone', 'chat.postEphemeral');
    await people.event({
      type: 'app_mention',
      channel: at.channelId,
      user: ada(),
      text: 'help',
      ts: '1.1',
      team: world.teamId,
    });
    await world.until(() => at.messages().length > 0);
    expect(world.messages.at(-1)?.channel).toBe(world.personal(ada()));
  });
});
