import { afterEach, describe, expect, test } from 'vitest';
import { count, placesOf, sees } from './reading.ts';
import { fileOnSlack, type Stage, startStage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe('ways in', { timeout: 60_000 }, () => {
  test('Teams, question by question', async () => {
    stage = await startStage();
    const { teams, onTeams } = stage;
    const at = placesOf(stage);
    await teams.people.command(onTeams.li, '报修 三楼空调漏水');
    await sees(at.liOnTeams, '报修\n地点');
    await teams.people.command(onTeams.li, '三楼东侧');
    await sees(at.liOnTeams, '三楼空调漏水', '三楼东侧');
    await teams.people.command(onTeams.li, '好的');
    await sees(at.teamsChannel, '#1 报修', '三楼东侧');
  });

  test('Teams, by the dialog', async () => {
    stage = await startStage();
    const { teams, onTeams } = stage;
    const at = placesOf(stage);
    await teams.people.command(onTeams.li, '报修 三楼空调漏水');
    const question = await sees(at.liOnTeams, '报修\n地点');
    const [button] = stage.readTeams(teams.world.personal(onTeams.li)).at(-1)!.buttons;
    await teams.people.click(onTeams.li, question, button!);
    await teams.people.submit(onTeams.li, { location: '' });
    expect(teams.people.dialogs.has(onTeams.li.id)).toBe(true);
    await teams.people.submit(onTeams.li, { location: '四楼' });
    await sees(at.teamsChannel, '#1 报修', '四楼', '三楼空调漏水');
    await sees(at.liOnTeams, '#1 报修', '四楼');
    expect(await stage.office.app.database.prisma.request.count()).toBe(1);
  });

  test('Teams, a mention in a channel', async () => {
    stage = await startStage();
    const { teams, onTeams } = stage;
    const at = placesOf(stage);
    await teams.people.mention(onTeams.li, stage.teamsChannel, '报修 会议室门锁坏了');
    await sees(at.liOnTeams, '报修\n地点');
    expect(await count(at.teamsChannel, '地点')).toBe(0);
  });

  test('Slack through its socket', async () => {
    stage = await startStage({ socketMode: true });
    const { slack, socket, onSlack } = stage;
    socket!.send({
      type: 'slash_commands',
      envelope_id: 'env-1',
      accepts_response_payload: true,
      payload: {
        command: '/office',
        text: 'the printer on 3F is broken',
        team_id: slack.world.teamId,
        user_id: onSlack.anna,
        channel_id: stage.slackChannel,
        trigger_id: slack.world.newTrigger(onSlack.anna),
        response_url: 'https://hooks.slack.com/x',
      },
    });
    const open = await slack.world.until(() => slack.world.viewOf(onSlack.anna));
    socket!.send({
      type: 'interactive',
      envelope_id: 'env-2',
      accepts_response_payload: true,
      payload: slack.people.submission(open, { location: '3F' }),
    });
    await sees(placesOf(stage).slackChannel, '#1 报修', '3F');
    await socket!.acked(2);
  });

  test('somebody unknown is told whom to ask, no more', async () => {
    stage = await startStage();
    const { slack, teams, onSlack, onTeams } = stage;
    const at = placesOf(stage);
    await fileOnSlack(stage, 'repair the lamp', { location: '2F' });
    const card = await sees(at.slackChannel, '#1 报修');
    await slack.people.command(onSlack.stranger, 'show 1', stage.slackChannel);
    await slack.people.click(onSlack.stranger, card, '我来处理');
    await slack.people.reply(onSlack.stranger, card, 'hello?');
    await teams.people.command(onTeams.stranger, 'help');
    const told = slack.world.notices.filter(({ user }) => user === onSlack.stranger);
    expect(told.length).toBeGreaterThan(0);
    for (const { text } of told) expect(text).toMatch(/林悦/);
    const onTeamsTold = stage.readTeams(teams.world.personal(onTeams.stranger));
    await sees(() => stage.readTeams(teams.world.personal(onTeams.stranger)), '林悦');
    for (const { text } of onTeamsTold) expect(text).not.toContain('#1');
    expect(await stage.office.request()).toMatchObject({ stage: 'new' });
    expect(await count(at.webChannel, 'hello?')).toBe(0);
  });
});
