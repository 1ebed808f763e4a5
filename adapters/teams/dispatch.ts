import { QuartermasterError } from '../../src/core/errors.ts';
import { type Locale, matchLocale } from '../../src/core/locale.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { Sink } from '../../src/platform/adapter.ts';
import type { RemoteFile } from '../../src/platform/inbound.ts';
import type { IncomingActivity } from './activity.ts';
import { type Answers, lateReply, type Reply } from './answer.ts';
import { readInbound } from './inbound.ts';

export interface DispatchOptions {
  answers: Answers;
  /** The files that came with an activity. */
  filesOf(activity: IncomingActivity): Promise<RemoteFile[]>;
  defaultLocale: Locale;
  /** Teams gives 5 s for the answer to a click; after this many milliseconds it gets one without the core's. */
  replyWithinMs: number;
  logger: Logger;
}

/** Brings activities to the core and its answers back. */
export class Dispatcher {
  private sink: Sink | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly options: DispatchOptions) {}

  begin(sink: Sink): void {
    this.sink = sink;
  }

  /** Takes nothing new and waits for what is under way. */
  async end(): Promise<void> {
    this.sink = undefined;
    await Promise.allSettled(this.underWay);
  }

  /** Throws 'unreachable' while nobody listens, and what the core throws: Teams will then come again. */
  async dispatch(activity: IncomingActivity): Promise<Reply> {
    const { sink } = this;
    if (sink === undefined) throw new QuartermasterError('unreachable', 'Teams: the adapter is not started');
    const event = readInbound(activity);
    if (event === undefined) return undefined;
    const locale = matchLocale(activity.locale ?? undefined) ?? this.options.defaultLocale;
    const files = await this.options.filesOf(activity);
    const handled = sink(files.length > 0 ? { ...event, files } : event).then((ack) =>
      this.options.answers.to(activity, event, ack, locale),
    );
    this.track(handled);
    return activity.type === 'invoke' ? this.inTime(handled, lateReply(activity, locale)) : handled;
  }

  private async inTime(handled: Promise<Reply>, late: Reply): Promise<Reply> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => {
        this.options.logger.warn({}, 'Teams: the answer to a click was not ready in time');
        handled.catch((error) => this.options.logger.error({ err: error }, 'Teams: a late event failed'));
        resolve(late);
      }, this.options.replyWithinMs);
    });
    return Promise.race([handled, deadline]).finally(() => clearTimeout(timer));
  }

  private track(work: Promise<unknown>): void {
    const settled = work.catch(() => {}).finally(() => this.underWay.delete(settled));
    this.underWay.add(settled);
  }
}
