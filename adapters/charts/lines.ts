import type { Chart } from '../../src/ui/card.ts';
import { colours, fontSize, width } from './look.ts';
import { cut, type Drawing, legendOf, valuesOf, widthOf, writeValue } from './parts.ts';

const plotHeight = 200;
/** Each line has its own sign at its points, for whom colours say nothing. */
const signs = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'];

/** Lines from left to right; where nothing is known there is a gap. */
export function drawLines(chart: Chart): Drawing {
  const { categories, series, unit } = chart;
  const legend = legendOf(chart);
  const values = valuesOf(chart);
  const slot = (width - 70) / Math.max(1, categories.length);
  // Values of several lines would cover each other, and of many points too.
  const written =
    series.length === 1 && slot >= 1.1 * Math.max(0, ...values.map((v) => widthOf(writeValue(v, unit))));
  return {
    height: legend.height + plotHeight + 52,
    option: {
      legend: legend.option,
      grid: { left: 46, right: 22, top: legend.height + 22, height: plotHeight, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        data: categories.map((name) => cut(name, Math.max(60, slot))),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.soft } },
        axisLabel: {
          color: colours.ink,
          fontSize,
          margin: 10,
          hideOverlap: true,
        },
      },
      yAxis: {
        type: 'value',
        min: chart.min ?? Math.min(0, ...values),
        ...(chart.max !== undefined && { max: chart.max }),
        splitNumber: 4,
        ...(unit === 'count' && { minInterval: 1 }),
        axisLabel: { color: colours.soft, fontSize, formatter: (value: number) => writeValue(value, unit) },
        splitLine: { lineStyle: { color: colours.track } },
      },
      series: series.map(({ name, values }, at) => {
        const color = colours.series[at % colours.series.length] ?? colours.ink;
        return {
          type: 'line',
          name,
          data: values.map((value) => ({
            value: value ?? '-',
            label: { formatter: value === null ? '' : writeValue(value, unit) },
          })),
          connectNulls: false,
          symbol: signs[at % signs.length] ?? 'circle',
          symbolSize: 9,
          lineStyle: { color, width: 2.5 },
          itemStyle: { color },
          label: { show: written, position: 'top', color: colours.ink, fontSize },
          emphasis: { disabled: true },
        };
      }),
    },
  };
}
