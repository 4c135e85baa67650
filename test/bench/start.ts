// From starting the loopback host to rows on screen, with the 2-million-row case, in a Chromium that already runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../e2e/support/find-chromium.ts';
import { findLoadedCase } from './cases.ts';
import type { BenchOptions } from './load.ts';
import { median, programEnv, watchTree } from './measure.ts';
import { milliseconds, number, type Section } from './report.ts';

type Start = { hostMs: number; firstPaintMs: number; usableMs: number; peakMb: number | null };

export async function benchStart(options: BenchOptions): Promise<Section> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found; PUGMARK_CHROMIUM names one.');
  const dir = await findLoadedCase(options);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const rounds = Math.max(3, options.rounds);
  const starts: Start[] = [];
  try {
    // The first start leaves an open tab in the case, and warms the disk's cache; it is not counted.
    for (let i = 0; i <= rounds; i++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const seen = await startOnce(dir, page, options);
      await page.context().close();
      if (i > 0) starts.push(seen);
    }
  } finally {
    await browser.close();
  }
  const of = (pick: (start: Start) => number) => median(starts.map(pick));
  const usable = of((start) => start.usableMs);
  const paint = of((start) => start.firstPaintMs);
  return {
    name: 'start',
    tables: [
      {
        title: `Start of the loopback host with the case of ${options.quick ? '200,000' : '2 million'} rows, median of ${rounds}`,
        columns: ['', 'after the start'],
        rows: [
          ['the host answers, the case is open', milliseconds(of((start) => start.hostMs))],
          ['first paint with something on it', milliseconds(paint)],
          ['rows in the grid', milliseconds(usable)],
        ],
        notes: [
          `Peak memory of the host: ${number(Math.max(...starts.map((start) => start.peakMb ?? 0)))} MiB. The browser was running before.`,
        ],
      },
    ],
    goals: [
      { goal: 'start to a usable window under 2 s', seen: milliseconds(usable), met: usable < 2000 },
      { goal: 'first paint under 1 s', seen: milliseconds(paint), met: paint < 1000 },
    ],
    data: starts,
  };
}

async function startOnce(dir: string, page: Page, options: BenchOptions): Promise<Start> {
  const began = Date.now();
  const host = spawn(process.execPath, [path.join(path.dirname(options.cli), 'web.js'), '--no-open', '--case', dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...programEnv, UV_THREADPOOL_SIZE: '16' },
  });
  const watch = watchTree(host.pid!);
  try {
    await page.addInitScript(noteFirstRow);
    const address = await printedAddress(host.stdout);
    const hostMs = Date.now() - began;
    await page.goto(address, { waitUntil: 'commit' });
    const rows = page
      .getByRole('grid')
      .getByRole('gridcell', { name: /amazonaws\.com/ })
      .first();
    const tree = page.getByRole('button', { name: /cloudtrail/i }).first();
    await rows.or(tree).first().waitFor();
    // A case that has no open tab yet: its table is opened by hand, for the next time.
    const shown = await rows.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (!shown) {
      await tree.click();
      await rows.waitFor();
      await page.waitForTimeout(2000);
    }
    const seen = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      rows: (globalThis as unknown as { firstRowAt: number }).firstRowAt,
      origin: performance.timeOrigin,
    }));
    const sinceStart = (at: number) => seen.origin + at - began;
    return {
      hostMs,
      firstPaintMs: sinceStart(seen.paint),
      usableMs: sinceStart(seen.rows),
      peakMb: watch.stop().peakMb,
    };
  } finally {
    host.kill('SIGINT');
    if (host.exitCode === null) await once(host, 'exit');
    watch.stop();
  }
}

/** Runs in the page: asking from outside is up to half a second late. */
function noteFirstRow(): void {
  const look = () => {
    const hasRow = [...document.querySelectorAll('[role=gridcell]')].some((cell) =>
      cell.textContent?.includes('amazonaws.com'),
    );
    if (hasRow) Object.assign(globalThis, { firstRowAt: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function printedAddress(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    stdout.on('data', (part: Buffer) => {
      output += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(output);
      if (found) resolve(found[0]);
    });
    stdout.once('end', () => reject(new Error(`The host ended before it was up:\n${output}`)));
  });
}
