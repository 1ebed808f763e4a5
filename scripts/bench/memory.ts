import { Child, type Memory } from './child.ts';
import { inParallel, median } from './measure.ts';
import { megabytes, type Row } from './report.ts';
import { type Amounts, appSettings, slackSettings } from './settings.ts';
import { command, type SlackStandIn, send } from './slack.ts';
import type { Stores } from './stores.ts';
import { say, startTeams } from './teams.ts';

const atOnce = 16;

/**
 * Memory after so many events, half of them from Slack and half from Teams, in a fresh process a round: ours
 * answers each with the help card, the vendors' libraries together acknowledge them.
 */
export async function compareMemory(slack: SlackStandIn, stores: Stores, amounts: Amounts): Promise<Row[]> {
  const teams = await startTeams();
  const after = async (child: Child): Promise<Memory> => {
    try {
      await inParallel(amounts.events, atOnce, async (index) => {
        if (index % 2 === 0) await send(child.url, command('li.wei', 'help', slack.answerUrl));
        else await say(child.url, teams.serviceUrl, 'help');
      });
      return await child.ask<Memory>('memory');
    } finally {
      await child.stop();
    }
  };
  const ours: Memory[] = [];
  const reference: Memory[] = [];
  try {
    for (let round = 0; round < Math.min(amounts.rounds, 3); round += 1) {
      const databaseUrl = await stores.create();
      const settings = { ...appSettings(slack, stores, databaseUrl), TEAMS_ALLOW_UNAUTHENTICATED: '1' };
      ours.push(
        await after(await Child.start('quartermaster', settings)).finally(() => stores.drop(databaseUrl)),
      );
      reference.push(await after(await Child.start('bolt-and-botbuilder', slackSettings(slack))));
    }
  } finally {
    await teams.stop();
  }
  const row = (what: string, figure: keyof Memory): Row => {
    const a = median(ours.map((memory) => memory[figure]));
    const b = median(reference.map((memory) => memory[figure]));
    return {
      what,
      ours: megabytes(a),
      reference: megabytes(b),
      ratio: a / b,
      target: { atMost: 1.5 },
    };
  };
  const events = amounts.events.toLocaleString('en');
  return [
    row(`memory (RSS) after ${events} events, against bare Bolt + botbuilder`, 'rssBytes'),
    row('the same, live heap', 'heapBytes'),
  ];
}
