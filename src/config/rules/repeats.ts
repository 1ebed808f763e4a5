/** The positions of what was in the list before. */
export function repeats(list: readonly (string | undefined)[]): number[] {
  return list.flatMap((item, index) => (item !== undefined && list.indexOf(item) < index ? [index] : []));
}
