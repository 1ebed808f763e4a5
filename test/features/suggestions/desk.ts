import type { Ack } from '../../../src/platform/inbound.ts';
import type { Button, Card } from '../../../src/ui/card.ts';
import { startOffice, type TestOffice, textOf } from '../../helpers/office.ts';

export const cardOf = (ack: Ack): Card => {
  if (ack.kind !== 'card') throw new Error(`no card, but ${JSON.stringify(ack)}`);
  return ack.card;
};

export const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => [
    ...(block.kind === 'actions' ? block.buttons : []),
    ...(block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []),
  ]);

export const valueIn = (card: Card, action: string): string => {
  const found = buttonsOf(card).find((button) => button.action === action);
  if (found === undefined) throw new Error(`no ${action} on: ${textOf(card)}`);
  return found.value;
};

/** What an answer says, whatever it is. */
export function said(ack: Ack): string {
  if (ack.kind === 'notice') return ack.text;
  if (ack.kind === 'card') return textOf(ack.card);
  return ack.kind === 'form' ? `form ${ack.form.id} ${JSON.stringify(ack.form)}` : ack.kind;
}

/** The whole of it with a clock that is moved by hand: a Monday, 10:00 in Shanghai. */
export async function startSuggestions() {
  let now = new Date('2026-11-23T02:00:00Z');
  const office: TestOffice = await startOffice({ clock: { now: () => now } });
  const { prisma } = office.app.database;
  return {
    office,
    prisma,
    /** The time comes, and a second look is taken, as another process would. */
    async at(instant: string) {
      now = new Date(instant);
      await office.app.engine.handleDueTimers();
      await office.app.engine.handleDueTimers();
    },
    /** Suggests something, although there may be another like it; its id. */
    async suggest(
      name: string,
      title: string,
      who = 'named',
      more: Record<string, string> = {},
    ): Promise<string> {
      const one = office.as(name);
      const values = { title, text: `${title}, please.`, category: 'building', who, ...more };
      const ack = await one.submit('suggestions.write', '', values);
      if (ack.kind === 'card')
        await one.click('suggestions.sendAnyway', valueIn(ack.card, 'suggestions.sendAnyway'));
      else if (ack.kind !== 'notice' || ack.refused) throw new Error(JSON.stringify(ack));
      return (await prisma.suggestion.findFirstOrThrow({ where: { title }, orderBy: { number: 'desc' } })).id;
    },
    find: (id: string) => prisma.suggestion.findUniqueOrThrow({ where: { id } }),
    /** What stands in somebody's private chat, or in a channel, with these words in it. */
    async reads(conversation: string, words: string): Promise<Card[]> {
      const all = await office.shown(conversation);
      return all.map(({ card }) => card).filter((card) => textOf(card).includes(words));
    },
  };
}

export type SuggestionDesk = Awaited<ReturnType<typeof startSuggestions>>;
