import { type Rendered, renderOfficially } from './official-renderer.ts';
import type { StoredMessage, TeamsWorld } from './world.ts';

export interface ApiReply {
  status: number;
  body?: object;
}

const maxBytes = 100 * 1024;
const refused = (status: number, code: string): ApiReply => ({
  status,
  body: { error: { code, message: code } },
});

/** The part of the Bot Connector that is used, refusing what Teams refuses. */
export class ConnectorApi {
  constructor(
    private readonly world: TeamsWorld,
    private readonly bot: string,
  ) {}

  handle(method: string, path: string[], body: string): ApiReply {
    const [root, conversation, kind, id] = path;
    if (root !== 'conversations') return refused(404, 'NotFound');
    if (conversation === undefined)
      return method === 'POST' ? this.create(JSON.parse(body)) : refused(405, 'NotAllowed');
    const [base = '', thread] = conversation.split(';messageid=');
    const found = this.world.conversations.get(base);
    if (!found) return refused(404, 'ConversationNotFound');
    if (kind === 'members' && method === 'GET') {
      const member = this.world.member(found, id ?? '');
      return member
        ? { status: 200, body: { ...member, userPrincipalName: member.email, tenantId: this.world.tenant } }
        : refused(404, 'MemberNotFoundInConversation');
    }
    if (kind !== 'activities') return refused(404, 'NotFound');
    if (thread && !this.world.hasMessage(base, thread)) {
      return refused(404, 'ThreadNotFound');
    }
    const problem = problemOf(body, this.bot);
    if (problem) return problem;
    if (method === 'POST') return this.post(base, thread, JSON.parse(body));
    return method === 'PUT' ? this.update(base, id ?? '', JSON.parse(body)) : refused(405, 'NotAllowed');
  }

  private create(parameters: Record<string, unknown>): ApiReply {
    const { members, tenantId, bot } = Object(parameters);
    if (tenantId !== this.world.tenant || Object(bot).id !== this.bot) return refused(400, 'BadSyntax');
    const name = String(Object(Array.isArray(members) ? members[0] : undefined).id);
    const user = this.world.users.find(({ id, aadObjectId }) => id === name || aadObjectId === name);
    return user
      ? { status: 201, body: { id: this.world.personal(user).id } }
      : refused(403, 'BotNotInConversationRoster');
  }

  private post(
    conversation: string,
    thread: string | undefined,
    activity: Record<string, unknown>,
  ): ApiReply {
    const id = this.world.newId();
    this.world.messages.push({ id, conversation, ...(thread && { thread }), activity });
    return { status: 201, body: { id } };
  }

  private update(conversation: string, id: string, activity: Record<string, unknown>): ApiReply {
    const message = this.world.messages.find((one) => one.conversation === conversation && one.id === id);
    if (!message) return refused(404, 'ActivityNotFoundInConversation');
    message.activity = activity;
    return { status: 200, body: { id } };
  }
}

function problemOf(body: string, bot: string): ApiReply | undefined {
  if (body.length * 2 > maxBytes) return refused(413, 'MessageSizeTooBig');
  const { type, from, attachments } = Object(JSON.parse(body));
  if (type !== 'message' || Object(from).id !== bot) return refused(400, 'BadSyntax');
  if (!Array.isArray(attachments) || attachments.length === 0) return refused(400, 'BadSyntax');
  return attachments.map(problemOfCard).find((problem) => problem !== undefined);
}

function problemOfCard(attachment: unknown): ApiReply | undefined {
  const { contentType, content } = Object(attachment);
  if (contentType !== 'application/vnd.microsoft.card.adaptive') return refused(400, 'BadSyntax');
  const problem = cardProblem(content);
  return problem === undefined ? undefined : refused(400, 'CardParseFailed');
}

/** What Teams would refuse about a card; undefined for a valid one. */
export function cardProblem(content: unknown): string | undefined {
  const { version } = Object(content);
  if (!/^1\.[0-5]$/.test(String(version))) return `version ${version}`;
  const { problems, inputs, buttons } = renderOfficially(content);
  if (problems.length > 0) return problems.join('; ');
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) return 'two inputs with one id';
  return buttons.some(({ title }) => title === '') ? 'a button without a title' : undefined;
}

const drawn = new WeakMap<object, Rendered>();

/** A message's card as Microsoft draws it; drawn once, however often it is looked at. */
export function drawnIn({ activity }: StoredMessage): Rendered {
  const known = drawn.get(activity);
  if (known) return known;
  const { attachments } = activity;
  const fresh = renderOfficially(Object(Array.isArray(attachments) ? attachments[0] : undefined).content);
  drawn.set(activity, fresh);
  return fresh;
}
