// User agents without their versions: which product, on which operating system. So an update is nothing new, and a known tool
// on another kind of machine is.
import type { NewFilter } from '../query/edit.ts';
import type { ColumnRef } from '../query/view.ts';

/** In this order; each with what its user agents hold, in lower case. */
export const agentSystems: readonly [string, ...string[]][] = [
  ['Kali', 'kali'],
  ['Parrot', 'parrot'],
  ['Android', 'android'],
  ['iOS', 'iphone', 'ipad'],
  ['Windows', 'windows'],
  ['macOS', 'darwin', 'mac os', 'macos'],
  ['Linux', 'linux'],
];
/** Of user agents that begin with `Mozilla/`, in this order. */
export const agentBrowsers: readonly [string, ...string[]][] = [
  ['Edge', 'edg/'],
  ['Opera', 'opr/'],
  ['Firefox', 'firefox/'],
  ['Chrome', 'chrome/'],
  ['Safari', 'safari/'],
];
export const browserStart = 'Mozilla/';
const otherBrowser = 'browser';

/** `Kali|=aws-cli`, `Windows|@Firefox` (a browser), `|=Boto3` (the system is not told). */
export function agentOf(userAgent: string): string {
  const lower = userAgent.toLowerCase();
  const find = (among: readonly [string, ...string[]][]) =>
    among.find(([, ...marks]) => marks.some((mark) => lower.includes(mark)))?.[0];
  const product = userAgent.startsWith(browserStart)
    ? `@${find(agentBrowsers) ?? otherBrowser}`
    : `=${userAgent.split('/')[0]!}`;
  return `${find(agentSystems) ?? ''}|${product}`;
}

function readAgent(agent: string): { system: string; isBrowser: boolean; product: string } {
  const at = agent.indexOf('|');
  return { system: agent.slice(0, at), isBrowser: agent[at + 1] === '@', product: agent.slice(at + 2) };
}

/** `aws-cli on Kali`, `Firefox on Windows`, `Boto3`. */
export function describeAgent(agent: string): string {
  const { system, product } = readAgent(agent);
  const name = product.replace(/^\[/, '') || 'a nameless one';
  return system === '' ? name : `${name} on ${system}`;
}

const userAgent: ColumnRef = { column: 'useragent', path: [] };
const holds = (op: 'contains' | 'startsWith', value: string, negated: boolean, caseSensitive = false): NewFilter => ({
  op,
  column: userAgent,
  value,
  caseSensitive,
  negated,
  enabled: true,
});

/** The marks of `name`, and none of those that come before it. */
function marksOf(among: readonly [string, ...string[]][], name: string): NewFilter[] {
  const at = among.findIndex(([known]) => known === name);
  const before = at < 0 ? among : among.slice(0, at);
  const own = at < 0 ? [] : among[at]!.slice(1).map((mark, i) => ({ ...holds('contains', mark, false), id: `m${i}` }));
  return [
    ...(own.length === 0 ? [] : [{ op: 'any', negated: false, enabled: true, filters: own } as NewFilter]),
    ...before.flatMap(([, ...marks]) => marks.map((mark) => holds('contains', mark, true))),
  ];
}

/** Filters that together keep the rows whose user agent is this one; see `agentOf`. */
export function agentFilters(agent: string): NewFilter[] {
  const { system, isBrowser, product } = readAgent(agent);
  const byProduct: NewFilter[] = isBrowser
    ? [holds('startsWith', browserStart, false, true), ...marksOf(agentBrowsers, product)]
    : [
        holds('startsWith', browserStart, true, true),
        {
          op: 'in',
          column: { ...userAgent, by: { kind: 'split', side: 'before', at: 'first', separator: '/' } },
          values: [product],
          negated: false,
          enabled: true,
        },
      ];
  return [...byProduct, ...marksOf(agentSystems, system)];
}
