import { Readable } from 'node:stream';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { QuartermasterError } from '../../src/core/errors.ts';
import type { Json } from '../../src/core/json.ts';
import type { RemoteFile } from '../../src/platform/inbound.ts';
import { call } from './client.ts';
import type { SlackFile } from './payloads.ts';

/** The one host that files are fetched from: the bot's token goes with the request. */
const fileHost = 'files.slack.com';

const sourceSchema = z.object({ id: z.string() });

/** Files as they came with a message or in a dialog. What Slack keeps elsewhere, or has deleted, is none. */
export function remoteFiles(files: readonly SlackFile[] | undefined, field?: string): RemoteFile[] {
  return (files ?? [])
    .filter(({ mode }) => mode !== 'external' && mode !== 'tombstone' && mode !== 'hidden_by_limit')
    .map(({ id, name, title, mimetype, size }) => ({
      ...(field !== undefined && { field }),
      name: name ?? title ?? id,
      contentType: mimetype ?? 'application/octet-stream',
      size: size ?? 0,
      source: { id },
    }));
}

/**
 * Fetches files with the bot's token. Where a file lies is asked of Slack and not taken from the event; a redirect is
 * never followed, since the token would go along.
 * @param apiUrl where Slack's Web API is: its host is trusted besides Slack's own.
 */
export function createDownload(client: webApi.WebClient, botToken: string, apiUrl: string | undefined) {
  return async (source: Json, signal: AbortSignal): Promise<Readable> => {
    const { id } = sourceSchema.parse(source);
    const { file } = await call(client.files.info({ file: id }));
    const url = onFileHost(file?.url_private_download ?? file?.url_private, apiUrl);
    let response: Response;
    try {
      response = await fetch(url, {
        headers: { authorization: `Bearer ${botToken}` },
        redirect: 'manual',
        signal,
      });
    } catch (cause) {
      throw new QuartermasterError('unreachable', 'Slack was not reached for a file', { cause });
    }
    const { status, headers, body } = response;
    // Without the right to read files, Slack leads to its sign-in page, or shows it.
    const signIn = headers.get('content-type')?.startsWith('text/html') ?? false;
    if (status === 200 && body !== null && !signIn) return Readable.from(body);
    await body?.cancel();
    if (status === 404 || status === 410)
      throw new QuartermasterError('platform', 'Slack has not got this file any more', { permanent: true });
    throw new QuartermasterError(
      'unreachable',
      `Slack gave no file: HTTP ${status}${signIn ? ', a page' : ''}`,
    );
  };
}

/**
 * Where a file lies, or goes to. Throws 'refused' for any host but Slack's own for files.
 * @param apiUrl where Slack's Web API is: its host is trusted too.
 */
export function onFileHost(address: string | undefined, apiUrl: string | undefined): URL {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  const slack =
    url?.protocol === 'https:' && url.hostname === fileHost && url.port === '' && url.username === '';
  const alsoAllowed = apiUrl === undefined ? undefined : new URL(apiUrl).origin;
  if (url === undefined || (!slack && url.origin !== alsoAllowed)) {
    throw new QuartermasterError('refused', 'Slack: a file lies on a host that is not Slack’s');
  }
  return url;
}
