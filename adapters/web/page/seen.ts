/** What this person has seen in this browser: the number of the last change, by conversation. */
export class Seen {
  #name: string;
  #sequences: Record<string, number>;

  /** @param first what counts as seen by somebody who was never here. */
  constructor(
    personId: string,
    private readonly first: number,
  ) {
    this.#name = `quartermaster.seen.${personId}`;
    const kept = localStorage.getItem(this.#name);
    this.#sequences = kept === null ? {} : (JSON.parse(kept) as Record<string, number>);
  }

  isUnread(conversation: string, sequence: number): boolean {
    return sequence > (this.#sequences[conversation] ?? this.first);
  }

  mark(conversation: string, sequence: number): void {
    this.#sequences[conversation] = Math.max(sequence, this.#sequences[conversation] ?? this.first);
    localStorage.setItem(this.#name, JSON.stringify(this.#sequences));
  }
}
