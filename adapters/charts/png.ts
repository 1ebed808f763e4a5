import { crc32, deflateSync } from 'node:zlib';

/**
 * A PNG with a palette: a third of the size of one in full colour, and Teams counts every byte. Colours are made
 * coarser until they are few enough, which nobody sees in a chart.
 * @param pixels red, green, blue and alpha of each; all of them opaque.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  for (let bits = 8; ; bits -= 1) {
    const indexed = index(pixels, width, height, bits);
    if (indexed === undefined) continue;
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    // Eight bits for each pixel, which are an index into the palette.
    head.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('PLTE', Buffer.from(indexed.palette)),
      chunk('IDAT', deflateSync(indexed.rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

/** Undefined where there are more than 256 colours of so many bits each. */
function index(pixels: Uint8Array, width: number, height: number, bits: number) {
  const mask = (0xff << (8 - bits)) & 0xff;
  const known = new Map<number, number>();
  const palette: number[] = [];
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    const red = pixels[at * 4]!;
    const green = pixels[at * 4 + 1]!;
    const blue = pixels[at * 4 + 2]!;
    const colour = ((red & mask) << 16) | ((green & mask) << 8) | (blue & mask);
    let place = known.get(colour);
    if (place === undefined) {
      if (known.size === 256) return undefined;
      place = known.size;
      known.set(colour, place);
      palette.push(red, green, blue);
    }
    rows[at + Math.floor(at / width) + 1] = place;
  }
  return { palette, rows };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
