// `test` for the browser specs: a fresh host per test, the page opened and signed in, and no error left unseen.
import { test as base, expect } from '@playwright/test';
import { startHost, type TestHost } from './host.ts';

type Options = {
  /** Arguments of the host: `test.use({ hostArgs: '--case /tmp/x.pugmark' })`. */
  hostArgs: string;
  /** What a test expects in the browser's console, page errors included; anything else there fails it. */
  expectedErrors: RegExp | null;
};
type Fixtures = { host: TestHost };

export const test = base.extend<Options & Fixtures>({
  hostArgs: ['', { option: true }],
  expectedErrors: [null, { option: true }],
  host: async ({ hostArgs }, use) => {
    const host = await startHost(hostArgs.split(' ').filter(Boolean));
    await use(host);
    await host.stop();
  },
  page: async ({ page, host, expectedErrors }, use) => {
    const errors: string[] = [];
    const see = (text: string) => {
      if (!expectedErrors?.test(text)) errors.push(text);
    };
    page.on('pageerror', (error) => see(`${error.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') see(message.text());
    });
    const { origin } = new URL(host.address);
    const strangers: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) strangers.push(url);
    });
    await page.goto(host.address);
    await use(page);
    expect(strangers, 'requests to anywhere but the host').toEqual([]);
    expect(errors, 'errors in the browser console').toEqual([]);
  },
});

export { expect };
