import { z } from 'zod';
import type { Clock } from '../../src/core/clock.ts';
import { hasCode, QuartermasterError } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { Card, Chart } from '../../src/ui/card.ts';
import { chartPng, hashOf, picturesOf } from '../charts/index.ts';
import { call, reasonOf, type SlackClients } from './client.ts';
import { onFileHost } from './files.ts';
import { limits, shorten } from './limits.ts';

/** Twice as sharp as it is shown: Slack's pictures are looked at on every kind of screen. */
const scale = 2;
const timeoutMs = 10_000;
/** So long Slack may be at work on a file after it was uploaded. */
const workMs = 15_000;
/** So many files are remembered: what is shown again is not uploaded again. */
const mostKept = 500;
/** For so long nothing is uploaded after Slack has refused it, e.g. because the app may not. */
const refusedForMs = 60 * 60 * 1000;

const placeSchema = z.object({ upload_url: z.string(), file_id: z.string() });

/** The pictures of charts, as private files of the app's that its messages show. */
export class Charts {
  private readonly files = new Map<string, { id: string; since: number }>();
  private refusedUntil = 0;
  private told = false;

  constructor(
    private readonly clients: SlackClients,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly apiUrl: string | undefined,
  ) {}

  /**
   * The file of each chart; a chart is told in words where Slack refuses files. Throws where it is not reached, unless
   * it was not reached before (`again`): the card does not wait for its picture for long.
   */
  filesOf(card: Card, again: boolean, bulk: boolean): Promise<ReadonlyMap<Chart, string>> {
    const file = async (chart: Chart) =>
      this.files.get(hashOf(chart))?.id ?? (await this.upload(chart, bulk));
    const waits: unknown[] = [];
    const found = picturesOf(card, file, (error) => {
      if (hasCode(error, 'rate-limited') || (hasCode(error, 'unreachable') && !again)) waits.push(error);
      else this.refused(error);
    });
    return found.then((files) => {
      if (waits.length > 0) throw waits[0];
      return files;
    });
  }

  /** Slack does not find these files. Is it still at work on them? Else they are forgotten. */
  areUnderWay(files: ReadonlyMap<Chart, string>): boolean {
    const hashes = [...files.keys()].map(hashOf);
    const since = Math.max(...hashes.map((hash) => this.files.get(hash)?.since ?? 0));
    if (this.clock.now().getTime() < since + workMs) return true;
    for (const hash of hashes) this.files.delete(hash);
    return false;
  }

  private async upload(chart: Chart, bulk: boolean): Promise<string | undefined> {
    if (this.clock.now().getTime() < this.refusedUntil) return undefined;
    const png = await chartPng(chart, scale);
    const { files } = bulk ? this.clients.bulk : this.clients.interactive;
    const filename = 'chart.png';
    const alt_text = shorten(chart.alt, limits.altText);
    const answer = await call(files.getUploadURLExternal({ filename, length: png.length, alt_text }));
    const { upload_url, file_id } = placeSchema.parse(answer);
    await send(onFileHost(upload_url, this.apiUrl), png);
    const title = shorten(chart.title || filename, limits.header);
    await call(files.completeUploadExternal({ files: [{ id: file_id, title }] }));
    this.told = false;
    this.files.set(hashOf(chart), { id: file_id, since: this.clock.now().getTime() });
    const [oldest] = this.files.keys();
    if (this.files.size > mostKept && oldest !== undefined) this.files.delete(oldest);
    return file_id;
  }

  private refused(error: unknown): void {
    this.refusedUntil = this.clock.now().getTime() + refusedForMs;
    if (this.told) return;
    this.told = true;
    this.logger.warn({ reason: reasonOf(error) }, 'Slack: charts are told in words: no picture was uploaded');
  }
}

async function send(url: URL, png: Buffer): Promise<void> {
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(png),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    status = response.status;
  } catch (cause) {
    throw new QuartermasterError('unreachable', 'Slack was not reached with a picture', { cause });
  }
  if (status >= 500) throw new QuartermasterError('unreachable', `Slack took no picture: HTTP ${status}`);
  if (status !== 200) throw new QuartermasterError('platform', `Slack took no picture: HTTP ${status}`);
}
