import type { types } from '@slack/bolt';
import type { Locale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import { t } from '../../src/i18n/translate.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { Form } from '../../src/ui/form.ts';
import { fieldsToDraw } from '../../src/ui/show-when.ts';
import { call, reasonOf, type SlackClients, slackCode } from './client.ts';
import { type Incoming, type Place, type Surface, writeMetadata } from './inbound.ts';
import { limits, shorten } from './limits.ts';
import { type RenderedCard, renderCard } from './render-card.ts';
import { localeOf, noticeView, renderForm, restoredView } from './render-form.ts';
import type { ResponseUrl } from './response-url.ts';
import type { Sender } from './send.ts';
import { escapeText, plainText } from './text.ts';

/** What the HTTP request or the envelope is answered with: no body says "received" and nothing more. */
export type Reply = object | undefined;

type Submit = Surface & { kind: 'submit' };
type Saying = Ack & { kind: 'notice' | 'card' };

/** How each answer of the core is told on each surface of Slack's. */
export class Answers {
  constructor(
    private readonly clients: SlackClients,
    private readonly sender: Sender,
    private readonly respond: ResponseUrl,
    private readonly defaultLocale: Locale,
    private readonly logger: Logger,
    /** Work that the acknowledgement does not wait for. */
    private readonly inBackground: (work: Promise<unknown>) => void,
  ) {}

  /** Answers in time: what Slack shows in reply to the request itself is in the reply. */
  async inTime({ event, surface }: Incoming, ack: Ack): Promise<Reply> {
    if (ack.kind === 'ok') return undefined;
    if (surface.kind === 'submit') return this.replyToSubmit(surface, event.actor, ack);
    if (surface.kind === 'change') return this.redraw(surface, ack);
    if (surface.kind === 'press') return this.replyToPress(surface, event.actor, ack);
    if (ack.kind === 'form') return this.openForm(surface, ack.form);
    if (surface.kind === 'command') return ephemeral(ack);
    this.inBackground(this.tellApart({ event, surface }, ack));
    return undefined;
  }

  /** The answer when Slack had to be answered before it was known. */
  async late({ event, surface }: Incoming, ack: Ack): Promise<void> {
    if (surface.kind === 'change') {
      await this.redraw(surface, ack);
    } else if (surface.kind === 'press') {
      await this.replyToPress(surface, event.actor, ack);
    } else if (surface.kind === 'submit') {
      const { title, id } = surface.payload.view;
      if (ack.kind === 'card') return this.tellApart({ event, surface }, ack);
      const locale = this.localeOf(surface);
      const view =
        ack.kind === 'form'
          ? this.view(ack.form, surface.place)
          : noticeView(title, ack.kind === 'notice' ? ack.text : t(locale, 'slack.done'), locale);
      await call(this.clients.interactive.views.update({ view_id: id, view }));
    } else if (ack.kind === 'form') {
      const reply = await this.openForm(surface, ack.form);
      if (reply !== undefined && surface.kind === 'command') await this.respond(surface.responseUrl, reply);
    } else if (ack.kind !== 'ok') {
      await this.tellApart({ event, surface }, ack);
    }
  }

  /** The reply that holds a dialog open while the core still works. */
  whileWorking(surface: Surface): Reply {
    if (surface.kind !== 'submit') return undefined;
    const locale = this.localeOf(surface);
    const view = noticeView(surface.payload.view.title, t(locale, 'slack.working'), locale);
    return { response_action: 'update', view };
  }

  /** The core failed, nothing was committed: the person is asked to try again, with all that they typed. */
  failed(incoming: Incoming): Reply {
    const { surface } = incoming;
    const tryAgain = t(this.localeOf(surface), 'slack.tryAgain');
    if (surface.kind === 'submit') {
      const field = surface.payload.view.blocks.find((block) => block.type === 'input')?.block_id;
      return field === undefined
        ? { response_action: 'update', view: restoredView(surface.payload.view, tryAgain) }
        : { response_action: 'errors', errors: { [field]: tryAgain } };
    }
    // What was chosen stands there; sending it off asks for what hangs on it.
    if (surface.kind === 'change') return undefined;
    if (surface.kind === 'press') {
      this.inBackground(this.show(surface, restoredView(surface.view, tryAgain)));
      return undefined;
    }
    if (surface.kind === 'command') return ephemeral({ kind: 'notice', text: tryAgain });
    this.inBackground(this.tellApart(incoming, { kind: 'notice', text: tryAgain }));
    return undefined;
  }

  async failedLate(incoming: Incoming): Promise<void> {
    const { surface } = incoming;
    const tryAgain = t(this.localeOf(surface), 'slack.tryAgain');
    if (surface.kind === 'change') return;
    if (surface.kind === 'press') return this.show(surface, restoredView(surface.view, tryAgain));
    if (surface.kind !== 'submit') return this.tellApart(incoming, { kind: 'notice', text: tryAgain });
    const view = restoredView(surface.payload.view, tryAgain);
    await call(this.clients.interactive.views.update({ view_id: surface.payload.view.id, view }));
  }

  private replyToSubmit(
    surface: Submit,
    actor: Incoming['event']['actor'],
    ack: Exclude<Ack, { kind: 'ok' }>,
  ): Reply {
    const { view } = surface.payload;
    if (ack.kind === 'card') {
      this.inBackground(this.sayPrivately(surface.place, actor, renderCard(ack.card)));
      return undefined;
    }
    if (ack.kind === 'notice') {
      return { response_action: 'update', view: noticeView(view.title, ack.text, this.localeOf(surface)) };
    }
    const errors = Object.entries(ack.form.errors ?? {});
    const shown = new Set(view.blocks.map((block) => block.block_id));
    const asked = fieldsToDraw(ack.form.fields);
    const again =
      errors.length > 0 &&
      ack.form.id === view.callback_id &&
      errors.every(([id]) => shown.has(id)) &&
      asked.every(({ id }) => shown.has(id));
    // Told of errors, Slack keeps the dialog and all that stands in it.
    if (again) {
      const short = errors.map(([id, text]) => [id, shorten(text, limits.hint)]);
      return { response_action: 'errors', errors: Object.fromEntries(short) };
    }
    return { response_action: 'update', view: this.view(ack.form, surface.place) };
  }

  /** Pressed in the dialog, which stays open: what comes next takes its place. */
  private async replyToPress(
    surface: Surface & { kind: 'press' },
    actor: Incoming['event']['actor'],
    ack: Ack,
  ): Promise<undefined> {
    const { view, place } = surface;
    if (ack.kind === 'form') return this.show(surface, this.view(ack.form, place));
    if (ack.kind === 'card') await this.sayPrivately(place, actor, renderCard(ack.card));
    const locale = this.localeOf(surface);
    const said = ack.kind === 'notice' ? ack.text : t(locale, 'slack.done');
    return this.show(surface, noticeView(view.title, said, locale));
  }

  private async show({ view: { id } }: { view: { id: string } }, view: types.ModalView): Promise<undefined> {
    await call(this.clients.interactive.views.update({ view_id: id, view }));
  }

  /** The dialog as it is now. What was entered stays; where more was entered since, that change is on its way too. */
  private async redraw({ view, place }: Surface & { kind: 'change' }, ack: Ack): Promise<undefined> {
    if (ack.kind !== 'form') return undefined;
    const { hash } = view;
    const next = { view_id: view.id, view: this.view(ack.form, place), ...(hash && { hash }) };
    try {
      await call(this.clients.interactive.views.update(next));
    } catch (error) {
      if (slackCode(error) !== 'hash_conflict') throw error;
    }
    return undefined;
  }

  private view(form: Form, place: Place) {
    return renderForm(form, writeMetadata(form.context, place), localeOf(form, this.defaultLocale));
  }

  private async openForm(
    surface: Exclude<Surface, Submit | { kind: 'change' | 'press' }>,
    form: Form,
  ): Promise<Reply> {
    if (surface.kind === 'event') {
      this.logger.error({ form: form.id }, 'a form cannot be opened in answer to a message');
      return undefined;
    }
    try {
      const view = this.view(form, surface.place);
      await call(this.clients.interactive.views.open({ trigger_id: surface.triggerId, view }));
      return undefined;
    } catch (error) {
      this.logger.warn({ form: form.id, reason: reasonOf(error) }, 'the dialog did not open');
      const notice = {
        kind: 'notice' as const,
        text: t(localeOf(form, this.defaultLocale), 'slack.tryAgain'),
      };
      if (surface.kind === 'command') return ephemeral(notice);
      if (surface.responseUrl) this.inBackground(this.respond(surface.responseUrl, ephemeral(notice)));
      return undefined;
    }
  }

  /** Says it by a message of its own, to this person alone. */
  private async tellApart({ event, surface }: Incoming, ack: Saying): Promise<void> {
    const url = surface.kind === 'command' || surface.kind === 'action' ? surface.responseUrl : undefined;
    if (url === undefined) return this.sayPrivately(surface.place, event.actor, draw(ack));
    await this.respond(url, {
      ...ephemeral(ack),
      ...(surface.place.thread && { thread_ts: surface.place.thread }),
    });
  }

  private async sayPrivately(
    { channel, personal, thread }: Place,
    { workspace, userId }: Incoming['event']['actor'],
    card: RenderedCard,
  ): Promise<void> {
    const { chat } = this.clients.interactive;
    const where = { ...card, ...(thread && { thread_ts: thread }) };
    if (personal) {
      await call(chat.postMessage({ channel, ...where, unfurl_links: false, unfurl_media: false }));
      return;
    }
    try {
      await call(chat.postEphemeral({ channel, user: userId, ...where }));
    } catch (error) {
      // Where we may not speak in that channel, the person's own conversation with us is left.
      this.logger.debug({ reason: reasonOf(error) }, 'no private answer in the channel');
      await call(chat.postMessage({ channel: await this.sender.openPersonal(workspace, userId), ...card }));
    }
  }

  private localeOf(surface: Surface): Locale {
    if (surface.kind !== 'submit' && surface.kind !== 'press') return this.defaultLocale;
    const { title, submit } = surface.kind === 'press' ? surface.view : surface.payload.view;
    return localeOf({ title: title.text, submit: submit?.text ?? '' }, this.defaultLocale);
  }
}

function draw(ack: Saying): RenderedCard {
  if (ack.kind === 'card') return renderCard(ack.card);
  return {
    text: shorten(ack.text, limits.summary, escapeText),
    blocks: [{ type: 'section', text: plainText(ack.text, limits.text) }],
  };
}

const ephemeral = (ack: Saying) => ({
  response_type: 'ephemeral',
  replace_original: false,
  ...draw(ack),
});
