import { Child } from './child.ts';
import { alternate, figuresOf, inParallel, medianOf } from './measure.ts';
import { micros, perSecond, type Row } from './report.ts';
import { type Amounts, appSettings, slackSettings } from './settings.ts';
import { command, type SlackStandIn, send } from './slack.ts';
import type { Stores } from './stores.ts';

const atOnce = 32;

/** `/office help`, answered with the whole card, against apps that only acknowledge it. */
export async function compareHelp(slack: SlackStandIn, stores: Stores, amounts: Amounts): Promise<Row[]> {
  const databaseUrl = await stores.create();
  const settings = slackSettings(slack);
  const children = {
    ours: await Child.start('quartermaster', appSettings(slack, stores, databaseUrl)),
    express: await Child.start('bolt', settings, ['express']),
    http: await Child.start('bolt', settings, ['http']),
    raw: await Child.start('raw-node', settings),
  };
  const ask = async (child: Child, count: number) =>
    inParallel(count, atOnce, async () => {
      await send(child.url, command('li.wei', 'help', slack.answerUrl));
    });
  try {
    const answer = await send(children.ours.url, command('li.wei', 'help', slack.answerUrl));
    if (!answer.includes('"response_type":"ephemeral"') || !answer.includes('李伟'))
      throw new Error('help was not answered with its card');
    for (const child of Object.values(children)) await ask(child, amounts.commands / 2);
    const measure = (child: Child) => () =>
      figuresOf(child, amounts.commands, () => ask(child, amounts.commands));
    const figures = await alternate(amounts.rounds, {
      ours: measure(children.ours),
      express: measure(children.express),
      http: measure(children.http),
      raw: measure(children.raw),
    });
    const ours = medianOf(figures.ours);
    const against = (name: string, rounds: typeof figures.ours): Row[] => {
      const reference = medianOf(rounds);
      return [
        {
          what: `\`help\`, CPU a request, against ${name}`,
          ours: micros(ours.cpuMicros),
          reference: micros(reference.cpuMicros),
          ratio: ours.cpuMicros / reference.cpuMicros,
        },
      ];
    };
    const express = medianOf(figures.express);
    return [
      {
        what: '`help`, rate, against Bolt `ExpressReceiver` that acknowledges',
        ours: perSecond(ours.rate),
        reference: perSecond(express.rate),
        ratio: ours.rate / express.rate,
        target: { atLeast: 1 },
      },
      ...against('the same', figures.express),
      ...against('Bolt `HTTPReceiver` that acknowledges', figures.http),
      ...against('raw Node that checks the signature', figures.raw),
    ];
  } finally {
    for (const child of Object.values(children)) await child.stop();
    await stores.drop(databaseUrl);
  }
}
