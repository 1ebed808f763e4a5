import type { Block } from '../../../ui/card.ts';

/** What stays together on one page. */
export type Part = readonly Block[];

/** What one page takes, so that it fits the narrowest platform with its title and buttons. */
export const pageLimits = { blocks: 24, characters: 5500 } as const;

/** Slack draws every text with some 100 characters around it. */
const perText = 100;

/** How much room a part takes as a message, roughly. */
const sizeOf = (part: Part): number =>
  JSON.stringify(part).length + perText * (JSON.stringify(part).match(/"(text|label)":/g)?.length ?? 0);

/** Parts in pages, in order: as many on each as fit, and at least one. */
export function pagesOf(parts: readonly Part[]): Part[][] {
  const pages: Part[][] = [];
  let [blocks, characters] = [0, 0];
  for (const part of parts) {
    const size = sizeOf(part);
    const page = pages.at(-1);
    const fits = blocks + part.length <= pageLimits.blocks && characters + size <= pageLimits.characters;
    if (page === undefined || !fits) {
      pages.push([part]);
      [blocks, characters] = [part.length, size];
    } else {
      page.push(part);
      blocks += part.length;
      characters += size;
    }
  }
  return pages;
}
