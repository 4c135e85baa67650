// Rival (c), the floor: two workers gunzip and JSON.parse every file, and keep nothing.
// Argument: folder of the archive. Prints the number of records.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

if (isMainThread) {
  const dir = process.argv[2]!;
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => path.join(dir, name));
  const halves = [0, 1].map((half) => files.filter((_, i) => i % 2 === half));
  const counts = await Promise.all(
    halves.map(
      (half) =>
        new Promise<number>((resolve, reject) => {
          const worker = new Worker(fileURLToPath(import.meta.url), { workerData: half });
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
    ),
  );
  console.log(JSON.stringify({ rows: counts.reduce((sum, count) => sum + count, 0) }));
} else {
  let records = 0;
  for (const file of workerData as string[])
    records += (JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: unknown[] }).Records.length;
  parentPort!.postMessage(records);
}
