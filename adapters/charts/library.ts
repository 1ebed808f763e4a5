import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Loaded with the first chart: it takes longer than all of our own code together.
use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

export { init } from 'echarts/core';
