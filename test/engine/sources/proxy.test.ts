import { describe, expect, it } from 'vitest';
import { isExempt, readProxies } from '../../../src-main/engine/sources/proxy.ts';

describe('the proxy of the environment', () => {
  it.each([
    [{}, null],
    [{ NO_PROXY: 'x' }, null],
    [{ HTTPS_PROXY: 'http://p:3128' }, { http: null, https: 'http://p:3128', exempt: '' }],
    [{ HTTP_PROXY: 'http://p:3128' }, { http: 'http://p:3128', https: 'http://p:3128', exempt: '' }],
    [
      { HTTP_PROXY: 'http://upper', http_proxy: 'http://lower', https_proxy: 'p:8080', NO_PROXY: 'a', no_proxy: 'b' },
      { http: 'http://lower', https: 'http://p:8080', exempt: 'b' },
    ],
    [{ HTTPS_PROXY: '' }, null],
  ])('%j', (env, proxies) => {
    expect(readProxies(env)).toEqual(proxies);
  });

  it.each(['socks5://p:1080', 'http://', 'p:notaport'])('refuses %s, without repeating it', (HTTPS_PROXY) => {
    const secret = HTTPS_PROXY.replace('p:', 'user:hunter2@p:');
    expect(() => readProxies({ HTTPS_PROXY: secret })).toThrow(/^The proxy that HTTPS_PROXY names cannot be used\.$/);
  });
});

describe('who is asked directly', () => {
  it.each([
    ['', 'a.example.org', 443, false],
    ['*', 'a.example.org', 443, true],
    ['example.org', 'example.org', 443, true],
    ['example.org', 'a.example.org', 443, true],
    ['.example.org', 'a.EXAMPLE.org', 443, true],
    ['*.example.org', 'a.example.org', 443, true],
    ['example.org', 'badexample.org', 443, false],
    ['a.example.org', 'example.org', 443, false],
    ['x, example.org', 'example.org', 443, true],
    ['x example.org:8443', 'example.org', 8443, true],
    ['example.org:8443', 'example.org', 443, false],
    ['127.0.0.1', '127.0.0.1', 80, true],
    ['::1', '[::1]', 80, true],
    ['[::1]:80', '[::1]', 80, true],
    ['[::1]:81', '[::1]', 80, false],
    ['.', 'example.org', 80, false],
  ])('NO_PROXY=%s: %s:%i %s', (exempt, host, port, answer) => {
    expect(isExempt(exempt, host, port)).toBe(answer);
  });
});
