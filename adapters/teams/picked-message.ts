import { z } from 'zod';
import { type PickedMessage, type Shortcut, shortcuts } from '../../src/platform/inbound.ts';

/** The part of a message action's payload that we read. Teams tells nothing usable of the message's files. */
const pickedSchema = z.object({
  commandId: z.enum(shortcuts),
  messagePayload: z.object({
    id: z.string().nullish(),
    linkToMessage: z.string().nullish(),
    from: z
      .object({ user: z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish() })
      .nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** The message that somebody chose one of our actions at, and which; undefined where it was something else. */
export function readPicked(
  value: unknown,
): (PickedMessage & { messageId: string; shortcut: Shortcut }) | undefined {
  const read = pickedSchema.safeParse(value).data;
  if (read === undefined) return undefined;
  const { body, from, linkToMessage, id } = read.messagePayload;
  const content = body?.content ?? '';
  const author = from?.user?.displayName;
  return {
    messageId: id ?? '',
    shortcut: read.commandId,
    text: body?.contentType === 'text' ? content.trim() : htmlText(content),
    ...(isTeamsLink(linkToMessage) && { url: linkToMessage }),
    ...(author && { author }),
  };
}

/** What a reader sees of a message's HTML. It stays plain text ever after: whoever draws it escapes it. */
export function htmlText(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/gi, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) =>
      name
        ? (entities[name.toLowerCase()] ?? whole)
        : symbol(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };
const symbol = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

function isTeamsLink(link: string | null | undefined): link is string {
  if (!link || !URL.canParse(link)) return false;
  const { protocol, hostname } = new URL(link);
  return protocol === 'https:' && /^teams\.(microsoft\.(com|us)|cloud\.microsoft)$/.test(hostname);
}
