// What is found when a value is looked into, and what it keeps of its surroundings.
import type { Container } from './containers/container.ts';
import type { Slice } from './parcel-writer.ts';
import type { ListContext } from './read-json.ts';

/** A record, or something beside records that is none: it is not to be lost. */
export type Finding =
  | {
      kind: 'record';
      format: string;
      layout: string | null;
      raw: Slice;
      /** See parcel-writer.ts; null: the record is its own document. */
      doc: Slice | null;
      spaced: boolean;
      envelope: Slice | null;
      /** Containers between the value examined and the record, outermost first. */
      chain: string[];
    }
  | { kind: 'unknown'; reason: string; slice: Slice; chain: string[] };

/** What an entry's records keep of what is around them: the entry, and what stands before its list if that tells something. */
export function envelopeOf(entry: Slice, list: ListContext | null, containers: Container[]): Slice {
  if (!list || list.prefix.length === 0) return entry;
  if (!containers.some(({ name, keepsPrefix }) => name === list.name && keepsPrefix)) return entry;
  const { bytes, start, end } = entry;
  const whole = Buffer.concat([list.prefix, bytes.subarray(start, end), Buffer.from(`]${'}'.repeat(list.open)}`)]);
  return { bytes: whole, start: 0, end: whole.length };
}

/** Name for the container of records that stand in the list themselves. */
export function nameOfList(list: ListContext, containers: Container[]): string {
  // A container that opens its entries would be named wrongly for records that need no opening.
  return containers.some(({ name, open }) => name === list.name && open) ? 'json-list' : list.name;
}

/** The findings of an entry of the list, the list's container named unless the entry's own says it all. */
export function withList(findings: Finding[], list: ListContext | null, containers: Container[]): Finding[] {
  if (!list) return findings;
  const name = nameOfList(list, containers);
  return findings.map((finding) =>
    name !== list.name && finding.chain.length > 0 ? finding : { ...finding, chain: [name, ...finding.chain] },
  );
}

/** @param within the record's envelope, which may be the record itself */
export function recordOf(
  format: string,
  layout: string | null,
  raw: Slice,
  spaced: boolean,
  within: Slice | null,
): Finding {
  const isWhole = within && within.bytes === raw.bytes && within.start === raw.start && within.end === raw.end;
  return { kind: 'record', format, layout, raw, doc: null, spaced, envelope: isWhole ? null : within, chain: [] };
}

/** The findings, with a container around them. */
export function named(name: string, findings: Finding[]): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    chain: [name, ...finding.chain.filter((inner) => inner !== 'wrapped')],
  }));
}
