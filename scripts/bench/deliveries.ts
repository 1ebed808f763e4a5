import { Child } from './child.ts';
import { alternate, figuresOf, medianOf } from './measure.ts';
import { micros, perSecond, type Row } from './report.ts';
import { type Amounts, slackSettings } from './settings.ts';
import type { SlackStandIn } from './slack.ts';
import type { Stores } from './stores.ts';

/** As many conversations as the sender writes to at once. */
const atOnce = 100;

/** Messages from the outbox to Slack without its pace, against Slack's own client that posts the same ones. */
export async function compareDeliveries(
  slack: SlackStandIn,
  stores: Stores,
  amounts: Amounts,
): Promise<Row[]> {
  const count = amounts.deliveries;
  const databaseUrl = await stores.create();
  const outbox = await Child.start('outbox', { ...slackSettings(slack), ...stores.settings(databaseUrl) });
  const client = await Child.start('web-client', slackSettings(slack));
  try {
    await outbox.ask('fill', { count: Math.ceil(count / 5), conversations: atOnce });
    await outbox.ask('send');
    const body = slack.lastPost;
    await client.ask('post', { body, count: Math.ceil(count / 5), atOnce });

    const send = async (conversations: number) => {
      await outbox.ask('fill', { count, conversations });
      const before = slack.sent;
      const figures = await figuresOf(outbox, count, () => outbox.ask('send'));
      if (slack.sent - before !== count) throw new Error(`${slack.sent - before} of ${count} were sent`);
      return figures;
    };
    const figures = await alternate(amounts.rounds, {
      few: () => send(atOnce),
      many: () => send(count),
      reference: () => figuresOf(client, count, () => client.ask('post', { body, count, atOnce })),
    });
    const reference = medianOf(figures.reference);
    const number = count.toLocaleString('en');
    const row = (where: string, rounds: typeof figures.few): Row[] => {
      const ours = medianOf(rounds);
      return [
        {
          what: `${number} deliveries ${where}, against bare \`WebClient\``,
          ours: perSecond(ours.rate),
          reference: perSecond(reference.rate),
          ratio: ours.rate / reference.rate,
          target: { atLeast: 0.8 },
        },
        {
          what: 'the same, CPU a delivery',
          ours: micros(ours.cpuMicros),
          reference: micros(reference.cpuMicros),
          ratio: ours.cpuMicros / reference.cpuMicros,
        },
      ];
    };
    return [
      ...row(`to ${atOnce} conversations`, figures.few),
      ...row('to as many conversations', figures.many),
    ];
  } finally {
    await outbox.stop();
    await client.stop();
    await stores.drop(databaseUrl);
  }
}
