// The proxy that the environment names: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, also in lower case, which goes first. One reading
// for the SDK's clients and for downloads.
import { EngineError } from '../engine-error.ts';

export type Proxies = {
  /** Addresses of the proxies for `http:` and `https:` targets; may hold a password. Null: none. */
  http: string | null;
  https: string | null;
  /** As NO_PROXY has it. */
  exempt: string;
};

/** Null: none is named. @throws EngineError INVALID for an address that is none */
export function readProxies(env: NodeJS.ProcessEnv = process.env): Proxies | null {
  const http = readAddress('HTTP_PROXY', env.http_proxy || env.HTTP_PROXY);
  const https = readAddress('HTTPS_PROXY', env.https_proxy || env.HTTPS_PROXY) ?? http;
  return http === null && https === null ? null : { http, https, exempt: env.no_proxy || env.NO_PROXY || '' };
}

function readAddress(name: string, given: string | undefined): string | null {
  if (!given) return null;
  const url = given.includes('://') ? given : `http://${given}`;
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
  throw new EngineError('INVALID', `The proxy that ${name} names cannot be used.`, {
    hint: 'Give it as http://HOST:PORT, with USER:PASSWORD@ before the host where it asks for them.',
  });
}

/** The proxy on the way to an address; null: it is asked directly. @throws as `readProxies` */
export function proxyFor({ protocol, hostname, port }: URL): string | null {
  const proxies = readProxies();
  const isTls = protocol === 'https:';
  if (proxies === null || isExempt(proxies.exempt, hostname, Number(port || (isTls ? 443 : 80)))) return null;
  return isTls ? proxies.https : proxies.http;
}

/** Whether NO_PROXY lets a host be asked directly: by its name, a domain above it, either with a port, or `*`. */
export function isExempt(exempt: string, host: string, port: number): boolean {
  const bare = host.replaceAll(/^\[|\]$/g, '').toLowerCase();
  return exempt
    .split(/[,\s]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      const [, named = entry, ofPort] = /^(\[.*\]|[^:]+):(\d+)$/.exec(entry) ?? [];
      const name = named.replaceAll(/^\*?\.|^\[|\]$/g, '').toLowerCase();
      if (name === '' || (ofPort !== undefined && Number(ofPort) !== port)) return false;
      return bare === name || bare.endsWith(`.${name}`);
    });
}
