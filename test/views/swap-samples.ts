import type { Ack } from '../../src/platform/inbound.ts';
import type { TestOffice } from '../helpers/office.ts';
import { longText } from './long-office.ts';

interface Person {
  command(text: string): Promise<Ack>;
  click(action: string, value: string): Promise<Ack>;
  submit(form: string, context: string, typed: Record<string, string>): Promise<Ack>;
}

/** As the clocks of Shanghai show it. */
const local = (instant: Date) => new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 16);

/** Every form and card of swaps, overrides and wishes, on the roster `watch`. */
export async function swapSamples(office: TestOffice, person: (name: string) => Person): Promise<void> {
  await office.app.engine.handleDueTimers();
  const long = longText(1000);
  const [mate, member, admin] = [person('mate'), person('member'), person('admin')];
  const { prisma } = office.app.database;
  const nextOf = (name: string, after: Date) =>
    prisma.shift.findFirstOrThrow({
      where: { rosterId: 'watch', personId: office.as(name).id, startsAt: { gt: after } },
      orderBy: { startsAt: 'asc' },
    });
  const shift = await nextOf('mate', new Date(Date.now() + 60 * 24 * 3600_000));
  const given = await nextOf('member', shift.endsAt);
  const time = { from: local(shift.startsAt), until: local(shift.endsAt) };
  await mate.click('swaps.offer', shift.id);
  await mate.submit('swaps.offer', shift.id, { ...time, to: 'all', return: 'any', note: long });
  const { id } = await prisma.swap.findFirstOrThrow();
  for (const one of [mate, member]) {
    await one.command('swap');
    await one.click('swaps.show', id);
  }
  await member.click('swaps.take', id);
  await member.submit('swaps.propose', id, { shift: given.id });
  await mate.click('swaps.agree', id);
  await admin.click('swaps.show', id);
  await admin.click('swaps.reject', id);
  await admin.submit('swaps.reject', id, { reason: long });
  await mate.click('swaps.show', id);
  const override = { role: 'driver', ...time, person: office.as('member').id, reason: long };
  await member.command('put on duty');
  await member.submit('swaps.override', 'watch', { ...override, until: time.from });
  await member.submit('delegations.set', '', {
    substitute: '',
    from: time.from.slice(0, 10),
    until: time.until.slice(0, 10),
  });
  await member.submit('swaps.override', 'watch', override);
  const wish = { wish: 'rather', from: '2098-01-01', until: '2098-01-02', roster: 'watch' };
  await mate.click('swaps.wish', '');
  await mate.submit('swaps.wish', '', wish);
  await mate.command('wishes');
}
