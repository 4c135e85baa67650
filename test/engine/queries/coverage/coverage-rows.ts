// Random events, log files and digests, as tables of a case, and what the map of them must be, counted the slow way.
import fc from 'fast-check';
import type { CoverageMap } from '../../../../shared/contract/coverage.ts';
import { type CoverageCell, lateAfterMinutes } from '../../../../shared/coverage/cell.ts';
import { quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';

const changes = ['2024-03-31T01:00Z', '2024-10-27T01:00Z', '2024-11-03T06:00Z'].map((text) => Date.parse(text));
const hourMs = 3_600_000;
/** Near one change of clocks; or, seldom, far from it. */
const makeTime = (change: number) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: -40 * 3600, max: 40 * 3600 }).map((by) => change + by * 1000) },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: 400 }).map((days) => change + days * 24 * hourMs + 1500) },
  );
const account = fc.constantFrom('111122223333', '222233334444');
const region = fc.constantFrom('us-east-1', 'ap-southeast-2');
const someAccount = fc.option(account, { freq: 5 });

const makeCase = (change: number) => {
  const time = makeTime(change);
  const minute = time.map((ms) => Math.floor(ms / 60_000) * 60_000);
  const file = fc.record({
    account,
    region,
    /** Null: its name says nothing. */
    at: fc.option(minute, { freq: 8 }),
    inArchive: fc.boolean(),
    duplicates: fc.integer({ min: 0, max: 5 }),
    isAltered: fc.boolean(),
    outcome: fc.constantFrom('loaded', 'loaded', 'partly', 'failed'),
  });
  const digest = fc.record({
    account,
    region,
    starts: fc.integer({ min: -40, max: 40 }).map((hours) => Math.floor(change / hourMs) * hourMs + hours * hourMs),
    hours: fc.constantFrom(1, 1, 1, 2, 30),
    /** Indexes of files, also of some that are nowhere. */
    names: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }),
  });
  return fc.record({
    files: fc.array(file, { maxLength: 25, size: 'max' }),
    events: fc.array(
      fc.record({
        account: someAccount,
        region: fc.option(region, { freq: 5 }),
        at: fc.oneof(
          { weight: 15, arbitrary: time },
          { weight: 1, arbitrary: fc.constantFrom(null, 'infinity' as const, '-infinity' as const) },
        ),
        file: fc.integer({ min: 0, max: 30 }),
        /** Seconds from where it would begin to be late, instead of `at`. */
        nearLate: fc.option(fc.integer({ min: -2, max: 2 })),
      }),
      { maxLength: 80, size: 'max' },
    ),
    digests: fc.array(digest, { maxLength: 25, size: 'max' }),
  });
};
export const someCase = fc
  .constantFrom(...changes)
  .chain(makeCase)
  .map(({ events, ...rest }) => ({
    ...rest,
    events: events.map((one) => {
      const delivered = rest.files[one.file]?.at;
      if (delivered == null || one.nearLate === null) return one;
      return { ...one, at: delivered - lateAfterMinutes * 60_000 + one.nearLate * 1000 };
    }),
  }));
export type TestCase = typeof someCase extends fc.Arbitrary<infer T> ? T : never;
type File = TestCase['files'][number];

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

/** Unique by `no`, as the random part of a name is. */
const nameOf = (file: Pick<File, 'account' | 'region' | 'at'> | undefined, no: number) =>
  !file || file.at === null
    ? `export-${no}.json`
    : `${file.account}_CloudTrail_${file.region}_${stamp(file.at)}_no${no}.json.gz`;
const sqlTime = (ms: number) => `make_timestamp(${BigInt(ms) * 1000n})`;

export function tablesOf({ files, events, digests }: TestCase): string[] {
  const evidence = files.map((file, no) => {
    const name = nameOf(file, no);
    const place = file.inArchive ? `'/x/all.zip', 'AWSLogs/${name}'` : `'C:\\logs\\${name}', NULL`;
    return `(${no}, ${place}, 'cloudtrail', '${file.outcome}', ${file.duplicates})`;
  });
  const verdicts = files.flatMap((file, no) =>
    file.outcome === 'failed' ? [] : [`('${file.isAltered ? 'altered' : 'verified'}', 'AWSLogs/${nameOf(file, no)}')`],
  );
  const rows = events.map(({ account, region, at, file }, no) => {
    const time = at === null ? 'NULL' : typeof at === 'string' ? `TIMESTAMP '${at}'` : sqlTime(at);
    return `(${quoteLiteral(account)}, ${quoteLiteral(region)}, ${time}, ${file}, ${no}, 'iam.amazonaws.com', 'CreateUser', NULL)`;
  });
  const digestRows = digests.map(({ account, region, starts, hours, names }) => {
    const list = names.map((no) => `{'s3Object': 'AWSLogs/${nameOf(files[no], no)}'}`).join(', ');
    return `('999900001111', ${sqlTime(starts)}, ${sqlTime(starts + hours * hourMs)}, 'AWSLogs/o-abc/${account}/CloudTrail-Digest/${region}/x.json.gz', [${list}])`;
  });
  const insert = (table: string, all: string[]) =>
    all.length === 0 ? [] : [`INSERT INTO ${table} VALUES ${all.join(', ')}`];
  return [
    'DELETE FROM logs.main.evidence',
    'DELETE FROM logs.main.log_verdicts',
    ...insert('logs.main.log_verdicts (verdict, key)', verdicts),
    ...insert('logs.main.evidence (evidence_id, path, member, format, outcome, duplicates)', evidence),
    `CREATE OR REPLACE TABLE logs.main.cloudtrail (recipientaccountid VARCHAR, awsregion VARCHAR, eventtime TIMESTAMP,
       evidence_id UINTEGER, record_no UINTEGER, eventsource VARCHAR, eventname VARCHAR, errorcode VARCHAR)`,
    ...insert('logs.main.cloudtrail', rows),
    `CREATE OR REPLACE TABLE logs.main.cloudtrail_digest (awsaccountid VARCHAR, digeststarttime TIMESTAMP,
       digestendtime TIMESTAMP, digests3object VARCHAR, logfiles STRUCT(s3Object VARCHAR)[])`,
    ...insert('logs.main.cloudtrail_digest', digestRows),
  ];
}

type Digest = TestCase['digests'][number];
const stepMs = 30 * 60_000;
const endOf = ({ starts, hours }: Digest) => starts + hours * hourMs;
const firstOf = (digests: Digest[]) => Math.min(...digests.map(({ starts }) => starts));
const lastOf = (digests: Digest[]) => Math.max(...digests.map(endOf));

type Lane = CoverageMap['lanes'][number];

/** All lanes, those without any cell left out, counted over the given edges (epoch milliseconds). */
export function countLanes(test: TestCase, edges: number[]): Lane[] {
  const isHere = ({ outcome }: File) => outcome !== 'failed';
  const named = [...new Set(test.digests.flatMap(({ names }) => names))].map((no) => {
    const by = test.digests.filter(({ names }) => names.includes(no));
    const file = test.files[no];
    const first = Math.min(...by.map(({ starts, hours }) => starts + hours * hourMs - 1000));
    return { no, file, by, at: file?.at ?? first };
  });
  const lanes: Lane[] = [];
  for (const account of ['111122223333', '222233334444', null])
    for (const region of ['ap-southeast-2', 'us-east-1', null]) {
      const isOwn = (one: { account: string | null; region: string | null }) =>
        one.account === account && one.region === region;
      const own = test.digests.filter(isOwn);
      const cells: CoverageCell[] = [];
      edges.slice(1).forEach((end, bucket) => {
        const start = edges[bucket]!;
        const isIn = (at: unknown) => typeof at === 'number' && at >= start && at < end;
        const events = test.events.filter((one) => isOwn(one) && isIn(one.at));
        const late = events.filter((one) => {
          const file = test.files[one.file];
          return file && isHere(file) && file.at !== null && file.at - Number(one.at) > lateAfterMinutes * 60_000;
        });
        const files = test.files.filter((one) => isHere(one) && one.at !== null && isOwn(one) && isIn(one.at));
        const names = named.filter(({ file, by, at }) => isOwn(file?.at == null ? by[0]! : file) && isIn(at));
        let covered = 0;
        // A bucket can be of centuries: only near the digests is looked, in the same steps.
        const begin = start + Math.max(0, Math.floor((firstOf(own) - start) / stepMs)) * stepMs;
        for (let at = begin; at < Math.min(end, lastOf(own)); at += stepMs)
          if (own.some((one) => one.starts <= at && at < endOf(one))) covered += Math.min(stepMs, end - at);
        const cell = {
          bucket,
          events: events.length,
          late: late.length,
          files: files.length,
          duplicates: files.reduce((sum, { duplicates }) => sum + duplicates, 0),
          named: names.length,
          absent: names.filter(({ file }) => !file || !isHere(file)).length,
          altered: files.filter((one) => one.isAltered).length,
          covered: covered / (end - start),
        };
        if (Object.values({ ...cell, bucket: 0 }).some((value) => value > 0)) cells.push(cell);
      });
      if (cells.length > 0) lanes.push({ logType: null, account, region, cells });
    }
  return lanes;
}
