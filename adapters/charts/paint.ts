import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { colours, fontFile, ourFont } from './look.ts';
import { encodePng } from './png.ts';

const { resolve } = createRequire(import.meta.url);
const fonts = join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts');

const ready = readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')).then(initWasm);
const font = readFile(join(fonts, fontFile));

/** Paints an SVG as a PNG: of its fonts only ours is there. Some ten milliseconds of work. */
export async function paint(svg: string, scale: number): Promise<Buffer> {
  await ready;
  const resvg = new Resvg(svg, {
    font: { fontBuffers: [await font], loadSystemFonts: false, defaultFontFamily: ourFont },
    fitTo: { mode: 'zoom', value: scale },
    background: colours.sheet,
  });
  const picture = resvg.render();
  try {
    return encodePng(picture.pixels, picture.width, picture.height);
  } finally {
    picture.free();
    resvg.free();
  }
}
