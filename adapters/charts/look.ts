/** What a chart looks like, in CSS pixels: as wide as a phone shows it, with letters that can be read there. */
export const width = 440;
export const fontSize = 15;
/** The one font that pictures are painted with, as it calls itself; browsers go on to their own. */
export const ourFont = 'Noto Sans S Chinese';
export const fontFile = 'NotoSansHans-Regular.otf';
export const fontFamily = `${ourFont}, system-ui, sans-serif`;

/** Each colour by light, and by dark where a page is dark. */
const themed = {
  ink: ['#17211f', '#e8efed'],
  soft: ['#55625f', '#a5b3b0'],
  track: ['#edf1f0', '#26322f'],
  sheet: ['#ffffff', '#182120'],
} as const;

/** Told apart by the colour-blind as well: Okabe and Ito's colours, dark enough on white. */
const series = [
  ['#0f6b62', '#5cc9b9'],
  ['#d55e00', '#ff8f3f'],
  ['#0072b2', '#56b4e9'],
  ['#b8578f', '#e39ac4'],
  ['#8a6d00', '#e3c04b'],
  ['#4d4d4d', '#b5b5b5'],
] as const;

export const colours = {
  ink: themed.ink[0],
  soft: themed.soft[0],
  track: themed.track[0],
  sheet: themed.sheet[0],
  series: series.map(([light]) => light),
};

/** Makes a light drawing dark where the reader's page is: every colour by its attribute. */
export const darkStyle = `<style>@media (prefers-color-scheme: dark){${[...Object.values(themed), ...series]
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join('')}}</style>`;
