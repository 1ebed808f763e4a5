import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samples } from '../helpers/files.ts';
import { buttonsOf, visibleText } from '../helpers/slack/visible.ts';
import type { TeamsUser } from '../helpers/teams/world.ts';
import { count, placesOf, sees } from './reading.ts';
import { type Stage, startStage } from './stage.ts';

/** 赵磊, 孙芳 and 林悦 take turns at the reception in office hours, from Monday on. */
const roster = `
rosters:
  reception:
    name: { en: Reception, zh-CN: 前台 }
    team: facilities
    start: 2026-11-23
    layers:
      - members: [zhao.lei@harbour.example, sun.fang@harbour.example, lin.yue@harbour.example]
        turn: 1d
        hours: { from: "09:00", to: "18:00" }
    notices: { ahead: 1d, channel: "08:30", confirm: 15m }
    checklist:
      - { id: doors, name: { en: Fire doors, zh-CN: 防火门 }, photo: true }
      - { id: water, name: { en: Water meter, zh-CN: 水表 }, reading: { unit: m³, min: 0 } }
`;

let stage: Stage;
let at: ReturnType<typeof placesOf>;
/** 孙芳 on Slack, 林悦 on Teams. */
let sun: string;
let lin: TeamsUser;
/** It goes on from here as the machine's does. */
let begins = { wall: new Date('2026-11-23T10:00+08:00').getTime(), since: Date.now() };
const clock = { now: () => new Date(begins.wall + Date.now() - begins.since) };

beforeAll(async () => {
  stage = await startStage({ office: (yaml) => yaml + roster, clock });
  at = placesOf(stage);
  const { slack, teams, teamsChannel, slackChannel } = stage;
  sun = slack.world.addUser({ name: 'fang', email: 'sun.fang@harbour.example', locale: 'zh-CN' }).id;
  lin = Object.assign(teams.world.addUser('lin.yue'), { email: 'lin.yue@harbour.example' });
  teamsChannel.members.push(lin);
  await teams.people.install(lin, teams.world.personal(lin));
  await slack.people.command(sun, '我的班次', slackChannel);
}, 60_000);
afterAll(() => stage.stop());

/** Moves the clock there, and lets everything happen that falls due by then, and what that leads to. */
async function comes(wall: string): Promise<void> {
  begins = { wall: new Date(`${wall}+08:00`).getTime(), since: Date.now() };
  await stage.office.app.engine.handleDueTimers();
}

const slackDm = (user: string) => () => stage.readSlack(stage.slack.world.personal(user));
const linOnTeams = () => stage.readTeams(stage.teams.world.personal(lin));
/** What only this person sees in a channel of Slack. */
const onlyFor = (user: string) => () =>
  stage.slack.world.messages
    .filter((message) => message.onlyFor === user)
    .map((message) => ({
      text: visibleText(message.blocks),
      buttons: buttonsOf(message.blocks).map(({ label }) => label),
      message,
      inThread: false,
    }));

describe('reminders and duty on Slack and Teams', { timeout: 60_000 }, () => {
  test('a reminder for a team is set on Teams in Chinese, and done on Slack', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    await teams.people.command(onTeams.li, '提醒后勤部 明天上午10点 检查电梯');
    const said = await sees(at.liOnTeams, '这样对吗？', '11月24日周二 10:00（上海时间）：检查电梯', '后勤部');
    await teams.people.click(onTeams.li, said, '设好');
    await sees(at.liOnTeams, '提醒已设好');
    await sees(at.slackChannel, '李伟', '11月24日周二 10:00', '检查电梯');

    // Slack says somebody's name of its own, and people theirs here.
    await slack.people.command(
      onSlack.anna,
      `remind <@${sun}|fang> tomorrow at 10 to bring keys`,
      slackChannel,
    );
    const understood = await sees(onlyFor(onSlack.anna), 'Is this right?', 'bring keys', '孙芳');
    await slack.people.click(onSlack.anna, understood, 'Set it');
    await sees(slackDm(sun), 'Anna Meyer', 'bring keys');
  });

  test('who is on duty, asked anywhere; a shift is offered on Slack, taken on Teams and taken back', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel, teamsChannel } = stage;
    await teams.people.mention(onTeams.li, teamsChannel, '现在谁值班？');
    await sees(at.teamsChannel, '前台', '主班：赵磊', '孙芳');
    await slack.people.command(onSlack.anna, 'who is on duty tomorrow at 6am', slackChannel);
    await sees(onlyFor(onSlack.anna), 'Reception', 'On duty: 孙芳');

    await slack.people.click(sun, await sees(onlyFor(sun), '我的班次', '11月24日周二 09:00'), '换班');
    await slack.world.until(() => slack.world.viewOf(sun));
    await slack.people.submit(sun, { note: '要去医院' });
    await teams.people.click(lin, await sees(linOnTeams, '孙芳', '要去医院'), '我来接');
    const taken = await sees(slackDm(sun), '换班 · 前台', '林悦', '要去医院');
    await slack.people.command(onSlack.anna, 'who is on duty tomorrow at 6am', slackChannel);
    await sees(onlyFor(onSlack.anna), 'On duty: 林悦');
    await slack.people.click(sun, taken, '撤销');
    await slack.people.command(onSlack.anna, 'who is on duty reception tomorrow at 6am', slackChannel);
    await sees(() => onlyFor(onSlack.anna)().slice(-1), 'On duty: 孙芳');
  });

  test('on duty: confirmed on Slack, handed over on both, and checked on Teams with a photo', async () => {
    const { slack, teams, onSlack } = stage;
    await comes('2026-11-24T09:00');
    await slack.people.click(sun, await sees(slackDm(sun), '请在 15 分钟内确认到岗'), '我已到岗');
    await sees(at.teamsChannel, '今日值班：前台', '孙芳', '已到岗');
    await comes('2026-11-24T10:00');
    await slack.people.click(onSlack.zhao, await sees(at.slackChannel, '李伟', '的提醒', '检查电梯'), '完成');
    await sees(at.teamsChannel, '检查电梯', '赵磊 已完成');

    await comes('2026-11-25T09:00');
    await slack.people.click(
      sun,
      await sees(slackDm(sun), '孙芳交班给林悦', '防火门', '水表'),
      '确认无误，已交班',
    );
    await teams.people.click(lin, await sees(linOnTeams, '交接班：前台', '✓ 孙芳 已交班'), '已接班');
    await sees(slackDm(sun), '交接班：前台', '✓ 林悦 已接班');

    await teams.people.click(lin, await sees(linOnTeams, '值班检查：前台', '已完成 0/2'), '填写读数');
    await teams.people.submit(lin, { value: '1234.5' });
    const list = await sees(linOnTeams, '值班检查：前台', '已完成 1/2', '1,234.5 m³');
    const asked = await teams.people.click(lin, list, '上传照片');
    expect(await asked.text()).toContain('私聊');
    await sees(linOnTeams, '防火门', '照片');
    await teams.people.share(lin, '', [teams.world.addPicture(samples.png)]);
    await teams.people.command(lin, '提交');
    await sees(linOnTeams, '值班检查：前台', '已完成 2/2');
    expect(await stage.office.app.database.prisma.dutyCheck.count({ where: { fileId: { not: null } } })).toBe(
      1,
    );
  });

  test('the address of a calendar is nobody else’s to see', async () => {
    const { teams, teamsChannel } = stage;
    await teams.people.mention(lin, teamsChannel, '日历订阅');
    await sees(at.teamsChannel, '私信');
    await teams.people.click(lin, await sees(linOnTeams, '把值班加到日历'), '添加日历');
    await teams.people.submit(lin, {});
    await sees(linOnTeams, '把值班加到日历', '/calendar/cal_');
    expect(await count(at.teamsChannel, '/calendar/')).toBe(0);
  });
});
