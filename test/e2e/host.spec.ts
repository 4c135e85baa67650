// The loopback host as a browser sees it.
import { expect, test } from './support/fixtures.ts';

test('the page opens, without its token in the address, and survives a reload', async ({ page, host }) => {
  await expect(page).toHaveTitle(/Pugmark/);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expect(page).toHaveTitle(/Pugmark/);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const again = await page.request.get(host.address, { maxRedirects: 0 });
  expect(again.status()).toBe(403);
});

test('a page of another local port cannot reach the host', async ({ page, host, browser }) => {
  const { createServer } = await import('node:http');
  const other = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>other</p>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const room = page.url();
  // The same browser that holds the session cookie.
  const stranger = await page.context().newPage();
  await stranger.goto(`http://127.0.0.1:${port}/`);
  const tried = await stranger.evaluate(async (url) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}rpc`);
    const opened = new Promise((resolve) => {
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    });
    const script = new Promise((resolve) => {
      const element = document.createElement('script');
      element.src = url;
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      document.head.append(element);
    });
    const fetched = fetch(url, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    );
    return Promise.all([opened, script, fetched]);
  }, room);
  expect(tried).toEqual(['refused', 'refused', 'refused']);
  await stranger.close();
  other.close();
  // Another browser without the cookie gets nothing either.
  const context = await browser.newContext();
  expect((await context.request.get(room)).status()).toBe(403);
  await context.close();
  expect(host.output()).not.toContain('Error');
});
