// Histogram, facets and comparison on 2 million events.
import { benchBeside } from './beside.ts';
import type { ChartTimes } from './charts-program.ts';
import type { BenchOptions } from './load.ts';

export const benchCharts = (options: BenchOptions) =>
  benchBeside<ChartTimes>(options, {
    name: 'charts',
    title: 'Charts over 2 million events',
    question: 'question',
    note: 'Facets also count what is missing and differs.',
  });
