import { newId } from '../../src/core/ids.ts';
import type { Ack, Inbound } from '../../src/platform/inbound.ts';
import type { Button, Card } from '../../src/ui/card.ts';
import { type TestOffice, textOf } from '../helpers/office.ts';

/** Somebody in a private chat that can neither open a form nor answer in private: everything is a message. */
export function chatOf(office: TestOffice, name: string) {
  const { id } = office.as(name);
  const handle = (what: Partial<Inbound> & Pick<Inbound, 'kind'>, openForm = false): Promise<Ack> =>
    office.app.engine.handle({
      platform: 'web',
      id: newId('evt'),
      actor: { workspace: 'web', userId: id },
      address: { key: `person:${id}`, data: null },
      personal: true,
      can: { openForm, replyPrivately: openForm },
      ...what,
    } as Inbound);
  const cards = async (): Promise<Card[]> => (await office.shown(name)).map(({ card }) => card);
  const buttonOf = async (action: string): Promise<Button> => {
    const buttons = (await cards())
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'actions' ? block.buttons : []));
    const found = buttons.findLast((button) => button.action === action);
    if (found === undefined) throw new Error(`no button ${action}`);
    return found;
  };
  return {
    /** Writes a message; what was answered with, all that came since. */
    async write(text: string, messageKey?: string): Promise<string> {
      const before = (await cards()).length;
      await handle({ kind: 'command', text, messageKey } as Inbound);
      return (await cards()).slice(before).map(textOf).join('\n');
    },
    /** Clicks a button; dialogs open from clicks. */
    click: (button: Button) =>
      handle({ kind: 'action', action: button.action, value: button.value } as Inbound, true),
    submit: (form: string, context: string, values: Record<string, string>) =>
      handle({ kind: 'submit', form, context, values } as Inbound, true),
    /** The newest button for this action. */
    buttonOf,
  };
}
