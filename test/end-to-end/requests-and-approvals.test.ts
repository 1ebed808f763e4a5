import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inputsOf } from '../helpers/slack/inputs.ts';
import { buttonsOf, visibleText } from '../helpers/slack/visible.ts';
import type { SlackMessage } from '../helpers/slack/world.ts';
import { cardProblem } from '../helpers/teams/connector-api.ts';
import { renderOfficially } from '../helpers/teams/official-renderer.ts';
import type { Conversation, TeamsUser } from '../helpers/teams/world.ts';
import { placesOf, sees } from './reading.ts';
import { fileOnSlack, type Stage, startStage } from './stage.ts';

/** Two approvers side by side, a checklist, several approved at once, and finance on Teams. */
const officeFile = (yaml: string) =>
  yaml
    .replace('  admins: [lin.yue', '  approvals: { bulk: true }\n  admins: [lin.yue')
    .replace('{ slack: "#finance",', '{ slack: "#finance", teams: "19:finance@thread.tacv2",')
    .replace(
      /( {4}approval:\n) {6}- \{ by: manager \}\n.*\n/,
      `$1      - together: [{ by: manager }, { by: { role: cfo } }]
    checklist:
      - { en: Compare three offers, zh-CN: 比较三家报价 }
`,
    );

let stage: Stage;
let at: ReturnType<typeof placesOf>;
/** Omar has both, as Anna has. */
let omar: TeamsUser;
let finance: Conversation;
/** 孙芳 on Slack. */
let sun: string;

beforeAll(async () => {
  stage = await startStage({ office: officeFile });
  at = placesOf(stage);
  const { slack, teams } = stage;
  omar = Object.assign(teams.world.addUser('omar.haddad'), { email: 'omar.haddad@harbour.example' });
  finance = teams.world.addConversation('channel', 'finance', [omar]);
  await teams.people.install(omar, teams.world.personal(omar));
  sun = slack.world.addUser({ name: 'sun.fang', email: 'sun.fang@harbour.example', locale: 'zh-CN' }).id;
  // A person can be chosen in a form once they have been met.
  await slack.people.command(sun, 'help', stage.slackChannel);
}, 60_000);
afterAll(() => stage.stop());

const slackDm = (user: string) => () => stage.readSlack(stage.slack.world.personal(user));
const teamsDm = (user: TeamsUser) => () => stage.readTeams(stage.teams.world.personal(user));
const inFinance = () => stage.readTeams(finance);
/** What only this person sees in a channel of Slack. */
const onlyFor = (user: string) => () =>
  stage.slack.world.messages
    .filter((message) => message.onlyFor === user)
    .map((message: SlackMessage) => ({
      text: visibleText(message.blocks),
      buttons: buttonsOf(message.blocks).map(({ label }) => label),
      message,
      inThread: false,
    }));

/** What stands in the form that is open for somebody on Slack. */
const slackForm = (user: string) => {
  const open = stage.slack.world.viewOf(user)!;
  const inputs = inputsOf(open);
  return {
    text: visibleText(open.view.blocks),
    fields: inputs.map(({ id }) => id),
    typed: inputs.map(({ initial }) => initial),
  };
};

/** The same on Teams: a form is an answer, and what cannot be drawn is refused here as there. */
const teamsForm = (user: TeamsUser) => {
  const { content } = stage.teams.people.dialogs.get(user.id)!;
  expect(cardProblem(content)).toBeUndefined();
  const { inputs, text, buttons } = renderOfficially(content);
  const said = [text, ...inputs.map(({ label }) => label), ...buttons.map(({ title }) => title)].join('\n');
  return { text: said, fields: inputs.map(({ id }) => id), content };
};

/** The ids that a form offers to choose from. */
const chosenFrom = (form: unknown) => [
  ...new Set([...JSON.stringify(form).matchAll(/"value":"(request:[^"]+)"/g)].map(([, id]) => id!)),
];

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('requests and approvals on Slack and Teams', { timeout: 60_000 }, () => {
  test('choosing what to file, and filling it in', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    await slack.people.command(onSlack.anna, 'request', slackChannel);
    const kinds = await sees(onlyFor(onSlack.anna), '☀️ Everyday', '🏢 Building and equipment', '💰 Buying');
    await slack.people.click(onSlack.anna, kinds, '🏢 Building services');
    await slack.world.until(() => slack.world.viewOf(onSlack.anna));
    expect(slackForm(onSlack.anna).fields).toEqual(['place', 'service', 'description', 'photo']);
    await slack.people.choose(onSlack.anna, { place: 'room301', service: 'access' });
    await slack.world.until(() => slackForm(onSlack.anna).fields.includes('holder'));
    await slack.people.choose(onSlack.anna, { service: 'air' });
    await slack.world.until(() => !slackForm(onSlack.anna).fields.includes('holder'));
    await slack.people.submit(onSlack.anna, { description: 'It is too warm here' });
    await sees(at.slackChannel, '#1 楼宇服务', '海港大厦 › 三楼 › 301 会议室', '照明和空调', '赵磊');
    await sees(at.annaOnTeams, '#1 Building services', 'Harbour House › 3F › Meeting room 301');

    await teams.people.command(onTeams.li, '申请');
    const all = await sees(at.liOnTeams, '☀️ 日常', '🏢 楼宇与设备', '💰 采购与财务');
    await teams.people.click(onTeams.li, all, '💻 设备领用');
    const form = teamsForm(onTeams.li);
    expect(form.fields).toEqual(expect.arrayContaining(['device', 'user', 'use', 'until']));
    // His Teams speaks English; the form speaks his language all the same, to the last word.
    expect(form.text).not.toMatch(/[A-Za-z]{2}/);
    await teams.people.submit(onTeams.li, { device: 'laptop', use: 'keep' });
    expect(teamsForm(onTeams.li).fields).toContain('reason');
    await teams.people.submit(onTeams.li, { use: 'borrow' });
    expect(teamsForm(onTeams.li).fields).toContain('until');
    await teams.people.submit(onTeams.li, { until: inDays(10) });
    await sees(at.teamsChannel, '#2 设备领用', '笔记本电脑', '李伟', '清单：已完成 0/3');
  });

  test('reported already: offered and joined on either platform', async () => {
    const { slack, teams, onSlack, onTeams } = stage;
    await fileOnSlack(stage, 'the printer in the pantry is broken', { location: '3F pantry' });
    await sees(at.slackChannel, '#3 报修');
    for (const words of ['repair printer in the pantry is broken', '3F pantry', 'yes'])
      await teams.people.command(omar, words);
    const offered = await sees(teamsDm(omar), 'join them?', '#3 Repair');
    const joined = await teams.people.click(omar, offered, 'Join');
    expect(await joined.text()).toContain('You have joined #3.');
    await sees(at.slackChannel, '#3 报修', '另有 1 人也有同样需要');

    for (const words of ['报修 三楼茶水间漏水', '三楼茶水间', '提交'])
      await teams.people.command(onTeams.li, words);
    await sees(at.slackChannel, '#4 报修');
    await slack.people.command(onSlack.zhao, '报修 三楼茶水间漏水', stage.slackChannel);
    await slack.world.until(() => slack.world.viewOf(onSlack.zhao));
    await slack.people.submit(onSlack.zhao, { location: '三楼茶水间' });
    const same = await sees(onlyFor(onSlack.zhao), '要一起跟进吗？', '#4 报修');
    await slack.people.click(onSlack.zhao, same, '加入');
    await sees(onlyFor(onSlack.zhao), '您已加入 #4');
    await sees(at.liOnTeams, '#4 报修', '另有 1 人也有同样需要');
  });

  test('asked, answered, held, handed over, divided and finished', async () => {
    const { slack, teams, onSlack } = stage;
    const card = (...words: string[]) => sees(at.slackChannel, '#3 报修', '地点', ...words);
    /** Zhao presses a button that opens a form, and fills it in. */
    const fill = async (
      message: SlackMessage,
      label: string,
      title: string,
      values: Record<string, string>,
    ) => {
      await slack.people.click(onSlack.zhao, message, label);
      await slack.world.until(() => JSON.stringify(slack.world.viewOf(onSlack.zhao)?.view).includes(title));
      await slack.people.submit(onSlack.zhao, values);
    };
    await slack.people.click(onSlack.zhao, await card(), '我来处理');
    await fill(await card('已指派'), '询问申请人', '询问 #3', { question: '是哪一台打印机？' });
    const asked = await sees(slackDm(onSlack.anna), 'needs to know about #3', '是哪一台打印机？');
    await sees(at.annaOnTeams, 'needs to know about #3', '是哪一台打印机？');
    await card('等待申请人');
    await slack.people.reply(onSlack.anna, asked, 'The big one, by the window');
    await sees(at.teamsChannel, 'Anna Meyer 回复了 #3，恢复处理', 'The big one');
    await card('已指派');

    await slack.people.click(onSlack.zhao, await card('已指派'), '开始处理');
    const until = inDays(4);
    await fill(await card('处理中'), '暂缓', '暂缓 #3', { reason: '等配件', until });
    await sees(at.annaOnTeams, '#3 Repair', 'on hold until', '等配件');
    const held = await card('暂缓到');
    expect(visibleText(held.blocks)).toContain(`${Number(until.slice(8))}日`);
    await slack.people.click(onSlack.zhao, held, '恢复处理');

    await slack.people.click(onSlack.zhao, await card('处理中'), '更多…');
    const more = await sees(onlyFor(onSlack.zhao), '当前状态：处理中。您可以：');
    await fill(more, '移交', '移交 #3', { team: 'finance', reason: '需要先付维修款' });
    const offer = await sees(inFinance, '赵磊（后勤部）请您的团队接收 #3', '需要先付维修款');
    const accepted = await teams.people.click(omar, offer, '接收');
    expect(await accepted.text()).toContain("#3 is your team's now");
    await sees(at.slackChannel, 'Omar Haddad 代表财务部接收了 #3');
    await teams.people.click(omar, await sees(inFinance, '#3 报修', '待接手'), '我来处理');

    await teams.people.click(omar, await sees(inFinance, '#3 报修', '已指派'), '更多…');
    const choices = await sees(teamsDm(omar), 'Now: assigned. This is what you can do:');
    const chosen = await teams.people.click(omar, choices, 'Sub-request');
    expect(await chosen.text()).toContain('See below.');
    await teams.people.click(omar, await sees(teamsDm(omar), 'Which part of #3'), '✏️ Supplies');
    await teams.people.submit(omar, { items: 'paper', quantity: '2' });
    const whole = await sees(inFinance, '#3 报修', '子申请', '#5 办公用品');
    const tooEarly = await teams.people.click(omar, whole, '办结');
    expect(await tooEarly.text()).toContain('#5');
    expect(teams.people.dialogs.has(omar.id)).toBe(false);
  });

  test('a chain side by side: sent back, corrected, transferred, decided in the digest, done and rated', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    await fileOnSlack(stage, 'purchase a projector', { quantity: '1', amount: '6,000' });
    const wanted = await sees(at.zhangOnTeams, '#6 采购', '申请审批', '批准本申请后', '¥194,000.00');
    await sees(at.omarOnSlack, '#6 Purchase', 'asks for your approval', 'With this request');
    await teams.people.click(onTeams.zhang, wanted, '退回修改');
    await teams.people.submit(onTeams.zhang, { text: '请补充理由' });
    await sees(slackDm(onSlack.anna), '张敏 has given #6', '请补充理由');
    const back = await sees(slackDm(onSlack.anna), '#6 Purchase', 'Quantity', 'waiting for the requester');
    await slack.people.click(onSlack.anna, back, 'Correct');
    await slack.world.until(() => slack.world.viewOf(onSlack.anna)?.view.submit);
    await slack.people.submit(onSlack.anna, { reason: 'For the meeting room', amount: '5500' });

    const again = await sees(at.omarOnSlack, 'asks for your approval', '¥5,500.00', 'Earlier: Manager 张敏');
    await slack.people.click(onSlack.omar, again, 'More…');
    await slack.world.until(() => slack.world.viewOf(onSlack.omar));
    await slack.people.choose(onSlack.omar, { verb: 'transfer' });
    await slack.world.until(() => slackForm(onSlack.omar).fields.includes('text'));
    await slack.people.submit(onSlack.omar, { person: sun, text: 'You know projectors' });
    await sees(slackDm(sun), '#6 采购', '等待 孙芳 审批');

    await slack.people.command(sun, '待我审批', slackChannel);
    await slack.people.click(sun, await sees(onlyFor(sun), '1 件待您审批', '#6 采购', '¥5,500.00'), '同意');
    await sees(onlyFor(sun), '已同意 #6');
    await sees(at.annaOnTeams, '孙芳 has approved #6', 'Others still have to agree');
    await teams.people.command(onTeams.zhang, '待我审批');
    const digest = await sees(at.zhangOnTeams, '1 件待您审批', '#6 采购');
    const agreed = await teams.people.click(onTeams.zhang, digest, '同意');
    expect(await agreed.text()).toContain('已同意 #6');
    await sees(at.annaOnTeams, '张敏 has approved #6', 'All approvals are in');

    const card = (...words: string[]) => sees(at.slackChannel, '#6 采购', '物品', ...words);
    const fill = async (label: string, field: string, values: Record<string, string>) => {
      await slack.people.click(onSlack.zhao, await card('已指派'), label);
      await slack.world.until(() => slackForm(onSlack.zhao).fields.includes(field));
      await slack.people.submit(onSlack.zhao, values);
    };
    await slack.people.click(onSlack.zhao, await card('待接手'), '我来处理');
    await fill('勾选清单', 'ticked', { ticked: '0' });
    await card('清单：已完成 1/1');
    await fill('办结', 'actualCost', { note: '已到货', actualCost: '5200' });
    const solved = await sees(at.annaOnTeams, '赵磊 has finished #6', '已到货');
    await teams.people.click(onTeams.anna, solved, 'Confirm and rate');
    await teams.people.submit(onTeams.anna, { quality: '5', speed: '4', words: 'Lovely' });
    await card('已完成', '★★★★☆ 4/5', '★★★★★ 5/5', 'Lovely', '¥5,200.00');
  });

  test('a substitute decides, and several are approved at once', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    for (const [index, what] of ['chairs', 'lamps', 'cables'].entries()) {
      await fileOnSlack(stage, `purchase ${what}`, { quantity: '1', amount: '100' });
      await sees(at.zhangOnTeams, `#${7 + index} 采购 · ${what}`, '申请审批');
    }
    await teams.people.command(onTeams.zhang, '代理人');
    await teams.people.click(onTeams.zhang, await sees(at.zhangOnTeams, '没有设置代理'), '设置代理人');
    const { prisma } = stage.office.app.database;
    const zhao = await prisma.person.findFirstOrThrow({ where: { name: '赵磊' } });
    expect(teamsForm(onTeams.zhang).text).not.toMatch(/[A-Za-z]{2}(?!.*\.example)/);
    const set = await teams.people.submit(onTeams.zhang, { substitute: zhao.id, until: inDays(3) });
    expect(await set.text()).toContain('由 赵磊 代 张敏 审批');
    await sees(slackDm(onSlack.zhao), '#7 采购', '您代张敏审批');
    await slack.people.command(onSlack.zhao, '待我审批', slackChannel);
    await slack.people.click(onSlack.zhao, await sees(onlyFor(onSlack.zhao), '3 件待您审批'), '同意');
    await sees(at.slackChannel, '#7 采购', '赵磊（代张敏） 已同意');

    await slack.people.command(onSlack.omar, 'approvals', slackChannel);
    const digest = await sees(onlyFor(onSlack.omar), '3 requests wait for your decision');
    await slack.people.click(onSlack.omar, digest, 'Approve several…');
    const several = await slack.world.until(
      () => slackForm(onSlack.omar).fields.includes('chosen') && slack.world.viewOf(onSlack.omar),
    );
    await slack.people.submit(onSlack.omar, { chosen: chosenFrom(several.view).slice(0, 2).join('\n') });
    await sees(at.annaOnTeams, 'Omar Haddad has approved #7', 'All approvals are in');
    await sees(at.annaOnTeams, 'Omar Haddad has approved #8', 'Others still have to agree');

    await teams.people.command(onTeams.zhang, '待我审批');
    const left = await sees(at.zhangOnTeams, '2 件待您审批', '#8 采购', '#9 采购');
    await teams.people.click(onTeams.zhang, left, '批量同意…');
    const { content } = teamsForm(onTeams.zhang);
    const done = await teams.people.submit(onTeams.zhang, { chosen: chosenFrom(content).join('\n') });
    expect(await done.text()).toContain('已同意：#8、#9。');
  });

  test('finding page by page, and a message that becomes a request', async () => {
    const { slack, teams, onSlack, onTeams, slackChannel } = stage;
    for (let nth = 1; nth <= 10; nth += 1)
      await stage.office
        .as('sun.fang')
        .submit('requests.file', 'supplies', { items: 'pens', quantity: String(nth) });
    await slack.people.command(onSlack.zhao, '查找 办公用品', slackChannel);
    const first = await sees(onlyFor(onSlack.zhao), '查找结果', '类别：办公用品', '#19 办公用品');
    expect(visibleText(first.blocks)).not.toContain('#5 办公用品');
    await slack.people.click(onSlack.zhao, first, '更多');
    await sees(onlyFor(onSlack.zhao), '查找结果', '#5 办公用品');
    await teams.people.command(omar, 'find supplies');
    await sees(teamsDm(omar), 'Found', 'category Supplies', '#5 Supplies');

    const said = { user: onSlack.zhao, ts: slack.world.newTs(), text: 'the lamp in the lobby flickers' };
    await slack.people.shortcut(onSlack.anna, slackChannel, said);
    const kinds = await sees(onlyFor(onSlack.anna), 'What is it about?');
    await slack.people.click(onSlack.anna, kinds, '🔧 Repair');
    // Not the one that was open before.
    await slack.world.until(() => slackForm(onSlack.anna).typed.includes(said.text));
    await slack.people.submit(onSlack.anna, { location: 'lobby' });
    await sees(slackDm(onSlack.anna), '#20 Repair', 'the lamp in the lobby flickers', 'by 赵磊');

    await teams.people.pick(onTeams.li, stage.teamsChannel, {
      id: teams.world.newId(),
      createdDateTime: new Date().toISOString(),
      body: { contentType: 'html', content: '<div>报修：大堂的门打不开</div>' },
      from: { user: { id: onTeams.zhang.aadObjectId, displayName: '张敏' } },
      linkToMessage: 'https://teams.microsoft.com/l/message/19:x/1',
    });
    expect(teamsForm(onTeams.li).text).not.toMatch(/[A-Za-z]{2}/);
    await teams.people.submit(onTeams.li, { location: '大堂' });
    await sees(at.teamsChannel, '#21 报修', '大堂的门打不开', '来自张敏的消息');

    await slack.people.shortcut(onSlack.anna, slackChannel, said, 'reminders.fromMessage');
    await slack.world.until(() => slackForm(onSlack.anna).fields.includes('repeats'));
    await slack.people.submit(onSlack.anna, {});
    await sees(onlyFor(onSlack.anna), 'Your reminder is set', 'the lamp in the lobby flickers');
    const body = { contentType: 'text', content: '周五前把门禁卡还回来' };
    const message = { id: teams.world.newId(), body };
    await teams.people.pick(onTeams.li, stage.teamsChannel, message, 'reminders.fromMessage');
    expect(teamsForm(onTeams.li).text).not.toMatch(/[A-Za-z]{2}/);
    const set = await teams.people.submit(onTeams.li, {});
    expect(await set.text()).toContain('提醒已设好');
  });
});
