import { expect } from 'vitest';
import type { Read, Stage } from './stage.ts';

/** Every copy has to follow within this time, in milliseconds: one channel of Slack is given a message a second. */
const promptly = { timeout: 10_000, interval: 20 };

export type Reading = () => Read<unknown>[] | Promise<Read<unknown>[]>;

/** Waits for a message that says all of this, and answers with the newest such. */
export async function sees<Message>(
  read: () => Read<Message>[] | Promise<Read<Message>[]>,
  ...words: string[]
): Promise<Message> {
  let found: Read<Message> | undefined;
  await expect
    .poll(async () => {
      const all = await read();
      found = all.findLast(({ text }) => words.every((word) => text.includes(word)));
      return found === undefined ? all.map(({ text }) => text).join('\n---\n') : 'seen';
    }, promptly)
    .toBe('seen');
  return found!.message;
}

/** Waits until each of these places has a message that says all of this. */
export async function everywhere(all: Reading[], ...words: string[]): Promise<void> {
  for (const read of all) await sees(read, ...words);
}

/** How many messages there say this. */
export const count = async (read: Reading, words: string) =>
  (await read()).filter(({ text }) => text.includes(words)).length;

/** The places, as those who look at them name them. */
export const placesOf = (stage: Stage) => {
  const { slack, teams, onSlack, onTeams } = stage;
  return {
    slackChannel: () => stage.readSlack(stage.slackChannel),
    teamsChannel: () => stage.readTeams(stage.teamsChannel),
    webChannel: () => stage.readWeb('facilities'),
    annaOnSlack: () => stage.readSlack(slack.world.personal(onSlack.anna)),
    annaOnTeams: () => stage.readTeams(teams.world.personal(onTeams.anna)),
    annaOnWeb: () => stage.readWeb('anna.meyer'),
    zhangOnTeams: () => stage.readTeams(teams.world.personal(onTeams.zhang)),
    liOnTeams: () => stage.readTeams(teams.world.personal(onTeams.li)),
    omarOnSlack: () => stage.readSlack(slack.world.personal(onSlack.omar)),
  };
};
