// Decides who may come in. Everything on this machine and every page in the user's browser can reach 127.0.0.1, so:
// - the Host header must be ours: a DNS-rebinding page reaches us under its own name;
// - the Origin must be ours: pages of other local ports, and of the web, name themselves there;
// - a one-time token (printed, or given to the browser we start) is exchanged for a session cookie;
// - the cookie is bound to a path that nobody else knows: browsers send cookies to every port of a host, so a local
//   program on another port could otherwise collect it.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createSecrets } from './secrets.ts';

export type Verdict =
  /** `path` is what is asked for inside the room, e.g. `assets/index.js`; '' is the page itself. */
  { kind: 'enter'; path: string } | { kind: 'sign-in'; location: string; cookie: string } | { kind: 'refuse' };

export type Door = {
  /** A new one-time address. */
  issueAddress(): string;
  judge(request: IncomingMessage): Verdict;
};

const cookieName = 'pugmark';
const refuse: Verdict = { kind: 'refuse' };

/** `authority`: `127.0.0.1:PORT`, as it must stand in the Host header. */
export function createDoor(authority: string): Door {
  const origin = `http://${authority}`;
  const room = `/${randomBytes(12).toString('base64url')}/`;
  const tokens = createSecrets();
  const sessions = createSecrets();

  function signIn(url: URL): Verdict {
    const token = url.searchParams.get('token');
    if (url.pathname !== '/' || token === null || !tokens.spend(token)) return refuse;
    const cookie = `${cookieName}=${sessions.issue()}; Path=${room}; HttpOnly; SameSite=Strict`;
    return { kind: 'sign-in', location: room, cookie };
  }

  return {
    issueAddress: () => `${origin}/?token=${tokens.issue()}`,
    judge(request) {
      const { host, origin: from, cookie, upgrade } = request.headers;
      const site = request.headers['sec-fetch-site'];
      if (host !== authority) return refuse;
      if (from !== undefined && from !== origin) return refuse;
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (from === undefined && (!isRead || upgrade !== undefined)) return refuse;
      // The request target is kept raw: `new URL` would resolve `..` before anyone sees it.
      const target = (request.url ?? '').split('?', 1)[0]!;
      if (target === '/') return request.method === 'GET' ? signIn(new URL(request.url!, origin)) : refuse;
      // `none` is the address bar; `same-site` is another port of this machine.
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse;
      if (!target.startsWith(room) || !readCookies(cookie).some((value) => sessions.has(value))) return refuse;
      return { kind: 'enter', path: target.slice(room.length) };
    },
  };
}

function readCookies(header: string | undefined): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return pair.slice(0, at).trim() === cookieName ? [pair.slice(at + 1).trim()] : [];
  });
}
