import { BarChart, LineChart, PieChart, TreemapChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { chartHeight, chartOption, type Drawing } from './chart-option.ts';

use([BarChart, LineChart, PieChart, TreemapChart, SVGRenderer]);
use([GridComponent, LegendComponent, TooltipComponent]);

/** The picture of a report; what it shows stands in the table too. Loaded apart, with the library it needs. */
export const Chart = ({ drawing, label }: { readonly drawing: Drawing; readonly label: string }) => {
  const box = useRef<HTMLDivElement>(null);
  const height = chartHeight(drawing);
  useEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const chart = init(place, undefined, { renderer: 'svg' });
    // Words are measured before they are drawn: the library has to know in what.
    const { fontFamily } = getComputedStyle(place);
    chart.setOption({ ...chartOption(drawing), textStyle: { color: '#333', fontFamily } });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [drawing]);
  return <div ref={box} role="img" aria-label={label} className="chart" style={{ height }} />;
};
