// What a written value is: an address, a key, an ARN, a domain, a hash, a user agent, or nothing that can be looked for.
import { isAccessKey, uniqueIdKind } from '../values/access-key.ts';
import { parseArn } from '../values/arn.ts';
import { addressBits } from '../values/ip.ts';
import type { IndicatorKind, Recognised } from './indicator.ts';
import { formatRange, readRange } from './ip-text.ts';
import { refang } from './refang.ts';

/** Longer text is no indicator, and too long to be tried. */
export const longestValue = 2048;
const shortestAgent = 3;

type Refused = { reason: string };
type Answer = Recognised | Refused;
const take = (kind: IndicatorKind, value: string, note: string | null = null): Recognised => ({ kind, value, note });
const refuse = (reason: string): Refused => ({ reason });
export const isRefused = (answer: Answer): answer is Refused => 'reason' in answer;

/** @param kind what the list says it is; null: what it looks like */
export function recognise(written: string, kind: IndicatorKind | null = null): Answer {
  const bare = unwrap(written);
  if (bare === '') return refuse('There is no value.');
  if (bare.length > longestValue) return refuse(`It is longer than ${longestValue} characters.`);
  if (kind === 'agent') return readAgent(bare);
  const text = refang(bare);
  const found = byLooks(text, kind === null ? bare : null);
  if (isRefused(found) || kind === null) return found;
  // A URL or an address where a domain is asked for is told apart by itself.
  const fits =
    found.kind === kind ||
    (kind === 'domain' && found.kind === 'ip') ||
    (kind === 'ip' && found.kind === 'domain' && text.includes('://'));
  return fits
    ? found
    : refuse(`It is said to be of the kind “${kind}”, and looks like one of the kind “${found.kind}”.`);
}

/** Without quotes around it and the comma after it. */
function unwrap(text: string): string {
  const bare = text
    .trim()
    .replace(/[,;]+$/, '')
    .trim();
  const [, inner] =
    /^(?:"([^"]*)"|'([^']*)'|`([^`]*)`|<([^<>]*)>)$/.exec(bare)?.filter((part) => part !== undefined) ?? [];
  return (inner ?? bare).trim();
}

function byLooks(text: string, maybeAgent: string | null): Answer {
  const address = readIp(text);
  if (address) return address;
  if (/^arn:/i.test(text)) return parseArn(text) ? take('arn', text) : refuse('It begins like an ARN and is none.');
  if (isAccessKey(text) || uniqueIdKind(text) !== null) return take('key', text);
  if (/^[\da-f]+$/i.test(text) && [32, 40, 56, 64, 96, 128].includes(text.length))
    return take('hash', text.toLowerCase());
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? readUrl(text) : null;
  if (url) return url;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return refuse('It is an e-mail address, which is not looked for.');
  if (/^\d{12}$/.test(text)) return refuse('It is an account number, which is not looked for. Search for it instead.');
  const domain = readDomain(text);
  if (domain) return take('domain', domain);
  if (maybeAgent !== null && /^[\w!#$%&'*+.^`|~-]*[a-z][\w!#$%&'*+.^`|~-]*\/[\w.]/i.test(maybeAgent))
    return readAgent(maybeAgent);
  return refuse('It is no address, domain, ARN, key id, hash or user agent.');
}

const readAgent = (text: string): Answer =>
  text.length < shortestAgent
    ? refuse(`A part of a user agent has ${shortestAgent} characters at least.`)
    : text.length > 512
      ? refuse('It is too long for a part of a user agent.')
      : take('agent', text.toLowerCase());

/** An address, network or range; an address may have a port. */
function readIp(text: string): Answer | null {
  const [, host, port] =
    /^\[([\da-f:.]+)\](?::(\d{1,5}))?$/i.exec(text) ?? /^(\d{1,3}(?:\.\d{1,3}){3})[:|](\d{1,5})$/.exec(text) ?? [];
  const range = readRange(host ?? text);
  if (!range) return /^[\d.]+\/\d+$/.test(text) ? refuse('It looks like a network and is none.') : null;
  const value = formatRange(range);
  if (range.first === 0n && range.last === (1n << BigInt(addressBits(range.version))) - 1n)
    return refuse('It is every address there is.');
  if (port !== undefined) return take('ip', value, `With port ${port} in the list.`);
  const isTrimmed =
    text.includes('/') &&
    text.split('/')[0]!.toLowerCase() !== value.split('/')[0] &&
    readRange(text.split('/')[0]!)?.first !== range.first;
  return take('ip', value, isTrimmed ? `In the list as ${text}.` : null);
}

/** The host of a URL: logs name hosts, seldom whole URLs. */
function readUrl(text: string): Answer {
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(text)?.[1] ?? '';
  const note = `From ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`;
  const address = readIp(host.replace(/^\[|\]$/g, ''));
  if (address) return isRefused(address) ? address : take('ip', address.value, note);
  const domain = readDomain(host);
  return domain ? take('domain', domain, note) : refuse('It is a URL without a host that could be looked for.');
}

const label = '[a-z\\d_](?:[a-z\\d_-]{0,61}[a-z\\d_])?';
const domainName = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z\\d-]{2,59})$`);

/** In lower case and ASCII, without `*.` before it and the dot after it; null for what is none. */
export function readDomain(text: string): string | null {
  const bare = text
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything but ASCII.
  const ascii = /[^\u0000-\u007f]/.test(bare) && !/[\s/?#@:\\]/.test(bare) ? toAscii(bare) : bare;
  return ascii.length <= 253 && domainName.test(ascii) ? ascii : null;
}

function toAscii(name: string): string {
  const url = `http://${name}/`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
