import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProcess } from '../helpers/process.ts';
import type { SlackRequest } from '../helpers/slack/people.ts';
import { sites } from './sites.ts';
import { laptops, type Name, type RequestRow, repair, Stage } from './stage.ts';

describe.each(sites)('once, on $title', ({ missing, make }) => {
  describe.skipIf(missing)('whatever comes', () => {
    let stage: Stage;
    let running: RunningProcess;
    beforeAll(async () => {
      stage = await Stage.open(await make(8));
      running = await stage.start();
      process.stdout.write(`ready after ${Math.round(running.readyMs)} ms\n`);
    });
    afterAll(async () => {
      running.signal('SIGTERM');
      expect(await running.exited).toEqual({ code: 0, signal: null });
      await stage.close();
    });

    /** Lets Slack's requests of `act` pile up, and sends the last of them four times at once and once more later. */
    async function fivefold(act: () => Promise<Response>): Promise<void> {
      const last = await intercepted(act);
      const { people } = stage.slack;
      const answers = await Promise.all([1, 2, 3, 4].map(() => people.deliver(last)));
      answers.push(await people.deliver(last));
      for (const { status } of answers) expect(status).toBe(200);
      await stage.settled({ hurry: true });
    }

    /** The signed request that `act` would have sent last; the bot does not get it. */
    async function intercepted(act: () => Promise<Response>): Promise<SlackRequest> {
      const { people } = stage.slack;
      const deliver = people.deliver;
      let held: SlackRequest | undefined;
      people.deliver = async (request) => {
        held = request;
        return new Response('');
      };
      await act().finally(() => {
        people.deliver = deliver;
      });
      return held!;
    }

    const submit = (who: Name, values: Record<string, string>) => () =>
      stage.slack.people.submit(stage.users[who], values);

    async function filed(what: 'purchase' | 'repair' = 'repair'): Promise<RequestRow> {
      await stage.file('anna.meyer', what, what === 'repair' ? repair : laptops);
      await stage.settled({ hurry: true });
      return stage.newest();
    }

    it('files one request for one form sent five times', async () => {
      await stage.openForm('anna.meyer', 'fix');
      const before = await stage.requests();
      await fivefold(submit('anna.meyer', repair));
      expect(await stage.requests()).toHaveLength(before.length + 1);
      await filed();
      // The control: the same again in another form is another request.
      expect(await stage.requests()).toHaveLength(before.length + 2);
      expect(stage.twice).toEqual([]);
    });

    it('takes, approves and comments once', async () => {
      const request = await filed('purchase');
      await fivefold(() => stage.act('zhao.lei', 'requests.take', request));
      await fivefold(() => stage.act('zhang.min', 'approvals.approve', request));
      await stage.act('anna.meyer', 'requests.comment', request);
      await fivefold(submit('anna.meyer', { words: 'Soon, please' }));
      expect(await stage.deeds(request)).toEqual(['filed', 'taken', 'approved', 'answered']);
      // The control: the same words in another form are said twice.
      await stage.act('anna.meyer', 'requests.comment', request, { words: 'Soon, please' });
      expect(await stage.deeds(request)).toEqual(['filed', 'taken', 'approved', 'answered', 'answered']);
      await stage.settled({ hurry: true });
      expect(stage.twice).toEqual([]);
      expect(await stage.differences()).toEqual([]);
    });

    it('says what was typed in a thread once', async () => {
      const request = await filed();
      const { message } = await stage.buttonFor('zhao.lei', 'requests.take', request);
      await fivefold(() => stage.slack.people.reply(stage.users['sun.fang'], message, 'Which room?'));
      expect(await stage.deeds(request)).toEqual(['filed', 'commented']);
      await stage.slack.people.reply(stage.users['sun.fang'], message, 'Which room?');
      expect(await stage.deeds(request)).toEqual(['filed', 'commented', 'commented']);
    });

    it('lets one of two take it, and tells the other who', async () => {
      const request = await filed();
      const told = stage.slack.world.notices.length;
      await Promise.all([
        stage.act('zhao.lei', 'requests.take', request),
        stage.act('sun.fang', 'requests.take', request),
      ]);
      expect(await stage.deeds(request)).toEqual(['filed', 'taken']);
      const { assigneeId } = await stage.request(request.id);
      const [owner] = await stage.query<{ name: string }>('SELECT "name" FROM "Person" WHERE "id" = $1', [
        assigneeId,
      ]);
      const notices = () => stage.slack.world.notices.slice(told).map(({ text }) => text);
      await stage.slack.world.until(() => notices().length === 2);
      expect(notices()).toContain(`${owner!.name} 已经接手了。`);
    });

    it('makes one decision of two hundred clicks', async () => {
      const request = await filed('purchase');
      // Everybody clicks: the manager, finance, who filed it, and the team; all at once.
      const clickers: Name[] = ['zhang.min', 'omar.haddad', 'anna.meyer', 'zhao.lei'];
      const { message, label } = await stage.buttonFor('zhao.lei', 'approvals.approve', request);
      const told = stage.slack.world.notices.length;
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          stage.slack.people.click(stage.users[clickers[index % 4]!], message, label),
        ),
      );
      for (const { status } of answers) expect(status).toBe(200);
      expect(await stage.deeds(request)).toEqual(['filed', 'approved']);
      const notices = () => stage.slack.world.notices.slice(told);
      await stage.slack.world.until(() => notices().length === 200);
      const toldOf = (who: Name) => notices().filter(({ user }) => user === stage.users[who]);
      expect(toldOf('zhang.min').filter(({ text }) => text.includes('张敏'))).toHaveLength(49);
      for (const who of ['omar.haddad', 'anna.meyer', 'zhao.lei'] as const)
        expect(toldOf(who)).toHaveLength(50);
      await stage.settled({ hurry: true });
      expect(await stage.differences()).toEqual([]);
    });
  });
});
