import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Chart } from '../../src/ui/card.ts';
import { colours, fontSize, width } from './look.ts';

/** What the library is told, and how high the picture becomes. */
export interface Drawing {
  height: number;
  option: ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption>;
}

const legendRow = 26;
const legendMark = 40;

/** Which colour is which, where there are several; each name in a row of its own. */
export function legendOf({ series }: Chart): { height: number; option: LegendComponentOption } {
  if (series.length < 2) return { height: 0, option: { show: false } };
  return {
    height: legendRow * series.length + 6,
    option: {
      ...{ orient: 'vertical', left: 0, top: 0, padding: 2, itemGap: legendRow - fontSize - 3 },
      textStyle: { color: colours.ink, fontSize },
      borderColor: colours.sheet,
      formatter: (name) => cut(name, width - legendMark),
    },
  };
}

export const valuesOf = ({ series }: Chart): number[] =>
  series.flatMap(({ values }) => values.filter((value) => value !== null));

/** `percent` 42 → 42%, `score` 4.25 → 4.3; counts as they are. */
export function writeValue(value: number, unit: Chart['unit']): string {
  const rounded = Math.round(value * 10) / 10;
  if (unit === 'score') return rounded.toFixed(1);
  return unit === 'percent' ? `${rounded}%` : String(rounded);
}

/** About how wide a text becomes, in pixels: Chinese and the like are square. */
export function widthOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return Math.ceil(ems * fontSize);
}

/** The text up to this width in pixels, with an ellipsis where it is longer. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let kept = '';
  let ems = 1;
  for (const character of text) {
    ems += emsOf(character);
    if (ems * fontSize > most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

const emsOf = (character: string) => (character > '\u2e7f' ? 1 : /[A-Zmw@%]/.test(character) ? 0.72 : 0.53);
