// npm test: unit and integration tests (vitest), then the browser specs (Playwright). Ends with one line of sums:
// `N passed, N failed, N skipped`. Fails when a test fails, when a runner breaks, and when nothing was tested.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build.mjs';
import { findChromium } from './find-chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pugmark-test-'));
const sums = { passed: 0, failed: 0, skipped: 0 };
const untested = [];

await build({ all: true }).catch((error) => {
  console.error(`${error.message}\n0 passed, 1 failed, 0 skipped`);
  process.exit(1);
});
await runUnits();
await runBrowserSpecs();
rmSync(folder, { recursive: true, force: true });

if (untested.length > 0)
  console.log(`\nNot tested here:\n${[...new Set(untested)].map((line) => `  - ${line}`).join('\n')}`);
if (sums.passed + sums.failed === 0) console.log('\nNothing was tested: that is a failure.');
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exit(sums.failed > 0 || sums.passed === 0 ? 1 : 0);

async function runUnits() {
  const file = join(folder, 'vitest.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const code = await run(args, { PUGMARK_SKIP_BUILD: '1' });
  const report = readReport(file);
  const before = sums.failed;
  for (const { assertionResults, status, name } of report?.testResults ?? []) {
    for (const test of assertionResults) {
      if (test.status === 'passed') sums.passed++;
      else if (test.status === 'failed') sums.failed++;
      else {
        sums.skipped++;
        untested.push(`${test.fullName} (${name.slice(root.length + 1)})`);
      }
    }
    // A file that could not even be loaded has no tests to count.
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) sums.failed++;
  }
  if (code !== 0 && sums.failed === before) sums.failed++;
}

async function runBrowserSpecs() {
  const chromium = await findChromium();
  if (!chromium.path) {
    const skipped = await countBrowserSpecs();
    sums.skipped += skipped;
    untested.push(`the whole UI: ${skipped} browser specs, since ${chromium.reason}. Set PUGMARK_CHROMIUM to one.`);
    return;
  }
  console.log(`\nBrowser specs in ${chromium.path}`);
  const file = join(folder, 'playwright.json');
  const env = { PUGMARK_CHROMIUM: chromium.path, PUGMARK_E2E_REPORT: file };
  const code = await run(['node_modules/@playwright/test/cli.js', 'test'], env);
  const report = readReport(file);
  const before = sums.failed;
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  sums.passed += expected + flaky;
  sums.failed += unexpected;
  if (flaky > 0) console.log(`\n${flaky} browser specs passed only on a further try: see "flaky" above.`);
  sums.skipped += skipped;
  for (const spec of specsOf(report?.suites ?? []))
    for (const { status, annotations } of spec.tests)
      if (status === 'skipped')
        untested.push(annotations.map((a) => a.description).join('; ') || `${spec.title} (${spec.file})`);
  if (code !== 0 && sums.failed === before) sums.failed++;
}

function specsOf(suites) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])]);
}

async function countBrowserSpecs() {
  const file = join(folder, 'list.json');
  await run(
    ['node_modules/@playwright/test/cli.js', 'test', '--list', '--reporter=json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    'ignore',
  );
  return specsOf(readReport(file)?.suites ?? []).length;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function run(args, env, stdio = 'inherit') {
  const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...env } });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)).once('error', () => resolve(1)));
}
