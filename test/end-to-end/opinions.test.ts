import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pressedId } from '../../src/ui/form.ts';
import { buttonsOf } from '../helpers/slack/visible.ts';
import type { StoredMessage, TeamsUser } from '../helpers/teams/world.ts';
import { shownOnlyTo, slackFormOf, teamsFormOf } from './forms.ts';
import { count, everywhere, placesOf, sees } from './reading.ts';
import { type Stage, startStage } from './stage.ts';

/** One survey of each kind of step: needed, hanging on another answer, with an option that is long, in free words. */
const survey = `
surveys:
  rooms:
    name: { en: Our meeting rooms, zh-CN: 会议室满意度 }
    owner: zhao.lei@harbour.example
    rhythm: once
    at: "10:00"
    openDays: 3
    questions:
      - { id: clean, type: stars, required: true, text: { en: How clean are they?, zh-CN: 会议室干净吗？ }, limit: 4 }
      - id: where
        type: multiple
        text: { en: What is not clean?, zh-CN: 哪里不干净？ }
        showWhen: { clean: [1, 2, 3] }
        options:
          - { value: tables, label: { en: Tables, zh-CN: 桌子 } }
          - value: screens
            label:
              en: Screens, cables and whatever else belongs to the video conference, its microphones included
              zh-CN: 屏幕、线缆以及视频会议用到的其他设备，包括麦克风
      - { id: often, type: single, text: { en: How often?, zh-CN: 多久用一次？ }, options: [daily, weekly] }
      - { id: wish, type: text, text: { en: What do you wish for?, zh-CN: 您有什么希望？ } }
`;

let stage: Stage;
let at: ReturnType<typeof placesOf>;
/** 孙芳 on Slack, 林悦 on Teams. */
let sun: string;
let lin: TeamsUser;
/** It goes on from here as the machine's does. */
let begins = { wall: new Date('2026-11-23T08:30+08:00').getTime(), since: Date.now() };
const clock = { now: () => new Date(begins.wall + Date.now() - begins.since) };

beforeAll(async () => {
  stage = await startStage({
    office: (yaml) => yaml.replace(/^surveys:[\s\S]*?(?=^surveyFatigue)/m, `${survey.trimStart()}\n`),
    clock,
  });
  at = placesOf(stage);
  const { slack, teams, teamsChannel, slackChannel } = stage;
  sun = slack.world.addUser({ name: 'fang', email: 'sun.fang@harbour.example', locale: 'zh-CN' }).id;
  lin = Object.assign(teams.world.addUser('lin.yue'), { email: 'lin.yue@harbour.example' });
  teamsChannel.members.push(lin);
  await teams.people.install(lin, teams.world.personal(lin));
  await slack.people.command(sun, '我的投票', slackChannel);
}, 60_000);
afterAll(() => stage.stop());

/** Moves the clock there, and lets everything happen that falls due by then, and what that leads to. */
async function comes(wall: string): Promise<void> {
  // What is being sent meanwhile would count as lost, and be sent once more.
  await stage.office.app.sender.drain();
  begins = { wall: new Date(`${wall}+08:00`).getTime(), since: Date.now() };
  await stage.office.app.engine.handleDueTimers();
}

const slackDm = (user: string) => () => stage.readSlack(stage.slack.world.personal(user));
const teamsDm = (user: TeamsUser) => () => stage.readTeams(stage.teams.world.personal(user));
const onlyFor = (user: string) => () => shownOnlyTo(stage, user);
const slackForm = (user: string) => slackFormOf(stage, user);
const teamsForm = (user: TeamsUser) => teamsFormOf(stage, user);

/** Opens a form on Slack by a button. */
async function opens(user: string, message: Parameters<Stage['slack']['people']['click']>[1], label: string) {
  const { slack } = stage;
  const before = slack.world.viewOf(user);
  await slack.people.click(user, message, label);
  await slack.world.until(() => slack.world.viewOf(user) !== before);
}

const pictures = (message: StoredMessage) =>
  JSON.stringify(message.activity).split('"type":"Image"').length - 1;

describe('polls, suggestions and surveys on Slack and Teams', { timeout: 60_000 }, () => {
  test('a poll typed on Slack is one poll on three platforms, and its outcome the next step', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel, teamsChannel } = stage;
    const everyCopy = [at.slackChannel, at.teamsChannel, at.webChannel];
    // Nothing was said in this channel before: it is known by what Slack calls it.
    await slack.people.command(
      onSlack.anna,
      'poll "Team lunch on Friday?" noodles | dumplings | both',
      slackChannel,
    );
    await sees(onlyFor(onSlack.anna), 'is posted', 'Asked in: Facilities', 'Anonymous');
    await everywhere(everyCopy, '投票 #1', 'Team lunch on Friday?', '还没有人投票', '截止后公布结果');

    const onSlackCard = await sees(at.slackChannel, '投票 #1');
    const onTeamsCard = await sees(at.teamsChannel, '投票 #1');
    await slack.people.click(onSlack.zhao, onSlackCard, '投票', 1);
    await sees(onlyFor(onSlack.zhao), '投票已记下');
    const said = await teams.people.click(onTeams.li, onTeamsCard, '投票', true, 1);
    expect(await said.text()).toContain('投票已记下');
    await teams.people.click(lin, onTeamsCard, '投票', false, 0);
    await sees(teamsDm(lin), '投票已记下');
    for (const name of ['omar.haddad', 'zhang.min'])
      await stage.office.as(name).click('polls.vote', buttonsOf(onSlackCard.blocks)[1]!.value!);
    await slack.people.click(sun, onSlackCard, '投票', 2);
    await slack.people.click(sun, onSlackCard, '撤回我的投票');
    await everywhere(everyCopy, '投票 #1', '已有 5 人投票');
    // What was chosen stands nowhere but in the sealed ballot: in no answer, and on no card.
    const told = [...onlyFor(onSlack.zhao)(), ...onlyFor(sun)(), ...teamsDm(lin)()].map(({ text }) => text);
    expect(told.filter((text) => text.includes('noodles') || text.includes('dumplings'))).toEqual([]);
    for (const read of everyCopy) expect(await count(read, '▇')).toBe(0);

    await slack.people.command(onSlack.omar, 'close poll 1', slackChannel);
    await sees(onlyFor(onSlack.omar), 'Only who asked can do that');
    await slack.people.command(onSlack.anna, 'close poll 1', slackChannel);
    await everywhere(everyCopy, '投票 #1 的结果', '得票最多：dumplings', '已有 5 人投票');
    const result = await sees(at.slackChannel, '投票 #1 的结果');
    expect(JSON.stringify(result.blocks)).toContain('dumplings  ▇▇▇▇▇▇▇▇▁▁ 80%');
    expect(pictures(await sees(at.teamsChannel, '投票 #1 的结果'))).toBeGreaterThan(0);

    // Those who did not ask are told so; whoever did makes a request of it, which leads back.
    const onTeamsResult = await sees(at.teamsChannel, '投票 #1 的结果');
    const refused = await teams.people.click(onTeams.li, onTeamsResult, '转为申请');
    expect(await refused.text()).toContain('只有发起人');
    const own = await sees(at.annaOnSlack, 'Result of poll #1', 'Most votes: dumplings');
    await slack.people.click(onSlack.anna, own, 'Make a request');
    const chooser = await sees(onlyFor(onSlack.anna), 'What is it about?');
    await opens(onSlack.anna, chooser, '🛒 Purchase');
    expect(slackForm(onSlack.anna).values.item).toBe('Team lunch on Friday? dumplings');
    await slack.people.submit(onSlack.anna, { item: 'dumplings', quantity: '12', amount: '300' });
    await everywhere(everyCopy, '投票 #1 的结果', '→ 申请 #1（Anna Meyer）');
    await everywhere(everyCopy, '#1 采购 · dumplings', '来自投票 #1');

    await teams.people.mention(
      onTeams.li,
      teamsChannel,
      '投票 “周五团建去哪儿？” 爬山 | 桌游 实名 截止周五下午五点',
    );
    const named = await sees(at.slackChannel, '周五团建去哪儿？', '所有人都能看到');
    await slack.people.click(onSlack.anna, named, '投票');
    await sees(onlyFor(onSlack.anna), 'Your vote is in: 爬山');
    await everywhere(everyCopy, '周五团建去哪儿？', '100% · 1 票 · Anna Meyer');
  });

  test('a suggestion of a message, without a name, is supported, planned, done and confirmed', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    const message = { user: onSlack.omar, ts: slack.world.newTs(), text: 'The lobby is so dark at night' };
    await slack.people.shortcut(onSlack.anna, slackChannel, message, 'suggestions.fromMessage');
    await slack.world.until(() => slack.world.viewOf(onSlack.anna));
    expect(slackForm(onSlack.anna).text).toContain('whoever has read it may guess');
    const filled = { title: 'Light for the lobby', category: 'building', who: 'anonymous' };
    await slack.people.submit(onSlack.anna, filled);
    expect(slackForm(onSlack.anna).text).toContain('suggestion #1, without your name');
    await everywhere([at.slackChannel, at.teamsChannel, at.webChannel], '#1 Light for the lobby', '匿名');

    const like = { title: 'More light in the lobby, please', text: 'It is dark there', category: 'building' };
    await teams.people.command(onTeams.zhang, 'suggest More light in the lobby');
    const offer = await sees(at.zhangOnTeams, '只有在表单里提交');
    await teams.people.click(onTeams.zhang, offer, '提建议');
    expect(teamsForm(onTeams.zhang).values.title).toBe('More light in the lobby');
    await teams.people.submit(onTeams.zhang, { ...like, who: 'named' });
    expect(teamsForm(onTeams.zhang).text).toContain('已有 1 条类似的建议');
    await teams.people.click(onTeams.li, await sees(at.teamsChannel, '#1 Light for the lobby'), '附议');
    await everywhere([at.slackChannel, at.teamsChannel, at.webChannel], '#1 Light for the lobby', '1 人');

    const curators = slackDm(onSlack.zhao);
    await opens(onSlack.zhao, await sees(curators, '#1 Light for the lobby'), '列入计划');
    await slack.people.submit(onSlack.zhao, { date: '2026-12-01', words: '换 LED 灯' });
    await sees(at.liOnTeams, '您关注的建议 #1', '赵磊承诺在2026年12月1日周二前完成', '换 LED 灯');
    await sees(at.annaOnTeams, 'Suggestion #1', 'which you follow', 'is planned', 'Dec 1');
    await opens(onSlack.zhao, await sees(curators, '#1 Light for the lobby'), '已完成');
    await slack.people.submit(onSlack.zhao, {});
    // The same message to whoever made it and to whoever supports it; only one of them may answer.
    const asked = await sees(at.liOnTeams, '您关注的建议 #1', '请建议人确认');
    expect(await (await teams.people.click(onTeams.li, asked, '确认已完成')).text()).toContain('建议人');
    const mine = await sees(at.annaOnTeams, 'Suggestion #1', 'asked to confirm');
    expect(await (await teams.people.click(onTeams.anna, mine, 'Confirm: it is done')).text()).toContain(
      'confirmed',
    );
    await sees(at.liOnTeams, '您关注的建议 #1', '建议人已确认');
    await everywhere([at.slackChannel, at.teamsChannel], '#1 Light for the lobby', '已完成并确认', '匿名');
  });

  test('a survey: begun on Slack, gone on with on Teams, and told to all with its charts', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    await slack.people.command(onSlack.zhao, '问卷', slackChannel);
    await slack.people.click(onSlack.zhao, await sees(onlyFor(onSlack.zhao), '会议室满意度'), '查看');
    await slack.people.click(onSlack.zhao, await sees(onlyFor(onSlack.zhao), '仅当第 1 题'), '现在发出…');
    await slack.people.click(onSlack.zhao, await sees(onlyFor(onSlack.zhao), '将发给 7 人'), '发出问卷');
    await sees(onlyFor(onSlack.zhao), '正在邀请 7 人');
    await comes('2026-11-23T10:00');
    await sees(at.liOnTeams, '会议室满意度', '不记名');
    expect(await count(at.annaOnTeams, 'Our meeting rooms')).toBe(0);
    await comes('2026-11-23T17:00');
    await sees(at.annaOnTeams, 'Our meeting rooms', 'without your name');

    const asked = await sees(at.annaOnSlack, 'Our meeting rooms', 'without your name');
    await opens(onSlack.anna, asked, 'Answer');
    expect(slackForm(onSlack.anna).text).toContain('What is kept, and what is not');
    const go = (values: Record<string, string>) => slack.people.submit(onSlack.anna, values);
    await go({ way: 'each' });
    expect(slackForm(onSlack.anna).values).toEqual({ 'q:clean': '' });
    await slack.people.choose(onSlack.anna, { 'q:clean': '2' });
    await slack.world.until(() => slackForm(onSlack.anna).text.includes('What is not clean?'));
    await go({ 'q:where': 'screens' });
    expect(slackForm(onSlack.anna)).toMatchObject({
      values: { 'q:often': '' },
      buttons: ['Back', 'Skip', 'Save for later'],
    });
    await go({ [pressedId]: 'back' });
    await slack.world.until(() => 'q:clean' in slackForm(onSlack.anna).values);
    expect(slackForm(onSlack.anna).values).toEqual({ 'q:clean': '2', 'q:where': 'screens' });
    await go({});
    await go({ [pressedId]: 'skip' });
    await slack.world.until(() => 'q:wish' in slackForm(onSlack.anna).values);
    expect(slackForm(onSlack.anna).text).toContain('3 of 3');
    await go({ 'q:wish': 'More plugs', [pressedId]: 'later' });
    await slack.world.until(() => slackForm(onSlack.anna).text.includes('kept'));

    const there = await sees(at.annaOnTeams, 'Our meeting rooms');
    await teams.people.click(onTeams.anna, there, 'Answer');
    expect(teamsForm(onTeams.anna)).toMatchObject({
      text: expect.stringContaining('You were here'),
      values: { 'q:wish': 'More plugs' },
    });
    await teams.people.submit(onTeams.anna, {});
    expect(teamsForm(onTeams.anna).text).toMatch(
      /How clean are they\?\s+★★☆☆☆[\s\S]*Screens, cables[\s\S]*no answer[\s\S]*More plugs/,
    );
    await teams.people.submit(onTeams.anna, { named: 'no' });
    await everywhere(
      [at.annaOnSlack, at.annaOnTeams, at.annaOnWeb],
      'Our meeting rooms',
      'Your answers are in',
    );

    await slack.people.click(onSlack.omar, await sees(at.omarOnSlack, 'Our meeting rooms'), 'Not this time');
    await sees(at.omarOnSlack, 'Our meeting rooms', 'nobody will remind you');

    const onePage = async (user: TeamsUser, clean: string, named?: Record<string, string>) => {
      await teams.people.click(user, await sees(teamsDm(user), '会议室满意度'), '开始填写');
      await teams.people.submit(user, { way: 'section' });
      expect(teamsForm(user).text).not.toMatch(/[A-Za-z]{8}/);
      await teams.people.submit(user, {
        'q:clean': clean,
        'q:often': 'daily',
        'q:wish': `希望更安静 ${clean}`,
      });
      if (!teamsForm(user).text.includes('尚未提交')) await teams.people.submit(user, {});
      await teams.people.submit(user, named ? { named: 'yes' } : {});
      // What hangs on that is asked once it is chosen.
      if (named) await teams.people.submit(user, named);
      await sees(teamsDm(user), '会议室满意度', '您的回答已收到');
    };
    await onePage(lin, '4');
    await onePage(onTeams.zhang, '5');
    await onePage(onTeams.li, '1', { comment: '投影仪总是坏' });
    for (const user of [sun, onSlack.zhao]) {
      await opens(user, await sees(slackDm(user), '会议室满意度', '不记名'), '开始填写');
      await slack.people.submit(user, { way: 'section' });
      await slack.people.submit(user, { 'q:clean': '4', 'q:often': 'weekly', 'q:wish': '' });
      await slack.people.submit(user, {});
      await sees(slackDm(user), '会议室满意度', '您的回答已收到');
    }
    await slack.people.click(
      onSlack.zhao,
      await sees(slackDm(onSlack.zhao), '《会议室满意度》第 1 轮'),
      '刷新',
    );

    await comes('2026-11-27T10:00');
    await comes('2026-11-27T10:01');
    await comes('2026-11-27T17:30');
    const summary = ['What came out: Our meeting rooms', '6 of 7 answered (86%)', '3.3 of 5'];
    await everywhere([at.annaOnSlack, at.omarOnSlack, at.annaOnWeb], ...summary);
    expect(pictures(await sees(at.annaOnTeams, ...summary))).toBe(1);
    await sees(teamsDm(lin), '结果出来了：会议室满意度', '7 人中有 6 人回答', '由赵磊跟进');
    const owners = slackDm(onSlack.zhao);
    await slack.people.click(
      onSlack.zhao,
      await sees(owners, '结果出来了', '有 2 项需要您跟进'),
      '查看全部结果',
    );
    // Who asked to be named is not counted among the five: of one question there is too little to show.
    await sees(
      onlyFor(onSlack.zhao),
      '4 星：3 人（50%）',
      '3. 多久用一次？\n回答太少，不显示',
      '既不保留，也不显示',
    );
    expect(JSON.stringify(await sees(onlyFor(onSlack.zhao), '4 星：3 人'))).not.toContain('More plugs');

    await sees(at.liOnTeams, '“会议室干净吗？”', '现由赵磊跟进');
    await opens(onSlack.zhao, await sees(owners, '李伟', '“会议室干净吗？”', '投影仪总是坏'), '完成');
    await slack.people.submit(onSlack.zhao, { outcome: '换了新的投影仪' });
    await sees(at.liOnTeams, '赵磊已经跟进', '换了新的投影仪');
  });
});
