import { afterEach, describe, expect, test } from 'vitest';
import { WebVisitor } from '../helpers/web/visitor.ts';
import { count, everywhere, placesOf, sees } from './reading.ts';
import { fileOnSlack, publicUrl, type Stage, startStage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

/** Signs somebody in with a link, in one click as the page's button does. */
async function signIn(link: string): Promise<{ visitor: WebVisitor; status: number }> {
  const { url } = stage.office.app;
  const key = new URL(link).searchParams.get('key')!;
  const entered = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ key }),
    headers: { origin: publicUrl, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  const visitor = new WebVisitor(`${url}/`);
  visitor.keepCookie(entered);
  return { visitor, status: entered.status };
}

/** Presses a button on one of the cards that the page shows. */
async function pressOnWeb(visitor: WebVisitor, words: string, label: string) {
  const { messages, csrf } = await visitor.state();
  visitor.csrf = csrf;
  const message = messages.findLast(({ card }) => JSON.stringify(card).includes(words));
  const packed = JSON.stringify(message?.card);
  const pressed = new RegExp(`"title":"${label}"[^}]*?"quartermaster":(\\{[^}]*\\})`).exec(packed)?.[1];
  const { action, value } = JSON.parse(pressed ?? '{}') as { action: string; value: string };
  return visitor.post({ kind: 'action', messageKey: message!.id, action, value }, { origin: publicUrl });
}

describe('one request on three platforms', { timeout: 60_000 }, () => {
  test('a repair: filed and taken on Slack, rated on Teams', async () => {
    stage = await startStage();
    const { slack, teams, onSlack, onTeams } = stage;
    const at = placesOf(stage);
    await slack.people.command(onSlack.anna, 'request the printer on 3F is broken', stage.slackChannel);
    const dialog = await slack.world.until(() => slack.world.viewOf(onSlack.anna));
    expect(JSON.stringify(dialog.view)).toContain('the printer on 3F is broken');
    await slack.people.submit(onSlack.anna, { location: '3F, east' });

    const card = await sees(at.slackChannel, '#1 报修', '新申请');
    await sees(at.teamsChannel, '#1 报修', '新申请');
    await sees(at.webChannel, '#1 报修', '新申请');
    await everywhere([at.annaOnSlack, at.annaOnTeams, at.annaOnWeb], '#1 Repair', 'new');

    await slack.people.click(onSlack.zhao, card, '我来处理');
    await everywhere([at.slackChannel, at.teamsChannel, at.webChannel], '已指派', '赵磊');
    await everywhere([at.annaOnSlack, at.annaOnTeams, at.annaOnWeb], 'assigned', '赵磊');

    await slack.people.reply(onSlack.zhao, card, '缺一个滚轮，下午到货');
    await everywhere([at.teamsChannel, at.webChannel, at.annaOnSlack, at.annaOnTeams], '缺一个滚轮');
    for (const read of [at.teamsChannel, at.webChannel, at.annaOnSlack, at.annaOnTeams])
      expect(await count(read, '缺一个滚轮')).toBe(1);
    expect(await count(at.slackChannel, '缺一个滚轮')).toBe(0);
    const inTeams = stage.readTeams(stage.teamsChannel).find(({ text }) => text.includes('缺一个滚轮'));
    expect(inTeams?.inThread).toBe(true);

    const answered = await sees(at.teamsChannel, '#1 报修');
    await teams.people.say(onTeams.anna, stage.teamsChannel, 'Fine, thank you', answered.id);
    await sees(at.slackChannel, 'Fine, thank you');
    await sees(at.webChannel, 'Fine, thank you');
    expect(await count(at.teamsChannel, 'Fine, thank you')).toBe(0);

    await slack.people.click(onSlack.zhao, await sees(at.slackChannel, '#1 报修', '已指派'), '办结');
    await slack.world.until(() => slack.world.viewOf(onSlack.zhao));
    await slack.people.submit(onSlack.zhao, { note: '换了滚轮' });
    await everywhere([at.annaOnSlack, at.annaOnTeams, at.annaOnWeb], '赵磊 has finished #1', '换了滚轮');

    const asked = await sees(at.annaOnTeams, '赵磊 has finished #1');
    await teams.people.click(onTeams.anna, asked, 'Confirm and rate');
    await teams.people.submit(onTeams.anna, { quality: '5', words: 'Quick!' });
    await everywhere([at.slackChannel, at.teamsChannel, at.webChannel], '★★★★★ 5/5', 'Quick!', '已完成');
    await everywhere([at.annaOnSlack, at.annaOnTeams, at.annaOnWeb], '★★★★★ 5/5', 'closed');
    expect(await count(at.slackChannel, '缺一个滚轮')).toBe(0);
    expect(await count(at.teamsChannel, '缺一个滚轮')).toBe(1);
  });

  test('a purchase: approved on Teams, then on the web', async () => {
    stage = await startStage();
    const { slack, teams, onSlack, onTeams } = stage;
    const at = placesOf(stage);
    await fileOnSlack(stage, 'purchase a projector', { quantity: '1', amount: '6,000' });
    const wanted = await sees(at.zhangOnTeams, '#1 采购', 'Anna Meyer 申请审批');

    const own = await sees(at.slackChannel, 'Anna Meyer 申请审批');
    await slack.people.click(onSlack.anna, own, '同意');
    await slack.world.until(() => slack.world.notices.find(({ text }) => text.includes('own request')));
    const ownOnTeams = await sees(at.teamsChannel, 'Anna Meyer 申请审批');
    const refused = await teams.people.click(onTeams.anna, ownOnTeams, '同意');
    expect(await refused.text()).toContain('Nobody approves their own request');
    expect(await stage.office.app.database.prisma.approvalStep.count({ where: { state: 'approved' } })).toBe(
      0,
    );

    await teams.people.click(onTeams.zhang, wanted, '同意');
    await sees(at.zhangOnTeams, '#1 采购', '张敏 已同意');
    await sees(at.omarOnSlack, '#1 Purchase', 'Anna Meyer asks for your approval');

    await slack.people.command(onSlack.omar, 'web', stage.slackChannel);
    const sent = await sees(at.omarOnSlack, 'link to the web page');
    const link = /http[^"\\<>|]*sign-in\?key=[\w-]+/.exec(JSON.stringify(sent.blocks))![0];
    for (const _preview of [1, 2]) {
      const looked = await fetch(link.replace(publicUrl, stage.office.app.url));
      expect(looked.headers.get('set-cookie')).toBeNull();
    }
    const { visitor, status } = await signIn(link);
    expect(status).toBe(303);
    expect((await signIn(link)).status).not.toBe(303);
    expect((await visitor.state()).me.name).toBe('Omar Haddad');

    expect(await pressOnWeb(visitor, 'asks for your approval', 'Approve')).toMatchObject({ status: 200 });
    await everywhere(
      [at.slackChannel, at.teamsChannel, at.webChannel],
      '#1 采购',
      '待接手',
      'Omar Haddad 已同意',
    );
    await sees(at.omarOnSlack, 'approved by Omar Haddad');
    await everywhere(
      [at.annaOnSlack, at.annaOnTeams, at.annaOnWeb],
      '#1 Purchase',
      'approved by Omar Haddad',
    );
  });

  test('同意 typed in the thread counts when confirmed', async () => {
    stage = await startStage();
    const { teams, onTeams, onSlack, slack } = stage;
    const at = placesOf(stage);
    await fileOnSlack(stage, 'purchase a lamp', { quantity: '1', amount: '80' });
    const card = await sees(at.teamsChannel, '#1 采购');
    await teams.people.say(onTeams.li, stage.teamsChannel, '同意', card.id);
    await teams.people.say(onTeams.zhang, stage.teamsChannel, '同意', card.id);
    const offer = await sees(at.teamsChannel, '张敏，确认同意 #1 吗？');
    expect(await count(at.teamsChannel, '确认同意')).toBe(1);
    await teams.people.click(onTeams.anna, offer, '确认同意');
    expect(await stage.office.app.database.prisma.approvalStep.count({ where: { state: 'approved' } })).toBe(
      0,
    );
    await teams.people.click(onTeams.zhang, offer, '确认同意');
    await sees(at.slackChannel, '#1 采购', '张敏 已同意');
    await slack.people.click(onSlack.zhao, await sees(at.slackChannel, '#1 采购', '待接手'), '我来处理');
    await sees(at.teamsChannel, '#1 采购', '已指派');
  });
});

describe('people come and go', { timeout: 60_000 }, () => {
  test('who has left decides nothing, and hears nothing', async () => {
    stage = await startStage();
    const { teams, onTeams } = stage;
    const at = placesOf(stage);
    await fileOnSlack(stage, 'purchase a projector', { quantity: '1', amount: '900' });
    const wanted = await sees(at.zhangOnTeams, 'Anna Meyer 申请审批');
    const withoutZhang = (yaml: string) =>
      yaml
        .replace(/^.*email: zhang\.min@.*\n/m, '')
        .replaceAll(/(manager|head): zhang\.min@/g, '$1: omar.haddad@');
    await stage.restart(withoutZhang);
    const heard = at.zhangOnTeams().length;
    const response = await teams.people.click(onTeams.zhang, wanted, '同意');
    expect(await response.text()).toContain('林悦');
    await teams.people.command(onTeams.zhang, 'show 1');
    const steps = await stage.office.app.database.prisma.approvalStep.findMany();
    expect(steps.map(({ state }) => state)).toEqual(['open']);
    expect(
      at
        .zhangOnTeams()
        .slice(heard)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('projector');
  });
});
