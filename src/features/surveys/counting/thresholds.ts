import { fewestAnswers } from '../results/results.ts';

/** How many people's answers a figure speaks of. Whoever gave their name is known, and hides nobody. */
export interface Crowd {
  readonly all: number;
  /** Those among them who did not ask to be named. */
  readonly unnamed: number;
}

export const crowdOf = (people: readonly { readonly namedPersonId: string | null }[]): Crowd => ({
  all: people.length,
  unnamed: people.filter(({ namedPersonId }) => namedPersonId === null).length,
});

/** Is it large enough for a figure of its own? */
export const isCrowd = ({ unnamed }: Crowd): boolean => unnamed >= fewestAnswers;

/** What can be worked out as a difference speaks of nobody, or of enough. */
const mayBeWorkedOut = (crowd: Crowd): boolean => crowd.all === 0 || isCrowd(crowd);

const without = (whole: Crowd, parts: readonly Crowd[]): Crowd =>
  parts.reduce((rest, part) => ({ all: rest.all - part.all, unnamed: rest.unnamed - part.unnamed }), whole);

/**
 * Which parts of a whole may be shown beside it: each is large enough, and so is what is left when all of them are
 * taken away, since whoever sees both can do that. Where it is not, the smallest part is withheld as well, and with it
 * what is left is large enough. All that can be worked out of the whole and parts without an overlap is a union of
 * parts, with or without what is left.
 */
export function shownParts<Name>(whole: Crowd, parts: ReadonlyMap<Name, Crowd>): Set<Name> {
  if (!isCrowd(whole)) return new Set();
  const large = [...parts]
    .filter(([, crowd]) => isCrowd(crowd))
    .sort(([, a], [, b]) => b.unnamed - a.unnamed);
  while (
    !mayBeWorkedOut(
      without(
        whole,
        large.map(([, crowd]) => crowd),
      ),
    )
  )
    large.pop();
  return new Set(large.map(([name]) => name));
}
