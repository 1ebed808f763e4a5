import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { Logger } from '../../src/core/logger.ts';
import { samples } from '../helpers/files.ts';
import { placesOf, sees } from './reading.ts';
import { publicUrl, type Stage, startStage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

/** Everything that the database holds, as text. */
async function everythingStored({ office }: Stage): Promise<string> {
  const { pool } = office.app.database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS "name" FROM information_schema.tables
     WHERE table_schema IN ('public', 'bullmq')`,
  );
  const texts = await Promise.all(
    rows.map(
      async ({ name }) => (await pool.query<{ row: string }>(`SELECT t::text AS "row" FROM ${name} t`)).rows,
    ),
  );
  return texts
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

/** Keeps every line as an administrator would find it: errors with what they say and where they come from. */
function loggerInto(lines: unknown[]): Logger {
  const write = (data: object, message: string) =>
    lines.push([message, Object.entries(data).map(([key, value]) => [key, inspect(value, { depth: 10 })])]);
  const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger };
  return logger;
}

/** Waits until so many files were fetched or given up; what people see of it follows promptly. */
const settled = ({ office }: Stage, count: number) =>
  expect
    .poll(() => office.app.database.prisma.file.count({ where: { state: { not: 'pending' } } }), {
      timeout: 15_000,
    })
    .toBe(count);

describe('photos and messages', { timeout: 60_000 }, () => {
  test('a message on Slack becomes a request, with its photo and the way back', async () => {
    stage = await startStage();
    const { slack, onSlack, slackChannel, office } = stage;
    const at = placesOf(stage);
    const message = {
      user: onSlack.zhao,
      ts: slack.world.newTs(),
      text: 'the lamp <b> on 3F is broken',
      files: [slack.world.addFile({ name: '=cmd <b>灯.png', bytes: samples.png })],
    };
    // Zhao has been met before; so he has a name.
    await slack.people.command(onSlack.zhao, 'my', slackChannel);
    await slack.people.shortcut(onSlack.anna, slackChannel, message);
    const view = await slack.world.until(() => slack.world.viewOf(onSlack.anna));
    expect(JSON.stringify(view.view)).toContain('the lamp <b> on 3F is broken');
    await slack.people.submit(onSlack.anna, { location: '3F' });
    await settled(stage, 1);
    await sees(at.slackChannel, '#1', '=cmd <b>灯.png · 1 KB', '来自赵磊的消息');
    const card = JSON.stringify(slack.world.messages.map(({ blocks }) => blocks));
    const file = await office.app.database.prisma.file.findFirstOrThrow();
    expect(file).toMatchObject({ state: 'stored', size: samples.png.length, source: null });
    expect(card).toContain(`${publicUrl}/files/${file.id}`);
    expect(card).toContain(`https://office.slack.com/archives/${slackChannel}/p`);
    // The draft has served its time, and nothing of ours holds a token.
    expect(await office.app.database.prisma.draft.count()).toBe(0);
    const stored = await everythingStored(stage);
    expect(stored).toContain('灯.png');
    expect(stored).not.toContain(slack.botToken);
    // The link opens for nobody who has not signed in.
    expect((await fetch(`${office.app.url}/files/${file.id}`)).status).toBe(401);
  });

  test('a photo that comes without a word on Teams finds its request; a lost one is told', async () => {
    const logged: unknown[] = [];
    stage = await startStage({ logger: loggerInto(logged) });
    const { teams, onTeams, office } = stage;
    const at = placesOf(stage);
    const { people, world } = teams;
    for (const words of ['报修 三楼空调漏水', '三楼', '好的']) await people.command(onTeams.li, words);
    await sees(at.teamsChannel, '#1');
    await people.share(onTeams.li, '', [world.addPicture(samples.jpeg)]);
    const question = await sees(at.liOnTeams, '这些文件是给哪个申请的');
    const label = stage
      .readTeams(world.personal(onTeams.li))
      .at(-1)!
      .buttons.find((one) => one.includes('#1'))!;
    await people.click(onTeams.li, question, label);
    await settled(stage, 1);
    await sees(at.teamsChannel, '1 · 1 KB');
    expect(await office.app.database.prisma.requestFile.findMany()).toEqual([
      expect.objectContaining({ phase: 'thread', internal: false }),
    ]);
    // One that cannot be had: the picture is gone before it is fetched.
    await people.share(onTeams.li, '', [world.addPicture(samples.exe)]);
    await settled(stage, 2);
    await sees(at.liOnTeams, '不是我们接受的文件');
    // What opens a file elsewhere is written down nowhere: Teams' own links are credentials.
    const shared = world.addFile('photo.png', samples.png);
    await people.share(onTeams.li, '', [shared]);
    await settled(stage, 3);
    await sees(at.liOnTeams, '没能取到“photo.png”');
    const { tempauth } = [...world.files.values()].find(({ name }) => name === 'photo.png')!;
    expect(tempauth).toMatch(/^tempauth-/);
    for (const text of [await everythingStored(stage), JSON.stringify(logged)]) {
      expect(text).not.toContain(tempauth);
      expect(text).not.toContain('tempauth');
    }
    expect(JSON.stringify(logged)).toContain('a file could not be fetched');
  });
});
