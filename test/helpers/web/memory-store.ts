import type { StoredMessage, WebStore } from '../../../src/platform/web-store.ts';

/** A `WebStore` in memory, for tests of the page that need no database. */
export class MemoryWebStore implements WebStore {
  readonly messages = new Map<string, StoredMessage>();
  #listeners = new Set<(message: StoredMessage) => void>();
  #sequence = 0;
  /** What goes wrong with the next change; `after` lets it happen first. */
  fault: { error: Error; after: boolean } | undefined;

  async put(message: Pick<StoredMessage, 'id' | 'conversation' | 'threadOf' | 'content'>): Promise<void> {
    await this.#failing(() => {
      if (this.messages.has(message.id)) return;
      // Later by a millisecond each, so that the order is never a matter of luck.
      const createdAt = new Date(Date.UTC(2026, 0, 5, 9) + this.messages.size);
      this.#keep({ ...message, sequence: 0, createdAt });
    });
  }

  async replace(id: string, content: StoredMessage['content']): Promise<boolean> {
    return this.#failing(() => {
      const message = this.messages.get(id);
      if (message) this.#keep({ ...message, content });
      return message !== undefined;
    });
  }

  async find(id: string): Promise<StoredMessage | undefined> {
    return this.messages.get(id);
  }

  async list(conversations: string[], page: { before?: Date | undefined; limit: number }) {
    const all = [...this.messages.values()];
    return conversations.flatMap((conversation) => {
      const roots = all
        .filter((message) => message.conversation === conversation && message.threadOf === undefined)
        .filter((message) => page.before === undefined || message.createdAt < page.before)
        .slice(-page.limit);
      const ids = new Set(roots.map(({ id }) => id));
      return [...roots, ...all.filter(({ threadOf }) => threadOf !== undefined && ids.has(threadOf))];
    });
  }

  async latest(): Promise<number> {
    return this.#sequence;
  }

  async since(sequence: number, conversations: string[]): Promise<StoredMessage[]> {
    return [...this.messages.values()]
      .filter((message) => message.sequence > sequence && conversations.includes(message.conversation))
      .sort((a, b) => a.sequence - b.sequence);
  }

  subscribe(listener: (message: StoredMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many listen now: every stream that ends has to stop listening. */
  get listeners(): number {
    return this.#listeners.size;
  }

  #keep(message: StoredMessage): void {
    const kept = { ...message, sequence: ++this.#sequence };
    this.messages.set(kept.id, kept);
    for (const listener of this.#listeners) listener(kept);
  }

  async #failing<Result>(change: () => Result): Promise<Result> {
    const { fault } = this;
    this.fault = undefined;
    if (fault && !fault.after) throw fault.error;
    const result = change();
    if (fault) throw fault.error;
    return result;
  }
}
