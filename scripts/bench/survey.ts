import { Bucket } from './bucket.ts';
import { Child } from './child.ts';
import { figuresOf } from './measure.ts';
import { micros, perSecond, type Row } from './report.ts';
import { type Amounts, slackSettings } from './settings.ts';
import type { SlackStandIn } from './slack.ts';
import type { Stores } from './stores.ts';

/** As many as bulk sending has under way. */
const atOnce = 50;
/** What a platform saves up, in seconds' worth: it asks to wait for whole ones. */
const savedSeconds = 2;

/**
 * The invitations of a survey, all at once in the outbox, on a Slack that permits so many messages a second to the
 * whole workspace: how much of that is used, between the first and the last time that it asked to wait, and what a
 * message costs us, against Slack's own client that waits as it is asked. One round: the time is the platform's.
 */
export async function compareSurvey(slack: SlackStandIn, stores: Stores, amounts: Amounts): Promise<Row[]> {
  const { invitations: count, permittedPerSecond } = amounts;
  const databaseUrl = await stores.create();
  const ours = await Child.start('survey', { ...slackSettings(slack), ...stores.settings(databaseUrl) });
  const client = await Child.start('web-client', slackSettings(slack));
  const measure = async (child: Child, send: () => Promise<void>) => {
    const startedAt = performance.now();
    slack.permit(new Bucket(permittedPerSecond, permittedPerSecond * savedSeconds, startedAt));
    const before = slack.sent;
    const { cpuMicros } = await figuresOf(child, count, send);
    if (slack.sent - before !== count) throw new Error(`${slack.sent - before} of ${count} were sent`);
    // Of few messages none may be refused, or all refused at once.
    const first = slack.refusals[0] ?? { sent: before, atMs: startedAt };
    const later = slack.refusals.findLast(({ sent }) => sent > first.sent);
    const last = later ?? { sent: slack.sent, atMs: slack.lastSentAt };
    const rate = ((last.sent - first.sent) * 1000) / (last.atMs - first.atMs);
    return { cpuMicros, rate, refused: slack.refusals.length / count };
  };
  try {
    // What is compiled on the way is neither's.
    const warmUp = Math.ceil(count / 20);
    await ours.ask('fill', { count: warmUp });
    await ours.ask('send');
    const body = slack.lastPost;
    await client.ask('post', { body, count: warmUp, atOnce });

    await ours.ask('fill', { count });
    const here = await measure(ours, () => ours.ask('send'));
    const there = await measure(client, () => client.ask('post', { body, count, atOnce, waits: true }));
    return [
      {
        what: `${count.toLocaleString('en')} invitations of a survey, against what Slack permits`,
        ours: perSecond(here.rate),
        reference: perSecond(permittedPerSecond),
        ratio: here.rate / permittedPerSecond,
        target: { atLeast: 0.95 },
      },
      {
        what: 'the same, against bare `WebClient` that waits as it is asked',
        ours: perSecond(here.rate),
        reference: perSecond(there.rate),
        ratio: here.rate / there.rate,
      },
      {
        what: 'the same, CPU a message',
        ours: micros(here.cpuMicros),
        reference: micros(there.cpuMicros),
        ratio: here.cpuMicros / there.cpuMicros,
      },
      {
        what: 'the same, refused calls a message',
        ours: here.refused.toFixed(2),
        reference: there.refused.toFixed(2),
      },
    ];
  } finally {
    slack.permit(undefined);
    await ours.stop();
    await client.stop();
    await stores.drop(databaseUrl);
  }
}
