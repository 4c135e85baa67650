// `test` for the browser specs: a fresh host per test, the page opened and signed in, and no error left unseen.
import { test as base, expect } from '@playwright/test';
import { startHost, type TestHost } from './host.ts';

type Fixtures = {
  host: TestHost;
  /** Messages that a test expects in the browser's console (page errors included), as patterns. */
  expectedErrors: RegExp[];
};

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from the pattern
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.stop();
  },
  page: async ({ page, host, expectedErrors }, use) => {
    const errors: string[] = [];
    const see = (text: string) => {
      if (!expectedErrors.some((pattern) => pattern.test(text))) errors.push(text);
    };
    page.on('pageerror', (error) => see(`${error.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') see(message.text());
    });
    await page.goto(host.address);
    await use(page);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
});

export { expect };
