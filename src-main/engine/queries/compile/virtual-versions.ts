// Whether rows that were found are still those that would be found: conditions on columns that a source does not store depend on
// what the case keeps beside its rows.
import type { OpenCase } from '../../engine-state.ts';
import { readsFindings } from '../findings/finding-columns.ts';
import { findingsVersion } from '../findings/findings-state.ts';
import { readsMarks } from '../marks/mark-columns.ts';
import { marksVersion } from '../marks/marks-state.ts';
import { clocksVersion, readsClocks } from '../timeline/clocks-state.ts';
import { readsVerdicts } from '../verdicts/verdict-columns.ts';
import { verdictsVersion } from '../verdicts/verdicts-state.ts';

const kinds = [
  { reads: readsMarks, version: marksVersion },
  { reads: readsVerdicts, version: verdictsVersion },
  { reads: readsFindings, version: findingsVersion },
  { reads: readsClocks, version: clocksVersion },
];

/** For each kind of thing that is kept the version which the expressions depend on; null where they do not. */
export type Versions = (number | null)[];

export const versionsOf = (open: OpenCase, expressions: readonly string[]): Versions =>
  kinds.map(({ reads, version }) => (expressions.some(reads) ? version(open) : null));

export const isCurrent = (open: OpenCase, versions: Versions): boolean =>
  kinds.every(({ version }, i) => versions[i] === null || versions[i] === version(open));
