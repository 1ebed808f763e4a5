import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

/** The live cards of polls of every kind, as long as they can be, open and over; and the forms that ask and vote. */
export async function pollSamples(office: TestOffice, keep: (ack: Ack) => Ack) {
  const { prisma } = office.app.database;
  const samples: { view: string; subject: string; live: boolean; args: object }[] = [];
  const voters = ['member', 'mate', 'boss', 'money', 'requester', 'reader'];
  const options = Array.from({ length: 20 }, (_, at) => longText(75, `${at} `)).join('\n');
  const asked = {
    ...{ question: longText(200), options, most: '', scale: '0-10', places: 'team\nmoney', people: '' },
    ...{ closesAt: '2098-01-01T09:00', closesAtVotes: '100', may: 'change\nadd', results: 'live' },
  };
  const member = office.as('member');
  const newest = () => prisma.poll.findFirstOrThrow({ orderBy: { number: 'desc' } });
  const show = (id: string) => {
    for (const [view, args] of [
      ['polls.card', {}],
      ['polls.card', { quiet: true }],
      ['polls.result', {}],
    ] as const)
      samples.push({ view, subject: `poll:${id}`, live: true, args });
  };
  /** Begins as `poll` alone does, and sends off one step after the other. */
  const ask = async (...steps: Record<string, string>[]) => {
    let form = keep(await member.command('poll'));
    for (const step of steps) {
      if (form.kind !== 'form') break;
      form = keep(await member.submit(form.form.id, form.form.context, step));
    }
    if (form.kind === 'form') throw new Error(JSON.stringify(form.form.errors));
    return (await newest()).id;
  };
  const byKind = { secrecy: 'named', next: 'post' };
  const ids = [
    await ask({ ...asked, ...byKind, kind: 'single' }),
    await ask({ ...asked, ...byKind, kind: 'multiple', secrecy: 'toOwners' }),
    await ask({ ...asked, ...byKind, kind: 'ranked' }),
    await ask({ ...asked, ...byKind, kind: 'scale' }),
    await ask({ ...asked, ...byKind, kind: 'yesNo', secrecy: 'anonymous', results: 'afterVote' }),
    await ask(
      { ...asked, ...byKind, kind: 'single', next: 'another' },
      ...Array.from({ length: 9 }, (_, at) => ({
        ...{ title: longText(200), question: longText(200), options, scale: '1-5', most: '20' },
        ...{ kind: ['ranked', 'scale', 'yesNo', 'multiple'][at % 4]!, next: at === 8 ? 'post' : 'another' },
      })),
    ),
  ];
  for (const id of ids) {
    const { questions } = await newestById(id);
    for (const [at, who] of voters.entries()) {
      const person = office.as(who);
      const form = keep(await person.click('polls.form', id));
      const first = questions[0]!;
      const option = first.options[at % first.options.length]!.id;
      if (questions.length === 1 && first.kind !== 'ranked') {
        keep(await person.click('polls.vote', `${id} ${first.id} ${option}`));
      } else if (form.kind === 'form') {
        const values = Object.fromEntries(
          form.form.fields.map((field, nth) => [
            field.id,
            'options' in field ? (field.options?.[(nth + at) % field.options.length]?.value ?? '') : '',
          ]),
        );
        keep(await person.submit('polls.vote', id, values));
      }
      if (at > 1) continue;
      keep(await person.click('polls.results', id));
      keep(await person.click('polls.show', id));
    }
    show(id);
  }
  // What is drawn of these is as they are when it is drawn: some are over by then.
  for (const id of [ids[0]!, ids[3]!, ids[5]!]) keep(await member.click('polls.close', id));
  await office.app.engine.handleDueTimers();
  await office.app.engine.handleDueTimers();
  for (const id of ids)
    for (const who of ['member', 'reader']) keep(await office.as(who).click('polls.results', id));
  for (const said of [`poll “${longText(150)}” a | b`, `poll ${longText(150)}? a | b until tomorrow`])
    keep(
      await member.send({
        ...{ kind: 'command', text: said },
        ...{ can: { openForm: false, replyPrivately: true } },
      } as never),
    );
  keep(
    await member.send({
      ...{
        kind: 'command',
        text: `poll “${longText(150)}” ${longText(70)} | ${longText(69)}`,
        personal: false,
      },
      ...{ address: { key: 'channel:team', data: null } },
    } as never),
  );
  return samples;

  async function newestById(id: string) {
    const { questions } = await prisma.poll.findUniqueOrThrow({ where: { id } });
    return { questions: questions as unknown as { id: string; kind: string; options: { id: string }[] }[] };
  }
}
