import type { Logger } from '../../src/core/logger.ts';
import type { Sink } from '../../src/platform/adapter.ts';
import type { Ack } from '../../src/platform/inbound.ts';
import type { Answers, Reply } from './answer.ts';
import { reasonOf } from './client.ts';
import { type Identity, type Incoming, translate } from './inbound.ts';
import type { Payload } from './payloads.ts';

/** Thrown to have an event delivered once more: it is not acknowledged. */
export class NotCommitted extends Error {}

/** Takes verified payloads to the core and brings its answers back. */
export class Dispatcher {
  private core: { sink: Sink; identity: Identity; answers: Answers } | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly replyWithinMs: number,
    private readonly logger: Logger,
  ) {}

  begin(sink: Sink, identity: Identity, answers: Answers): void {
    this.core = { sink, identity, answers };
  }

  /** Takes nothing new, and waits for what is under way. */
  async end(): Promise<void> {
    this.core = undefined;
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /**
   * What Slack is answered: after the commit, or for a person who waits at the latest after `replyWithinMs`.
   * Throws NotCommitted where Slack shall deliver the event again.
   */
  dispatch(payload: Payload): Promise<Reply> {
    const reply = this.handle(payload);
    this.track(reply);
    return reply;
  }

  private async handle(payload: Payload): Promise<Reply> {
    if (this.core === undefined) throw new NotCommitted('not started');
    const { sink, identity, answers } = this.core;
    const incoming = translate(payload, identity);
    if (incoming === undefined) return undefined;
    if (incoming.surface.kind === 'event') return this.waitForCommit(incoming, sink, answers);
    return this.replyInTime(incoming, sink, answers);
  }

  private async waitForCommit(incoming: Incoming, sink: Sink, answers: Answers): Promise<Reply> {
    let ack: Ack;
    try {
      ack = await sink(incoming.event);
    } catch (cause) {
      this.logger.error(
        { event: incoming.event.id, reason: reasonOf(cause) },
        'an event was not handled: Slack will repeat it',
      );
      throw new NotCommitted('not committed', { cause });
    }
    return this.answerSafely(incoming, () => answers.inTime(incoming, ack));
  }

  private async replyInTime(incoming: Incoming, sink: Sink, answers: Answers): Promise<Reply> {
    let late = false;
    const work = (async (): Promise<Reply> => {
      let ack: Ack;
      try {
        ack = await sink(incoming.event);
      } catch (cause) {
        this.logger.error({ event: incoming.event.id, reason: reasonOf(cause) }, 'an event was not handled');
        if (!late) return answers.failed(incoming);
        await this.answerSafely(incoming, () => answers.failedLate(incoming));
        return undefined;
      }
      if (!late) return this.answerSafely(incoming, () => answers.inTime(incoming, ack));
      await this.answerSafely(incoming, () => answers.late(incoming, ack));
      return undefined;
    })();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => {
        late = true;
        this.track(work);
        resolve(answers.whileWorking(incoming.surface));
      }, this.replyWithinMs);
    });
    return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
  }

  /** It is committed: an answer that cannot be told is a matter of the log, never of doing it again. */
  private async answerSafely<T>(incoming: Incoming, answer: () => Promise<T>): Promise<T | undefined> {
    try {
      return await answer();
    } catch (error) {
      this.logger.error(
        { event: incoming.event.id, reason: reasonOf(error) },
        'an answer could not be given',
      );
      return undefined;
    }
  }

  /** Work that no request waits for. Its failure is logged. */
  readonly inBackground = (work: Promise<unknown>): void => {
    this.track(
      work.catch((error: unknown) => {
        this.logger.warn({ reason: reasonOf(error) }, 'somebody could not be told an answer');
      }),
    );
  };

  private track(work: Promise<unknown>): void {
    this.underWay.add(work);
    const done = () => this.underWay.delete(work);
    work.then(done, done);
  }
}
