import { z } from 'zod';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import type { Address, PostedMessage } from '../../src/platform/adapter.ts';
import { conversationOf, type IncomingActivity, isPersonal } from './activity.ts';

const referenceSchema = z.object({
  serviceUrl: z.string(),
  tenant: z.string(),
  /** Our own id in Teams: `28:<app id>`. */
  bot: z.string(),
  /** The person's id in Teams: `29:…`. */
  user: z.string(),
  /** A conversation that both the person and we are in. */
  conversation: z.string(),
  personal: z.boolean(),
});

/** What is kept for an account or a tenant: enough to write to them later. */
export type Reference = z.infer<typeof referenceSchema>;

const placeSchema = z.object({
  serviceUrl: z.string(),
  bot: z.string(),
  conversation: z.string(),
  /** The message whose thread this is; in channels only. */
  thread: z.string().optional(),
  /** A channel, where a thread can hang below a message. */
  threads: z.boolean(),
});

/** What an `Address` of ours holds. */
export type Place = z.infer<typeof placeSchema>;

const postedSchema = z.object({ id: z.string(), root: z.string() });

export function tenantOf(activity: IncomingActivity): string {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? 'unknown-tenant';
}

export function referenceOf(activity: IncomingActivity): Reference {
  return {
    serviceUrl: activity.serviceUrl,
    tenant: tenantOf(activity),
    bot: activity.recipient.id,
    user: activity.from.id,
    conversation: conversationOf(activity),
    personal: isPersonal(activity),
  };
}

export function readReference(json: Json | undefined): Reference | undefined {
  return referenceSchema.safeParse(json).data;
}

/** The conversation as the connector names it in its paths. */
export const conversationPath = ({ conversation, thread }: Place): string =>
  thread === undefined ? conversation : `${conversation};messageid=${thread}`;

export function addressOf(place: Place): Address {
  return {
    key: conversationPath(place),
    data: Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined)),
  };
}

export function placeOf(address: Address): Place {
  return read(placeSchema, address.data);
}

/** A thread is named by the message that it hangs below: so a message's key and its thread's are the same. */
export const messageKey = (conversation: string, id: string): string => `${conversation}:${id}`;

export function postedMessage(place: Place, id: string): PostedMessage {
  return {
    key: messageKey(place.conversation, id),
    address: addressOf(place),
    data: { id, root: place.thread ?? id },
  };
}

export const postedOf = (posted: PostedMessage): z.infer<typeof postedSchema> =>
  read(postedSchema, posted.data);

/** A channel or chat as the office file writes it: its id, or a link to it copied from Teams. */
export function readChannel(written: string): string | undefined {
  const text = written.trim();
  const id = /^https:/i.test(text) ? channelInLink(text) : text;
  return id !== undefined && /^19:[^\s;/?#]+@(thread\.(tacv2|skype|v2)|unq\.gbl\.spaces)$/.test(id)
    ? id
    : undefined;
}

function channelInLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { hostname, pathname } = new URL(link);
  if (!/^teams\.(microsoft\.(com|us)|cloud\.microsoft)$/.test(hostname)) return undefined;
  const encoded = /^\/l\/(?:channel|chat|message)\/([^/]+)/.exec(pathname)?.[1];
  try {
    return encoded && decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function read<Shape>(schema: z.ZodType<Shape>, json: Json): Shape {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new QuartermasterError('internal', 'Teams: an address was kept in another shape', {
    permanent: true,
  });
}
