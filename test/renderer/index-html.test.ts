// The page asks nothing of a network and runs no script but its own files.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const html = readFileSync('src-renderer/index.html', 'utf8');

test('no resource of the page comes from elsewhere', () => {
  expect(html).not.toMatch(/(src|href|content)="[^"]*\/\/[^"]*"/);
});

test('no script and no handler is inline', () => {
  for (const script of html.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)) expect(script[1]).toBe('');
  expect(html).not.toMatch(/\son\w+=/);
});

test('the page carries its own security policy, for hosts that send none', () => {
  const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});
