import type { Ack } from '../../src/platform/inbound.ts';
import type { Form } from '../../src/ui/form.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

/**
 * What owners and voters do with polls besides voting, at the longest polls that there are: those of pollSamples, of
 * which some are open and some over.
 */
export async function pollExtraSamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const { prisma } = office.app.database;
  const member = office.as('member');
  const reader = office.as('reader');
  const polls = await prisma.poll.findMany({
    where: { ownerId: member.id, state: { in: ['open', 'counted'] } },
    orderBy: { number: 'desc' },
  });
  const questionsIn = ({ questions }: (typeof polls)[number]) => (questions as unknown[]).length;
  const open = polls.find(({ state }) => state === 'open')!;
  const over = polls
    .filter(({ state }) => state === 'counted')
    .sort((a, b) => questionsIn(b) - questionsIn(a));
  const [longest] = over;
  const click = async (action: string, id: string) => keep(await member.click(action, id));
  const fill = async (ack: Ack, typed: Record<string, string>) => {
    if (ack.kind !== 'form') throw new Error(JSON.stringify(ack).slice(0, 300));
    return keep(await member.submit(ack.form.id, ack.form.context, { ...valuesOf(ack.form), ...typed }));
  };
  // Its repetition is set, and it is edited: both stand on its cards.
  await fill(await click('polls.repeat', open.id), { start: '2098-01-01T09:00', hours: '24' });
  await fill(await click('polls.coOwners', open.id), { add: office.as('mate').id });
  const edit = await click('polls.edit', open.id);
  await fill(edit, { title: longText(200) });
  await fill(edit, { title: longText(200) });
  await click('polls.addOption', open.id);
  for (const action of ['polls.edit', 'polls.coOwners', 'polls.postTo', 'polls.manage', 'polls.saveTemplate'])
    await click(action, open.id);
  for (const text of [longText(75), longText(70)])
    keep(await reader.submit('polls.addOption', open.id, { text }));
  await click('polls.remind', open.id);
  await fill(await click('polls.saveTemplate', longest!.id), { name: longText(100) });
  const template = await prisma.pollTemplate.findFirstOrThrow();
  for (let at = 0; at < 12; at += 1)
    await prisma.pollTemplate.create({
      data: { ...template, id: `tpl_${at}`, draft: template.draft as object },
    });
  keep(await member.command('poll templates'));
  await click('polls.template', template.id);
  await click('polls.use', template.id);
  await click('polls.duplicate', longest!.id);
  for (const kind of ['request', 'reminder', 'announcement'])
    for (const { id } of over) await click(`polls.next.${kind}`, id);
  const [first] = longest!.questions as unknown as { id: string; options: { id: string }[] }[];
  const outcome = [longest!.id, first!.id, first!.options[0]!.id].join(' ');
  await fill(await click('polls.next.announcement', outcome), { text: longText(1000), team: '' });
  await click('polls.manage', longest!.id);
  for (const who of [member, reader]) keep(await who.command('polls'));
  keep(await reader.click('polls.manage', open.id));
  await click('polls.delete', open.id);
  await office.app.engine.handleDueTimers();
  const rows = await prisma.delivery.findMany({
    where: { view: { in: ['polls.coOwner', 'polls.announcement'] } },
  });
  return rows.map(({ view, subject, args, live }) => ({ view, subject, args: args as object, live }));
}

const valuesOf = (form: Form) => Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, value]));
