import { startApp } from '../src/app.ts';
import type { Environment } from '../src/config/environment.ts';
import { QuartermasterError } from '../src/core/errors.ts';
import { newId } from '../src/core/ids.ts';
import type { Logger } from '../src/core/logger.ts';
import { findRunningPostgres } from '../src/db/embedded.ts';
import type { Values } from '../src/ui/form.ts';

interface Sample {
  email: string;
  category: string;
  values: Values;
}

const samples: Sample[] = [
  {
    email: 'li.wei@harbour.example',
    category: 'repair',
    values: { location: '三楼茶水间', description: '空调漏水，地面已经湿了一片', urgency: 'high' },
  },
  {
    email: 'anna.meyer@harbour.example',
    category: 'repair',
    values: {
      location: '2F, room 204',
      description: 'The window does not close any more.',
      urgency: 'normal',
    },
  },
  {
    email: 'anna.meyer@harbour.example',
    category: 'purchase',
    values: {
      item: 'Standing desk',
      quantity: '2',
      amount: '6,400',
      reason: 'For the two new colleagues in sales',
    },
  },
  {
    email: 'li.wei@harbour.example',
    category: 'purchase',
    values: { item: '投影仪灯泡', quantity: '1', amount: '480', reason: '会议室的灯泡坏了' },
  },
];

/**
 * Files the samples through the engine, as the demo office's people would on the web page; beside a running
 * Quartermaster as well. Returns how many.
 * @throws QuartermasterError `config` for any other office: its history could never be rid of them.
 */
export async function fillDemo(environment: Environment, logger: Logger): Promise<number> {
  if (!environment.demo)
    throw new QuartermasterError('config', 'the samples belong to the demo office: leave OFFICE_CONFIG out');
  const { slack: _, teams: __, ...webOnly } = environment;
  const running = environment.databaseUrl ?? (await findRunningPostgres(environment.dataDir));
  const database = running === undefined ? {} : { databaseUrl: running };
  const app = await startApp({ ...webOnly, ...database, port: 0 }, { logger });
  try {
    const people = await app.database.prisma.person.findMany();
    for (const { email, category, values } of samples) {
      const person = people.find((each) => each.email === email);
      if (person === undefined) continue;
      await app.engine.handle({
        platform: 'web',
        id: newId('demo'),
        actor: { workspace: 'web', userId: person.id },
        address: { key: `person:${person.id}`, data: null },
        personal: true,
        can: { openForm: true, replyPrivately: true },
        kind: 'submit',
        form: 'requests.file',
        context: category,
        values,
      });
    }
    await app.sender.drain();
    return samples.length;
  } finally {
    await app.stop();
  }
}
