// What an archive holds, counted while it is written, so that loads and queries can be checked against it.
import { type Event, formatTime } from './event.ts';

/** Counts are over distinct rows; a column missing in an event counts under `null`. */
export type Truth = {
  files: number;
  /** Records on disk, duplicates included. */
  records: number;
  rows: number;
  duplicates: number;
  /** Decompressed and on disk. */
  bytes: number;
  gzipBytes: number;
  firstTime: string;
  lastTime: string;
  /** SQL column (`eventname`, `useridentity.type`, …) → value → rows. */
  counts: Record<string, Record<string, number>>;
  /** Every distinct value's number of values, for columns whose counts are cut in files. */
  distinct: Record<string, number>;
};

const columns: [string, (event: Event) => string | null][] = [
  ['eventname', (event) => event.name],
  ['eventsource', (event) => event.source],
  ['awsregion', (event) => event.region],
  ['recipientaccountid', (event) => event.account],
  ['errorcode', (event) => event.error],
  ['eventcategory', (event) => event.category],
  ['sourceipaddress', (event) => event.actor.ip],
  ['useragent', (event) => event.actor.agent],
  ['useridentity.type', (event) => event.actor.type || null],
  ['useridentity.arn', (event) => event.actor.arn],
  ['useridentity.accesskeyid', (event) => event.actor.accessKey],
];

export type TruthCounter = {
  addRow(event: Event): void;
  addDuplicate(): void;
  addFile(bytes: number, gzipBytes: number): void;
  finish(): Truth;
};

export function countTruth(): TruthCounter {
  const maps = columns.map(() => new Map<string | null, number>());
  let [files, rows, duplicates, bytes, gzipBytes] = [0, 0, 0, 0, 0];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    addRow(event) {
      rows++;
      if (event.time < first) first = event.time;
      if (event.time > last) last = event.time;
      for (let i = 0; i < columns.length; i++) {
        const value = columns[i]![1](event);
        maps[i]!.set(value, (maps[i]!.get(value) ?? 0) + 1);
      }
    },
    addDuplicate: () => void duplicates++,
    addFile(fileBytes, fileGzipBytes) {
      files++;
      bytes += fileBytes;
      gzipBytes += fileGzipBytes;
    },
    finish: () => ({
      files,
      records: rows + duplicates,
      rows,
      duplicates,
      bytes,
      gzipBytes,
      firstTime: rows === 0 ? '' : formatTime(first),
      lastTime: rows === 0 ? '' : formatTime(last),
      counts: Object.fromEntries(
        columns.map(([name], i) => [
          name,
          Object.fromEntries([...maps[i]!].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1))),
        ]),
      ),
      distinct: Object.fromEntries(columns.map(([name], i) => [name, maps[i]!.size - (maps[i]!.has(null) ? 1 : 0)])),
    }),
  };
}

/** The same with only the `top` most frequent values of each column, small enough to be kept beside an archive. */
export function cutTruth(truth: Truth, top: number): Truth {
  return {
    ...truth,
    counts: Object.fromEntries(
      Object.entries(truth.counts).map(([name, values]) => [
        name,
        Object.fromEntries(Object.entries(values).slice(0, top)),
      ]),
    ),
  };
}
