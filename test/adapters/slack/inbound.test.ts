import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';
import type { Raw } from '../../helpers/slack/validate.ts';

let at: SlackHarness;
beforeEach(async () => {
  at = await startSlackHarness();
});
afterEach(() => at.stop());

const ada = () => at.users.ada.userId;
const bot = '<@U0BOT>';
const said = (more: Raw): Raw => ({
  type: 'message',
  channel_type: 'channel',
  channel: at.channelId,
  user: ada(),
  text: 'hello',
  ts: '9.1',
  team: at.slack.world.teamId,
  ...more,
});
const personal = () => ({ channel: at.slack.world.personal(ada()), channel_type: 'im' });

describe('what is for us', () => {
  it('a personal message is a command, without dialogs', async () => {
    await at.slack.people.event(said(personal()));
    expect(at.received).toMatchObject([
      { kind: 'command', text: 'hello', personal: true, can: { openForm: false, replyPrivately: false } },
    ]);
  });

  it('a personal reply to a message of the bot’s belongs to that message', async () => {
    await at.slack.people.event(said({ ...personal(), thread_ts: '1.1', parent_user_id: 'U0BOT' }));
    expect(at.received).toMatchObject([
      { kind: 'message', messageKey: `${personal().channel}:1.1`, personal: true },
    ]);
  });

  it('a mention is a command, once, without the mention', async () => {
    await at.slack.people.event(said({ text: `${bot} help` }));
    await at.slack.people.event(said({ type: 'app_mention', text: `${bot} help` }));
    expect(at.received).toMatchObject([{ kind: 'command', text: 'help', personal: false }]);
  });

  it('a slash command may open dialogs and is answered in private', async () => {
    await at.command(at.users.ada, 'help');
    expect(at.received).toMatchObject([
      { kind: 'command', personal: false, can: { openForm: true, replyPrivately: true } },
    ]);
  });

  it('words with a file are words', async () => {
    await at.slack.people.event(said({ ...personal(), subtype: 'file_share' }));
    expect(at.received).toHaveLength(1);
  });
});

describe('what is not for us', () => {
  it.each<[string, () => Raw]>([
    ['talk outside threads', () => ({})],
    ['an edit', () => ({ ...personal(), subtype: 'message_changed' })],
    [
      'a mention that was edited in',
      () => ({ type: 'app_mention', text: bot, edited: { user: 'U1', ts: '2' } }),
    ],
    ['a deletion', () => ({ ...personal(), subtype: 'message_deleted' })],
    ['another bot', () => ({ ...personal(), bot_id: 'B1' })],
    ['ourselves', () => ({ ...personal(), user: 'U0BOT' })],
    ['somebody joining', () => ({ subtype: 'channel_join', thread_ts: '1.1' })],
    ['another event', () => ({ type: 'reaction_added' })],
  ])('%s', async (_, more) => {
    expect((await at.slack.people.event(said(more()))).status).toBe(200);
    expect(at.received).toEqual([]);
  });
});

describe('who it was', () => {
  it.each(['user_team', 'source_team', 'team'])(
    'somebody of another workspace stays there: %s',
    async (member) => {
      await at.slack.people.event(said({ type: 'app_mention', [member]: 'T0OTHER' }));
      expect(at.received).toMatchObject([{ actor: { workspace: 'T0OTHER', userId: ada() } }]);
    },
  );
});

describe('how it reads', () => {
  it.each([
    ['&lt;!channel&gt; &amp;lt; R&amp;D', '<!channel> &lt; R&D'],
    ['ask <@U123|ada> or <@U9>', 'ask @ada or @U9'],
    ['in <#C1|general> <#C2|>', 'in #general #C2'],
    ['<!here> <!subteam^S1|@team>', '@here @team'],
    ['<https://a.example/x?a=1&amp;b=2>', 'https://a.example/x?a=1&b=2'],
    ['<http://a.example|a.example> <https://b.example|the page>', 'a.example the page (https://b.example)'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ])('%s', async (sent, read) => {
    await at.slack.people.event(said({ ...personal(), text: sent }));
    expect(at.received[0]).toMatchObject({ text: read });
  });

  it('says who is mentioned, and by which words', async () => {
    await at.slack.people.event(said({ ...personal(), text: `${bot} ask <@U123|ada> or <@U9>` }));
    const mentions = [
      { words: '@ada', userId: 'U123' },
      { words: '@U9', userId: 'U9' },
    ];
    expect(at.received[0]).toMatchObject({ text: 'ask @ada or @U9', mentions });
  });
});
