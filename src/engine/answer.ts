import type { Json } from '../core/json.ts';
import type { Place } from '../delivery/outbox.ts';
import type { Ack, Inbound } from '../platform/inbound.ts';
import { type Card, text } from '../ui/card.ts';
import type { Context } from './context.ts';
import { startDialog } from './dialog/index.ts';
import type { Outcome } from './feature.ts';
import { isForChat } from './file-fields.ts';
import { merge } from './outcome.ts';

/**
 * Turns a handler's answer into what this event can be answered with: at once and in private where the platform
 * has that, else as a message that is committed with everything else, and a form as questions in the chat.
 */
export async function answerIn(
  ctx: Context | { event: Inbound; inPrivate: Place; person?: undefined },
  outcome: Outcome,
): Promise<{ outcome: Outcome; ack: Ack }> {
  const { answer, ...rest } = outcome;
  const { can, personal } = ctx.event;
  if (answer === undefined) return { outcome: rest, ack: { kind: 'ok' } };
  switch (answer.kind) {
    case 'form':
      if (ctx.person === undefined || (can.openForm && !isForChat(ctx, answer.form)))
        return { outcome: rest, ack: answer };
      // The questions come in private; among people, and where a form was expected, that has to be said.
      return answerIn(ctx, {
        ...merge(rest, await startDialog(ctx, answer.form)),
        ...(personal && !can.openForm ? {} : { answer: { kind: 'notice', text: ctx.t('dialog.inPrivate') } }),
      });
    case 'notice':
      if (can.replyPrivately) return { outcome: rest, ack: answer };
      return { outcome: spoken({ summary: answer.text, blocks: [text(answer.text)] }), ack: { kind: 'ok' } };
    case 'card':
      if (can.replyPrivately) return { outcome: rest, ack: answer };
      return { outcome: spoken(answer.card), ack: { kind: 'ok' } };
  }

  function spoken(card: Card): Outcome {
    const { platform, address } = ctx.event;
    const to: Place =
      personal || ctx.person === undefined
        ? ctx.inPrivate
        : { kind: 'conversation', platform, address, readerId: ctx.person.id };
    return merge(rest, { say: [{ to, view: 'dialog.card', args: { card: card as unknown as Json } }] });
  }
}
