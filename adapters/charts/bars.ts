import type { Chart } from '../../src/ui/card.ts';
import { colours, fontSize, width } from './look.ts';
import { cut, type Drawing, legendOf, valuesOf, widthOf, writeValue } from './parts.ts';

const barHeight = 20;
const betweenBars = 4;
/** Below and above the bars of one category; above them goes its name where it does not stand beside them. */
const marginBeside = 7;
const marginBelowName = 21;
const belowLast = 15;
/** Names up to this width stand beside their bars, with longer ones among them all stand above. */
const widestBeside = 100;
const valueWidth = 64;

/** Bars that lie down: their names beside or above them, their values behind them. */
export function drawBars(chart: Chart): Drawing {
  const { categories, series, unit } = chart;
  const legend = legendOf(chart);
  const nameWidth = Math.max(0, ...categories.map(widthOf));
  const beside = nameWidth <= widestBeside;
  const group = series.length * (barHeight + betweenBars) - betweenBars;
  const row = group + 2 * (beside ? marginBeside : marginBelowName);
  const name = beside
    ? { margin: 12 }
    : {
        ...{ inside: true, margin: 0, align: 'left' as const, verticalAlign: 'bottom' as const },
        ...{ padding: [0, 0, group / 2 + 3, 0] },
      };
  const values = valuesOf(chart);
  return {
    height: legend.height + row * categories.length - (beside ? 0 : belowLast),
    option: {
      legend: legend.option,
      grid: {
        left: beside ? nameWidth + 14 : 2,
        right: valueWidth,
        top: legend.height,
        height: row * categories.length,
        outerBoundsMode: 'none',
      },
      xAxis: {
        type: 'value',
        show: false,
        min: chart.min ?? Math.min(0, ...values),
        // An axis needs a length, also where nobody has answered.
        max: chart.max ?? Math.max(1, ...values),
      },
      yAxis: {
        type: 'category',
        data: beside ? categories : categories.map((name) => cut(name, width - 4)),
        inverse: true,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colours.ink, fontSize, interval: 0, ...name },
        z: 10,
      },
      series: series.map(({ name, values }, at) => ({
        type: 'bar',
        name,
        data: values.map((value) => ({
          value: value ?? chart.min ?? 0,
          label: { formatter: value === null ? '–' : writeValue(value, unit) },
        })),
        barWidth: barHeight,
        barGap: `${(betweenBars / barHeight) * 100}%`,
        itemStyle: { color: colours.series[at % colours.series.length] ?? colours.ink, borderRadius: 3 },
        showBackground: true,
        backgroundStyle: { color: colours.track, borderRadius: 3 },
        label: { show: true, position: 'right', color: colours.ink, fontSize },
        emphasis: { disabled: true },
      })),
    },
  };
}
