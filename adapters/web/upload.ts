import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import type { WebFiles, WebUploaded } from '../../src/platform/web-files.ts';

/** What stands around the files in a request, at most, in bytes. */
const envelope = 64 * 1024;

/** Whether a request says that it is longer than all files together may be. */
export function isTooLong(request: Request, { maxBytes, maxFiles }: WebFiles['limits']): boolean {
  return Number(request.headers['content-length'] ?? 0) > maxBytes * maxFiles + envelope;
}

/**
 * Takes the files out of a multipart request, each kept while it comes; whoever calls it has checked who sends it.
 * Throws what the parser throws where the request is none, or breaks off.
 */
export async function receiveUploads(
  request: Request,
  files: WebFiles,
  personId: string,
): Promise<WebUploaded[]> {
  const { maxBytes, maxFiles } = files.limits;
  const parser = busboy({
    headers: request.headers,
    // One byte more than is taken, so that the store sees that it is too much.
    limits: { files: maxFiles, fileSize: maxBytes + 1, fields: 0, parts: maxFiles },
    defParamCharset: 'utf8',
  });
  const kept: Promise<WebUploaded>[] = [];
  parser.on('file', (_field, stream, { filename }) => {
    // What is not read to its end, being refused, must not hold up the files behind it.
    const content = Readable.from(stream.iterator({ destroyOnReturn: false }));
    // Browsers write a quotation mark so; what else they escape has no place in a name.
    const name = (filename ?? '').replaceAll('%22', '"');
    const upload = files.keep({ personId, name, content }).finally(() => stream.resume());
    kept.push(upload);
    // Awaited below; until then nobody else hears of its failure.
    upload.catch(() => {});
  });
  await pipeline(request, parser);
  return Promise.all(kept);
}
