// Which records hold which indicators, the plain way: every text of the record is read, and every indicator is tried.
import { parseAddress, parseNetwork } from '../../../../shared/values/ip.ts';

export type Wanted = { kind: string; value: string };

/** All texts in a record, those of arrays and objects inside it too. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

export function holds(record: Record<string, unknown>, { kind, value }: Wanted): boolean {
  if (kind === 'agent') return textsOf([record.userAgent]).join('').toLowerCase().includes(value);
  return textsOf(record).some((text) => textHolds(text, kind, value));
}

function textHolds(text: string, kind: string, value: string): boolean {
  switch (kind) {
    case 'ip':
      return addressesIn(text).some((address) => isIn(address, value));
    case 'domain':
      return ((text.toLowerCase().match(/[\w.-]+/g) as string[] | null) ?? []).some((run) =>
        `.${run.replace(/\.+$/, '')}`.endsWith(`.${value}`),
      );
    case 'arn':
      return text.split(/[\s"'\\,;<>]+/).some((word) => word.replace(/[.:)\]}]+$/, '').endsWith(value));
    case 'hash':
      return ((text.toLowerCase().match(/\w+/g) as string[] | null) ?? []).includes(value);
    default:
      return ((text.match(/\w+/g) as string[] | null) ?? []).some((word) => word.endsWith(value));
  }
}

/** Not after a slash alone, where it is a version (`Chrome/120.0.0.0`); with a port or the signs of a sentence after it. */
function addressesIn(text: string): string[] {
  const four: string[] =
    text.match(/(?<=^|\/\/|[^\w./-])\d{1,3}(?:\.\d{1,3}){3}(?=(?::\d{1,5})?[.:-]*(?![\w.:-]))/g) ?? [];
  const six = [...text.matchAll(/(?<=^|\/\/|[^\w./:-])[\w.:]*:[\w.:]*/g)].map(({ 0: run }) => run.replace(/\.+$/, ''));
  return [...four, ...six].filter((one) => parseAddress(one) !== null);
}

function isIn(text: string, network: string): boolean {
  const address = parseAddress(text)!;
  const range = parseNetwork(network)!;
  const asSix = (version: 4 | 6, number: bigint) => (version === 4 ? (0xffffn << 32n) + number : number);
  const number = asSix(address.version, address.number);
  return number >= asSix(range.version, range.first) && number <= asSix(range.version, range.last);
}
