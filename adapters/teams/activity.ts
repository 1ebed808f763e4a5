import { z } from 'zod';

const account = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

/** The part of an incoming activity that we read. */
const activitySchema = z.object({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  channelId: z.string().nullish(),
  serviceUrl: z.string(),
  timestamp: z.unknown().optional(),
  locale: z.string().nullish(),
  text: z.string().nullish(),
  replyToId: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        contentUrl: z.string().nullish(),
        name: z.string().nullish(),
        content: z.unknown().optional(),
      }),
    )
    .nullish(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        mentioned: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
        text: z.string().nullish(),
      }),
    )
    .nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
});

export type IncomingActivity = z.infer<typeof activitySchema>;

/** Reads an activity; undefined where something that every one of ours has is missing. */
export function readActivity(json: unknown): IncomingActivity | undefined {
  return activitySchema.safeParse(json).data;
}

/** The conversation without its thread: `19:…@thread.tacv2;messageid=1` → `19:…@thread.tacv2`. */
export const conversationOf = ({ conversation }: IncomingActivity): string =>
  conversation.id.split(';')[0] ?? conversation.id;

/** The message that a thread in a channel hangs below; undefined where there are no threads. */
export function threadOf(activity: IncomingActivity): string | undefined {
  if (activity.conversation.conversationType !== 'channel') return undefined;
  return /;messageid=(.+)$/.exec(activity.conversation.id)?.[1] ?? activity.id ?? undefined;
}

export function isPersonal(activity: IncomingActivity): boolean {
  if (isMessageAction(activity)) return false;
  const type = activity.conversation.conversationType;
  // Tools for developers leave the type out.
  return type === 'personal' || type === null || type === undefined;
}

/** Asked for at a message in any chat, also one that we are not in: two people's, for instance. */
export const isMessageAction = ({ name }: IncomingActivity): boolean =>
  name?.startsWith('composeExtension/') ?? false;

export function isMention(activity: IncomingActivity): boolean {
  return mentions(activity).length > 0;
}

/**
 * What was said, as it was typed: without the bot's own name, others by an `@` and their name, and without the HTML
 * escapes that Teams adds.
 */
export function spokenText(activity: IncomingActivity): string {
  const ours = mentions(activity);
  const named = (activity.entities ?? []).filter(({ type }) => type === 'mention');
  const without = named.reduce((text, mention) => {
    if (!mention.text) return text;
    const name = mention.mentioned?.name ?? mention.text.replace(/<[^<>]*>/g, '');
    return text.replaceAll(mention.text, () => (ours.includes(mention) ? '' : `@${name}`));
  }, activity.text ?? '');
  return without.replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (_, name: string) => escapes[name] ?? '').trim();
}

const escapes: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };

function mentions(activity: IncomingActivity) {
  return (activity.entities ?? []).filter(
    (entity) => entity.type === 'mention' && entity.mentioned?.id === activity.recipient.id,
  );
}
