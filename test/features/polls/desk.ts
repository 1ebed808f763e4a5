import { afterAll, beforeAll } from 'vitest';
import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import type { Form } from '../../../src/ui/form.ts';
import { startOffice, type TestOffice } from '../../helpers/office.ts';

export const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack).slice(0, 500)}`);
  return ack.card;
};
export const formOf = (ack: Ack): Form => {
  if (ack.kind !== 'form') throw new Error(`no form, but ${JSON.stringify(ack).slice(0, 500)}`);
  return ack.form;
};
export const buttons = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);
export const actionsOn = (card: Card) => buttons(card).map(({ action }) => action);
export const valuesOf = (form: Form) =>
  Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, value]));
interface Asked {
  question?: string;
  options?: string;
  secrecy?: string;
  results?: string;
  places?: string;
  people?: string;
  may?: string;
  closesAt?: string;
}
type Questions = { id: string; options: { id: string; text: string; addedById?: string }[] }[];

/** An office of a file of tests, where polls are asked by their form and voted on by the texts of their options. */
export function pollDesk() {
  let office: TestOffice;
  // A Monday, 10:00 in Shanghai and 03:00 in Berlin.
  let now = new Date('2026-11-23T02:00:00Z');
  beforeAll(async () => {
    office = await startOffice({ clock: { now: () => now } });
  });
  afterAll(() => office.stop());
  const at = async (instant: string) => {
    now = new Date(instant);
    await office.app.engine.handleDueTimers();
  };
  const due = () => office.app.engine.handleDueTimers();

  const latest = () => office.app.database.prisma.poll.findFirstOrThrow({ orderBy: { number: 'desc' } });
  /** Asks it by the form; the id of the poll. */
  async function ask(who: string, asked: Asked = {}): Promise<string> {
    const form = formOf(await office.as(who).click('polls.new', ''));
    const done = await office.as(who).submit('polls.ask', form.context, {
      ...valuesOf(form),
      ...{ question: 'Team lunch on Friday?', options: 'Noodles\nDumplings\nBoth', may: 'change\nadd' },
      ...{ places: 'facilities', secrecy: 'named', results: 'live' },
      ...asked,
    });
    cardOf(done);
    return (await latest()).id;
  }
  const poll = async (id: string) => {
    const row = await office.app.database.prisma.poll.findUniqueOrThrow({ where: { id } });
    return { ...row, questions: row.questions as unknown as Questions };
  };
  /** Votes for the option with this text. */
  async function vote(who: string, id: string, text: string): Promise<Ack> {
    const { questions } = await poll(id);
    const option = questions[0]!.options.find((one) => one.text === text)!;
    return office.as(who).click('polls.vote', `${id} ${questions[0]!.id} ${option.id}`);
  }
  /** What stands in a conversation, once every card has been drawn again. */
  const shownIn = async (conversation: string) => {
    // What is being sent at this moment may be an older picture, and rests for a second from now on.
    await office.app.sender.drain();
    now = new Date(now.getTime() + 1100);
    return (await office.shown(conversation)).map(({ card }) => card);
  };
  /** The poll's card in a conversation. */
  const cardIn = async (conversation: string, id: string) => {
    const { number } = await poll(id);
    const cards = await shownIn(conversation);
    return cards.find((card) => new RegExp(`#${number}(?!\\d)`).test(card.title ?? ''))!;
  };
  const edit = async (who: string, id: string, typed: Record<string, string>) => {
    const form = formOf(await office.as(who).click('polls.edit', id));
    return office.as(who).submit('polls.edit', form.context, { ...valuesOf(form), ...typed });
  };
  const close = async (who: string, id: string) => {
    await office.as(who).click('polls.close', id);
    await due();
  };
  return {
    get office() {
      return office;
    },
    ...{ at, due, latest, ask, poll, vote, shownIn, cardIn, edit, close },
  };
}
