import type { Logger } from '../../src/core/logger.ts';
import type { Card, Chart } from '../../src/ui/card.ts';
import type { AdaptiveCard } from '../adaptive-cards/elements.ts';
import { bytesOf, limits } from '../adaptive-cards/limits.ts';
import { type CardOptions, renderCard } from '../adaptive-cards/render-card.ts';
import { chartPng, picturesOf } from '../charts/index.ts';

/** How much sharper than its place on the screen a picture is, as far as there is room. */
const scales = [2, 1.5, 1, 0.75];
/** Teams takes pictures up to so many pixels each way. */
const mostPixels = 1024;

/**
 * Draws a card with the pictures of its charts in it: Teams takes them nowhere else without everybody else being
 * able to fetch them. They get the room that the card's words leave; a chart that does not fit is told in words.
 */
export async function drawCard(card: Card, options: CardOptions, logger: Logger): Promise<AdaptiveCard> {
  const drawn = renderCard(card, options);
  const charts = card.blocks.filter(({ kind }) => kind === 'chart').length;
  if (charts === 0) return drawn;
  // Beside each picture stand its title and the frame around it.
  const room = (limits.cardBytes - bytesOf(drawn)) / charts - 2 * (limits.title + 200);
  const picture = async (chart: Chart): Promise<string | undefined> => {
    for (const scale of scales) {
      const png = await chartPng(chart, scale);
      const url = `data:image/png;base64,${png.toString('base64')}`;
      if (url.length * 2 <= room && heightOf(png) <= mostPixels) return url;
    }
    return undefined;
  };
  const failed = (error: unknown) => logger.warn({ err: error }, 'a chart could not be drawn');
  return renderCard(card, { ...options, pictures: await picturesOf(card, picture, failed) });
}

/** As a PNG says in its head. */
const heightOf = (png: Buffer): number => png.readUInt32BE(20);
