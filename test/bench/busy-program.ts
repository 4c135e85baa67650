// Pages and queries while a load runs in the same engine, beside the same when it is idle. Arguments: a fresh case folder,
// the archive that is loaded first, the archive that loads meanwhile. Prints one JSON object.
import path from 'node:path';
import type { View } from '../../shared/query/view.ts';
import { seedRandom } from '../generate/random.ts';
import { openView, readPage, startEngine } from './engine.ts';
import { percentile } from './measure.ts';

const [dir, before, meanwhile] = process.argv.slice(2) as [string, string, string];
const random = seedRandom('busy');
const engine = await startEngine();
await engine.client.cases.create({ parent: path.dirname(dir), name: path.basename(dir, '.pugmark') });

async function load(folder: string): Promise<{ state: string; seconds: number }> {
  const began = performance.now();
  const { loadId } = await engine.client.loads.start({ paths: [folder] });
  let state = '';
  for await (const progress of await engine.client.loads.watch({ loadId })) state = progress.state;
  if (state !== 'done') throw new Error(`The load of ${folder} ended as ${state}.`);
  return { state, seconds: (performance.now() - began) / 1000 };
}

const view: View = {
  from: { kind: 'table', table: 'cloudtrail' },
  where: [],
  sort: [{ column: { column: 'eventtime', path: [] }, descending: true }],
};

async function look(until: () => boolean) {
  const { viewId, last } = await openView(engine, view);
  const [pages, opens, queries]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; !until(); i++) {
    pages.push((await readPage(engine, viewId, random.below(Math.max(1, last.matched - 200)))).ms);
    if (i % 10 === 5) {
      const opened = await openView(engine, { ...view, where: [errorFilter(i)] });
      opens.push(opened.firstPageMs);
      await engine.client.views.close({ viewId: opened.viewId });
    }
    if (i % 10 === 9) {
      const began = performance.now();
      await engine.client.views.values({ view, column: { column: 'eventname', path: [] }, search: '', limit: 50 });
      queries.push(performance.now() - began);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const told = (times: number[]) => ({
    n: times.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    max: Math.max(...times),
  });
  return { pages: told(pages), opens: told(opens), queries: told(queries) };
}

const errorFilter = (i: number): View['where'][number] => ({
  id: '1',
  column: { column: 'sourceipaddress', path: [] },
  op: 'startsWith',
  value: String(10 + (i % 80)),
  caseSensitive: false,
  negated: false,
  enabled: true,
});

const alone = await load(before);
const idleUntil = performance.now() + 10_000;
const idle = await look(() => performance.now() > idleUntil);
let loading = true;
const running = load(meanwhile).finally(() => {
  loading = false;
});
const busy = await look(() => !loading);
const second = await running;
await engine.close();
console.log(JSON.stringify({ idle, busy, alone, second }));
process.exit(0);
