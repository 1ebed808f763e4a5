import { z } from 'zod';
import { type Inbound, shortcuts } from '../../src/platform/inbound.ts';
import type { StoredMessage } from '../../src/platform/web-store.ts';
import { buttonLimits } from '../../src/ui/card.ts';
import { maxContextLength } from '../../src/ui/form.ts';

// Longer than any field takes: what is too long is said at the field, by whoever reads the form.
const typed = z.string().max(20_000);
const id = z.string().min(1).max(200);
/** Made by the page for what the person did, and the same when the page has to send it once more. */
const requestId = z.string().regex(/^[\w-]{16,64}$/);

/** What the page sends for something a person did. */
export const postBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), requestId, text: typed }),
  z.object({
    kind: z.literal('say'),
    requestId,
    text: typed,
    messageKey: id,
    files: z.array(id).max(10).optional(),
  }),
  z.object({ kind: z.literal('shortcut'), requestId, messageKey: id, shortcut: z.enum(shortcuts) }),
  z.object({
    kind: z.literal('action'),
    requestId,
    /** Missing where the button is on a card that only this person saw. */
    messageKey: id.optional(),
    action: z.string().min(1).max(buttonLimits.action),
    value: z.string().max(buttonLimits.value),
  }),
  z.object({
    kind: z.literal('submit'),
    requestId,
    form: id,
    context: z.string().max(maxContextLength),
    values: z.record(id, typed),
  }),
]);

type PostBody = z.infer<typeof postBody>;

/** The conversation between a person and us. */
export const personalKey = (personId: string): string => `person:${personId}`;

/** What a post means. `message` is the one that it names, which this person may see. */
export function toInbound(
  body: PostBody,
  personId: string,
  message: StoredMessage | undefined,
  publicUrl: string,
): Inbound {
  const key = message?.conversation ?? personalKey(personId);
  const common = {
    platform: 'web' as const,
    id: `web:${personId}:${body.requestId}`,
    actor: { workspace: 'web', userId: personId },
    address: { key, data: null },
    personal: key === personalKey(personId),
    can: { openForm: true, replyPrivately: true },
  };
  switch (body.kind) {
    case 'command':
      return { ...common, kind: 'command', text: body.text };
    case 'say':
      return {
        ...common,
        kind: 'message',
        messageKey: message?.threadOf ?? message?.id,
        text: body.text,
        files: body.files?.map((file) => ({ id: file })),
      };
    case 'shortcut': {
      const said = message?.content.said;
      return {
        ...common,
        kind: 'shortcut',
        shortcut: body.shortcut,
        text: said?.text ?? '',
        author: said?.by,
        url: `${publicUrl}/#${encodeURIComponent(key)}`,
      };
    }
    case 'action':
      return { ...common, kind: 'action', messageKey: message?.id, action: body.action, value: body.value };
    case 'submit': {
      const { form, context, values } = body;
      return { ...common, kind: 'submit', form, context, values };
    }
  }
}
