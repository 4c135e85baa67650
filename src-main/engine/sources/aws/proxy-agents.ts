// Connections of the SDK's clients through the proxy that the environment names. The SDK itself knows no proxies.
import type { ClientRequest } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { isExempt, type Proxies, readProxies } from '../proxy.ts';

type Options = { maxSockets?: number };
type Target = Parameters<HttpsProxyAgent<string>['connect']>[1];

/**
 * What a client's `requestHandler` needs besides timeouts.
 * @throws EngineError INVALID when the environment's proxy cannot be used
 */
export function connectionAgents(options: Options = {}) {
  const proxies = readProxies();
  if (proxies === null) return { httpAgent: options, httpsAgent: options };
  const agent = (proxy: string | null) => (proxy === null ? options : new ProxyAgent(proxy, proxies, options));
  return { httpAgent: agent(proxies.http), httpsAgent: agent(proxies.https) };
}

/** Through a tunnel (CONNECT), so that TLS is with the service; directly where NO_PROXY says so. */
class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #exempt: string;

  constructor(proxy: string, { exempt }: Proxies, options: Options) {
    super(proxy, { keepAlive: true, ...options });
    this.#exempt = exempt;
  }

  override async connect(request: ClientRequest, target: Target): Promise<Socket> {
    const { host = '', port } = target;
    if (!isExempt(this.#exempt, host, Number(port))) return super.connect(request, target);
    if (!target.secureEndpoint) return connect(target);
    return connectTls({ ...target, ...(isIP(host) === 0 ? { servername: host } : {}) });
  }
}
