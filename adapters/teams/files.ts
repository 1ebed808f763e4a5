import { Readable } from 'node:stream';
import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import type { RemoteFile } from '../../src/platform/inbound.ts';
import { type IncomingActivity, isPersonal } from './activity.ts';
import { checkServiceUrl, type ServiceHosts } from './service-hosts.ts';

/** Below these domains SharePoint keeps people's files, in the public and the sovereign clouds. */
const sharePointDomains = ['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us', 'sharepoint.cn'];

const fileInfo = 'application/vnd.microsoft.teams.file.download.info';
/** Teams' own links live a few minutes; what we sealed is of no use after this many seconds. */
const sealedForSeconds = 3600;

const downloadSchema = z.object({ downloadUrl: z.string() });
const sourceSchema = z.object({ sealed: z.string() });
/** `token`: the file lies with the connector, which asks for the bot's own token. */
const placeSchema = z.object({ url: z.string(), token: z.boolean() });

export interface FilesOptions {
  hosts: ServiceHosts;
  /** The bot's token for the connector. */
  token(renew: boolean): Promise<string>;
  /** Seals the links, each of which opens its file to whoever holds it: at least 32 characters. */
  secret: string;
}

/** Files that people send in their private chat; Teams hands none to a bot anywhere else. */
export class Files {
  constructor(private readonly options: FilesOptions) {}

  /** The files of a message. Their links are sealed: they are credentials, and will be kept. */
  async of(activity: IncomingActivity): Promise<RemoteFile[]> {
    if (activity.type !== 'message' || !isPersonal(activity)) return [];
    const files = (activity.attachments ?? []).map(async (attachment, at) => {
      const { contentType, name } = attachment;
      const shared = contentType === fileInfo ? downloadSchema.safeParse(attachment.content).data : undefined;
      if (shared) return this.remote({ url: shared.downloadUrl, token: false }, name, contentType);
      if (!contentType.startsWith('image/') || !attachment.contentUrl) return [];
      // A picture that was pasted has no name.
      return this.remote({ url: attachment.contentUrl, token: true }, name ?? `${at + 1}`, contentType);
    });
    return (await Promise.all(files)).flat();
  }

  async download(source: Json, signal: AbortSignal): Promise<Readable> {
    const { secret } = this.options;
    const unsealed = await unsealData(sourceSchema.parse(source).sealed, { password: secret });
    const place = placeSchema.safeParse(unsealed).data;
    if (place === undefined)
      throw new QuartermasterError('platform', 'Teams: the link to a file is too old', { permanent: true });
    const token = place.token ? await this.connectorToken(place.url) : undefined;
    if (token === undefined) checkFileUrl(place.url, this.options.hosts);
    let response: Response;
    try {
      response = await fetch(place.url, {
        ...(token && { headers: { authorization: `Bearer ${token}` } }),
        // A redirect would lead to an address that nobody has checked.
        redirect: 'manual',
        signal,
      });
    } catch (cause) {
      throw new QuartermasterError('unreachable', 'Teams: a file was not reached', { cause });
    }
    const { status, body } = response;
    if (status === 200 && body !== null) return Readable.from(body);
    await body?.cancel();
    const permanent = [401, 403, 404, 410].includes(status);
    throw new QuartermasterError(
      permanent ? 'platform' : 'unreachable',
      `Teams gave no file: HTTP ${status}`,
      {
        permanent,
      },
    );
  }

  private async remote(
    place: z.infer<typeof placeSchema>,
    name: string | null | undefined,
    contentType: string,
  ): Promise<RemoteFile[]> {
    const sealed = await sealData(place, { password: this.options.secret, ttl: sealedForSeconds });
    return [{ name: name ?? '', contentType, size: 0, source: { sealed } }];
  }

  private async connectorToken(url: string): Promise<string> {
    try {
      checkServiceUrl(url, this.options.hosts);
    } catch {
      throw foreign();
    }
    return this.options.token(false);
  }
}

/** Throws 'refused' for any address but a file of SharePoint's over https. */
export function checkFileUrl(address: string, { alsoAllowed }: Pick<ServiceHosts, 'alsoAllowed'>): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const plain = url !== undefined && url.username === '' && url.password === '';
  const sharePoint =
    plain &&
    url.protocol === 'https:' &&
    url.port === '' &&
    sharePointDomains.some((domain) => url.hostname.endsWith(`.${domain}`));
  if (!sharePoint && !(plain && url.protocol === 'http:' && alsoAllowed.includes(url.host))) throw foreign();
}

const foreign = () =>
  new QuartermasterError('refused', 'Teams: a file lies on a host that is not Microsoft’s', {
    permanent: true,
  });
