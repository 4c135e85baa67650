// Pivots of 2 million events.
import { benchBeside } from './beside.ts';
import type { BenchOptions } from './load.ts';
import type { PivotTimes } from './pivot-program.ts';
import { number } from './report.ts';

export const benchPivot = (options: BenchOptions) =>
  benchBeside<PivotTimes>(options, {
    name: 'pivot',
    title: 'Pivots of 2 million events',
    question: 'pivot',
    more: [{ title: 'groups', cell: ({ groups }) => number(groups) }],
    note: 'The pivot is sorted and encoded for the screen, its smaller values together as “others”; the rows of the SQL written by hand are computed and not read.',
  });
