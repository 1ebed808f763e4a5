/** The pictures that an Adaptive Card has in itself, and what is read to those who cannot see them. */
export function picturesIn(card: unknown): { alt: string; bytes: Buffer }[] {
  if (Array.isArray(card)) return card.flatMap(picturesIn);
  if (typeof card !== 'object' || card === null) return [];
  const { type, url, altText } = card as Record<string, unknown>;
  if (type !== 'Image') return Object.values(card).flatMap(picturesIn);
  const [, data = ''] = /^data:image\/(?:png|svg\+xml);base64,(.+)$/.exec(String(url)) ?? [];
  return [{ alt: String(altText), bytes: Buffer.from(data, 'base64') }];
}
