// The entries of JSON that is wholly in memory: text inside a record, the object of a list.
import type { ListTree } from './find-list.ts';
import type { Finding } from './finding.ts';
import { createJsonReader, type ListContext } from './read-json.ts';
import { scan } from './scan-json.ts';

export type Entry = { start: number; end: number; shape: number; spaced: boolean; list: ListContext | null };

export type Entries = {
  entries: Entry[];
  /** Bytes that are no entry. */
  rejects: Finding[];
  /** There is a list without entries. */
  isEmpty: boolean;
};

export function readEntries(bytes: Buffer, lists: ListTree): Entries {
  const entries: Entry[] = [];
  const rejects: Finding[] = [];
  let isEmpty = false;
  const reader = createJsonReader({
    lists,
    lines: false,
    sink: {
      entry(_, start, end, __, list) {
        entries.push({ start, end, shape: scan.shape, spaced: scan.spaced, list });
        return false;
      },
      reject(_, reason, rejected) {
        rejects.push({
          kind: 'unknown',
          reason,
          slice: { bytes: rejected, start: 0, end: rejected.length },
          chain: [],
        });
      },
      beginList: () => undefined,
      emptyList() {
        isEmpty = true;
      },
    },
  });
  reader.read(bytes, true);
  return { entries, rejects, isEmpty };
}
