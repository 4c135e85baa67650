// The matrix of ATT&CK for one case: tactics side by side, under each its techniques with what was found, and those that rules
// look for without having found anything.

import { tactics } from '../attack/tactics.ts';
import { isSubTechnique } from '../attack/techniques.ts';
import type { Finding, Level, RuleInfo } from '../contract/detections.ts';
import { gravityOf } from './gravity.ts';
import { placesOf, type Tagged } from './places.ts';

export type Counts = {
  findings: number;
  hits: number;
  /** Rules that look for it and are switched on. */
  rules: number;
  /** The gravest of its findings; null: there are none. */
  level: Level | null;
};

/** `technique` null: what names the tactic alone. One with sub-techniques counts theirs too. */
export type MatrixCell = Counts & { technique: string | null };

/** `tactic` null: rules that name none. Cells are in the order of ids, sub-techniques after what they are under. */
export type MatrixColumn = Counts & { tactic: string | null; title: string; cells: MatrixCell[] };

const nothing = (): Counts => ({ findings: 0, hits: 0, rules: 0, level: null });

function count(counts: Counts, finding: Finding): void {
  counts.findings++;
  counts.hits += finding.hits;
  if (counts.level === null || gravityOf(finding.level) > gravityOf(counts.level)) counts.level = finding.level;
}

/** Columns that have rules or findings. A rule that is off, or is only a part of others, does not look for anything by itself. */
export function buildMatrix(findings: readonly Finding[], rules: readonly RuleInfo[]): MatrixColumn[] {
  const columns = new Map<string | null, { counts: Counts; cells: Map<string | null, Counts> }>();
  const visit = (tagged: Tagged, act: (counts: Counts) => void) => {
    for (const [tactic, cells] of placesOf(tagged)) {
      const column = columns.get(tactic) ?? { counts: nothing(), cells: new Map() };
      columns.set(tactic, column);
      act(column.counts);
      for (const technique of cells) {
        const counts = column.cells.get(technique) ?? nothing();
        column.cells.set(technique, counts);
        act(counts);
      }
    }
  };
  for (const rule of rules) if (rule.isOn && !rule.isPart) visit(rule, (counts) => counts.rules++);
  for (const finding of findings) visit(finding, (counts) => count(counts, finding));
  const known = tactics.map(({ tag, title }): [string | null, string] => [tag, title]);
  return [...known, [null, 'Without a tactic'] as [null, string]].flatMap(([tactic, title]) => {
    const column = columns.get(tactic);
    if (!column) return [];
    const cells = [...column.cells].map(([technique, counts]) => ({ technique, ...counts }));
    return [{ tactic, title, ...column.counts, cells: cells.toSorted(compareCells) }];
  });
}

/** What names no technique comes last. */
const compareCells = (a: MatrixCell, b: MatrixCell): number =>
  a.technique === null ? 1 : b.technique === null || a.technique < b.technique ? -1 : 1;

/** The matrix without cells and columns in which nothing was found. */
export const onlyFound = (columns: readonly MatrixColumn[]): MatrixColumn[] =>
  columns
    .filter(({ findings }) => findings > 0)
    .map((column) => ({ ...column, cells: column.cells.filter(({ findings }) => findings > 0) }));

export const isUnderAnother = ({ technique }: MatrixCell): boolean => technique !== null && isSubTechnique(technique);
