// Runs of rows that say the same but for what it was done to: a sweep of two hundred requests is one line to a reader.
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';

/** `first`: the number of its first row, from 1; the others follow. */
export type Run = { first: number; entries: NotebookEntry[] };

/** Fewer than these stay lines of their own. */
const shortest = 3;

/** All rows in their order. */
export function groupRuns(entries: NotebookEntry[]): Run[] {
  const runs: Run[] = [];
  for (const [i, entry] of entries.entries()) {
    const last = runs.at(-1);
    if (last && sameDeed(last.entries[0]!, entry)) last.entries.push(entry);
    else runs.push({ first: i + 1, entries: [entry] });
  }
  return runs.flatMap((run) =>
    run.entries.length >= shortest
      ? [run]
      : run.entries.map((entry, i): Run => ({ first: run.first + i, entries: [entry] })),
  );
}

/** Rows with a note stay alone: somebody had something to say of each. */
function sameDeed(a: NotebookEntry, b: NotebookEntry): boolean {
  const told = (entry: NotebookEntry) =>
    JSON.stringify([entry.table, entry.action, entry.actor, entry.sourceIp, entry.outcome, entry.tags]);
  return a.note === null && b.note === null && told(a) === told(b);
}
