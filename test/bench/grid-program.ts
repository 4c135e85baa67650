// Opens, sorts, filters, pages and searches a big case through the engine, and prints what it saw as one JSON object.
// Argument: the case folder. Another program (rivals/offset.ts) answers the same in plain DuckDB.
import type { View } from '../../shared/query/view.ts';
import { seedRandom } from '../generate/random.ts';
import { openEngine, openView, pageRows, readPage } from './engine.ts';
import { gridChecks } from './grid-checks.ts';
import { percentile } from './measure.ts';

const [dir] = process.argv.slice(2) as [string];
const random = seedRandom('grid');
const engine = await openEngine(dir);
const view = (more: Partial<View>): View => ({
  from: { kind: 'table', table: 'cloudtrail' },
  where: [],
  sort: [],
  ...more,
});
const filter = { negated: false, enabled: true };
const text = { ...filter, caseSensitive: false };
const sortBy = (column: string, ...path: string[]) => [{ column: { column, path }, descending: true }];
const named = (column: string, ...path: string[]) => ({ column: { column, path } });

const views: [string, View][] = [
  ['as loaded', view({})],
  ['sorted by time, newest first', view({ sort: sortBy('eventtime') })],
  ['sorted by event name', view({ sort: sortBy('eventname') })],
  ['sorted by useridentity.arn', view({ sort: sortBy('useridentity', 'arn') })],
  [
    'event name is one of two, by time',
    view({
      where: [{ ...filter, id: '1', op: 'in', ...named('eventname'), values: ['Decrypt', 'GetObject'] }],
      sort: sortBy('eventtime'),
    }),
  ],
  [
    'with an error code',
    view({ where: [{ ...filter, id: '1', op: 'in', ...named('errorcode'), values: [null], negated: true }] }),
  ],
  [
    'user agent contains "terraform"',
    view({ where: [{ ...text, id: '1', op: 'contains', ...named('useragent'), value: 'terraform' }] }),
  ],
  [
    'bucket name in requestparameters',
    view({
      where: [{ ...text, id: '1', op: 'endsWith', ...named('requestparameters', 'bucketName'), value: 'invoices' }],
    }),
  ],
  ['one hour', view({ time: { from: '2026-01-08T10:00:00Z', to: '2026-01-08T11:00:00Z' }, sort: sortBy('eventtime') })],
];

const opened = [];
for (const [name, one] of views) {
  const { viewId, firstPageMs, readyMs, last } = await openView(engine, one);
  const pages: number[] = [];
  // Random depths over the whole view, the last rows among them.
  for (let i = 0; i < 60; i++) {
    const offset = i === 0 ? Math.max(0, last.matched - pageRows) : random.below(Math.max(1, last.matched - pageRows));
    pages.push((await readPage(engine, viewId, offset)).ms);
  }
  opened.push({
    name,
    matched: last.matched,
    firstPageMs,
    readyMs,
    pageP50: percentile(pages, 0.5),
    pageP95: percentile(pages, 0.95),
    pageMax: Math.max(...pages),
  });
}

const checks: Record<string, (string | null)[][]> = {};
for (const [name, { sort }] of Object.entries(gridChecks)) {
  const { viewId, last } = await openView(engine, view({ sort }));
  const { rows } = await readPage(engine, viewId, last.matched - pageRows);
  checks[name] = rows;
}

const searches = [];
for (const search of ['CreateChangeSet', 'zzz-not-there']) {
  const { firstPageMs, readyMs, last, steps } = await openView(engine, view({ query: { text: `"${search}"` } }));
  searches.push({ search, matched: last.matched, firstPageMs, readyMs, steps });
}

// Cancel: how long until the stream has ended, and until a page of another view is here.
const idle = await openView(engine, view({ sort: sortBy('eventtime') }));
const cancels: { endedMs: number; pageMs: number }[] = [];
for (let i = 0; i < 5; i++) {
  const abort = new AbortController();
  const running = (async () => {
    for await (const _ of await engine.client.views.open(
      { view: view({ query: { text: `"never ${i}"` } }) },
      { signal: abort.signal },
    ));
  })().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300 + 150 * i));
  const began = performance.now();
  abort.abort();
  await running;
  const endedMs = performance.now() - began;
  cancels.push({ endedMs, pageMs: (await readPage(engine, idle.viewId, random.below(1000))).ms });
}

await engine.close();
console.log(JSON.stringify({ opened, checks, searches, cancels }));
process.exit(0);
