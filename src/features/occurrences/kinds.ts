import { groupBy } from '../../core/group-by.ts';
import type { Reader, World } from '../../engine/context.ts';
import type { Described, Occurrence, OccurrenceKind } from './occurrence.ts';

/** Whatever its kind has loaded for an occurrence. */
export type KindState = NonNullable<unknown>;

/** The kinds that the features bring, by their names. */
export class Kinds {
  private readonly byName: ReadonlyMap<string, OccurrenceKind>;

  constructor(kinds: readonly OccurrenceKind[]) {
    this.byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  }

  find(name: string): OccurrenceKind | undefined {
    return this.byName.get(name);
  }

  /** The names of those that can be answered. */
  get answerable(): string[] {
    return [...this.byName.values()].filter(({ answers }) => answers.length > 0).map(({ kind }) => kind);
  }

  /** What these are about, by the occurrence's id; one that is left out has lapsed. What each kind needs for all of its own. */
  async load(world: World, occurrences: readonly Occurrence[]): Promise<ReadonlyMap<string, KindState>> {
    const groups = [...groupBy(occurrences, ({ kind }) => kind)];
    const loaded = await Promise.all(
      groups.map(async ([name, group]) => (await this.find(name)?.load(world, group)) ?? new Map()),
    );
    return new Map(loaded.flatMap((states) => [...states]));
  }

  /** Undefined: there is nothing to say of it any more. */
  describe(
    occurrence: Occurrence,
    state: KindState | undefined,
    reader: Reader,
    world: World,
  ): Described | undefined {
    if (state === undefined) return undefined;
    return this.find(occurrence.kind)?.describe({ occurrence, state, reader, world });
  }
}
