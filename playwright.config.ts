// Browser specs. They drive the real UI in a real Chromium against the built loopback host (electron.spec.ts: against the
// built Electron app, where Electron's binary is present).
import { defineConfig } from '@playwright/test';
import { findChromium } from './test/e2e/support/find-chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // A busy machine can be slower than any of these; a spec that passed only on a further try is listed as flaky.
  retries: 2,
  workers: 1,
  forbidOnly: true,
  reporter: process.env.PUGMARK_E2E_REPORT
    ? [['list'], ['json', { outputFile: process.env.PUGMARK_E2E_REPORT }]]
    : [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Without a locale Chromium takes file names for ASCII, and drops one that is not.
      env: { ...(process.env as Record<string, string>), LC_ALL: 'C.UTF-8' },
      // Chromium refuses its own sandbox when it runs as root, as it does in containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
