import { newId } from '../../src/core/ids.ts';
import { type Locale, localeOfText } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import { t } from '../../src/i18n/translate.ts';
import type { Ack, Inbound } from '../../src/platform/inbound.ts';
import type { Block, Card } from '../../src/ui/card.ts';
import type { Form } from '../../src/ui/form.ts';
import { shorten } from '../adaptive-cards/limits.ts';
import { renderCard } from '../adaptive-cards/render-card.ts';
import { renderForm } from '../adaptive-cards/render-form.ts';
import type { IncomingActivity } from './activity.ts';
import { placeOf } from './address.ts';
import { cardContentType, type Sender, toJson } from './send.ts';

/** What goes back in the body of the HTTP answer; undefined: nothing. */
export type Reply = object | undefined;

/** Turns what the core answered into what Teams expects, by the kind of activity that it answers. */
export class Answers {
  constructor(
    private readonly sender: Sender,
    private readonly logger: Logger,
  ) {}

  /** `clientLocale`: of this person's Teams; what is added to an answer is in the language of the answer itself. */
  async to(activity: IncomingActivity, event: Inbound, ack: Ack, clientLocale: Locale): Promise<Reply> {
    const locale = localeOf(ack, clientLocale);
    if (activity.type !== 'invoke') return this.toMessage(event, ack, locale);
    return activity.name === 'adaptiveCard/action'
      ? this.toExecute(event, ack, locale)
      : toTask(
          ack,
          activity.name === 'task/submit' || activity.name === 'composeExtension/submitAction',
          locale,
        );
  }

  /** Nothing can be shown in answer to a message but another message. */
  private async toMessage(event: Inbound, ack: Ack, locale: Locale): Promise<Reply> {
    const card = cardOf(ack, locale);
    try {
      if (card) await this.sender.say(placeOf(event.address), card);
    } catch (error) {
      // What was done is committed: a repeat by Teams would change nothing, and bring no answer either.
      this.logger.warn({ err: error }, 'Teams: the answer to a message could not be sent');
    }
    return undefined;
  }

  /** A card in this answer would take the place of the clicked one: so it goes into the private chat instead. */
  private async toExecute(event: Inbound, ack: Ack, locale: Locale): Promise<Reply> {
    if (ack.kind !== 'card') return executeMessage(textOf(ack, locale));
    try {
      const address = event.personal
        ? event.address
        : await this.sender.open({ kind: 'person', account: event.actor });
      await this.sender.say(placeOf(address), ack.card);
      return executeMessage(t(locale, event.personal ? 'teams.below' : 'teams.sentInPrivate'));
    } catch (error) {
      this.logger.warn({ err: error }, 'Teams: a private answer could not be sent; its summary was shown');
      return executeMessage(ack.card.summary);
    }
  }
}

/** A card may quote somebody: its buttons are in its reader's language. */
function localeOf(ack: Ack, clientLocale: Locale): Locale {
  switch (ack.kind) {
    case 'form':
      return localeOfText(ack.form.title + ack.form.submit, clientLocale);
    case 'card':
      return localeOfText(ack.card.blocks.flatMap(buttonLabels).join(), clientLocale);
    default:
      return clientLocale;
  }
}

const buttonLabels = (block: Block): string[] => {
  if (block.kind === 'actions') return block.buttons.map(({ label }) => label);
  return block.kind === 'list' ? block.items.flatMap(({ button }) => button?.label ?? []) : [];
};

/** What a person is told when the core has not answered in the time that Teams gives. */
export function lateReply(activity: IncomingActivity, locale: Locale): Reply {
  const text = t(locale, 'teams.slow');
  return activity.name === 'adaptiveCard/action' ? executeMessage(text) : taskMessage(text);
}

function toTask(ack: Ack, closes: boolean, locale: Locale): Reply {
  switch (ack.kind) {
    case 'form':
      return { task: { type: 'continue', value: formDialog(ack.form, locale) } };
    case 'card':
      return { task: { type: 'continue', value: cardDialog(ack.card) } };
    case 'notice':
      return taskMessage(ack.text);
    case 'ok':
      // An empty answer closes a dialog; one that was never opened has to say something.
      return closes ? undefined : taskMessage(t(locale, 'teams.done'));
  }
}

function formDialog(form: Form, locale: Locale) {
  const texts = {
    optional: t(locale, 'form.optional'),
    person: t(locale, 'form.person'),
    place: t(locale, 'form.place'),
    time: t(locale, 'form.time'),
    files: t(locale, 'form.filesLater'),
  };
  const drawn = renderForm(form, { texts, drawn: newId('drw') });
  return dialog(form.title, toJson(drawn), form.fields.length > 3 ? 'large' : 'medium');
}

function cardDialog(card: Card) {
  const drawn = renderCard(card, { fallback: false, forms: 'dialog', drawn: newId('drw') });
  return dialog(card.title ?? card.summary, toJson(drawn), 'medium');
}

function dialog(title: string, content: unknown, height: 'medium' | 'large') {
  return {
    title: shorten(title, 64),
    height,
    width: 'medium',
    card: { contentType: cardContentType, content },
  };
}

const taskMessage = (value: string) => ({ task: { type: 'message', value } });

const executeMessage = (value: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

function textOf(ack: Exclude<Ack, { kind: 'card' }>, locale: Locale): string {
  if (ack.kind === 'notice') return ack.text;
  return t(locale, ack.kind === 'ok' ? 'teams.done' : 'teams.noForm');
}

function cardOf(ack: Ack, locale: Locale): Card | undefined {
  if (ack.kind === 'ok') return undefined;
  if (ack.kind === 'card') return ack.card;
  const text = textOf(ack, locale);
  return { summary: text, blocks: [{ kind: 'text', text }] };
}
