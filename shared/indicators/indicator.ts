// What a list of indicators is made of: things that an attacker left elsewhere and may have left in these logs.

/**
 * - `ip`: an address, a network or a range. `key`: an access key id or another unique id of AWS. `arn`: that very ARN.
 * - `agent`: a part of a user agent, in any case. `domain`: a host name with all that is under it. `hash`: MD5, SHA-1, SHA-2.
 */
export const indicatorKinds = ['ip', 'domain', 'arn', 'key', 'agent', 'hash'] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

export const kindWords: Record<IndicatorKind, { one: string; many: string }> = {
  ip: { one: 'address', many: 'addresses' },
  domain: { one: 'domain', many: 'domains' },
  arn: { one: 'ARN', many: 'ARNs' },
  key: { one: 'key id', many: 'key ids' },
  agent: { one: 'user agent', many: 'user agents' },
  hash: { one: 'hash', many: 'hashes' },
};

/** A value in the one spelling that it is compared in, with what its source says of it. */
export type Recognised = { kind: IndicatorKind; value: string; note: string | null };

/** One place of a list that names something: `kind` is what the list says it is; null: it does not say. */
export type Entry = { place: string; text: string; kind: IndicatorKind | null; note: string | null };

/** What became no indicator, and why: in full sentences. */
export type ListProblem = { place: string; text: string; reason: string };

export type Indicator = Recognised & { place: string };
/** `of`: the place where the same indicator stands first. */
export type Duplicate = { place: string; value: string; of: string };

/** `misp` and `stix` are JSON; `other` parts of such a file hold nothing to look for and are counted by what they are. */
export type ListForm = 'text' | 'csv' | 'stix' | 'misp';
export type ParsedList = {
  form: ListForm;
  /** CSV: the columns that were read, and the others. */
  columns: { read: string[]; left: string[] } | null;
  /** Each is an indicator, a duplicate or a problem. */
  entries: number;
  indicators: Indicator[];
  duplicates: Duplicate[];
  problems: ListProblem[];
  others: { what: string; count: number }[];
};

/** The file is no list of indicators at all; the message says what it is. */
export class NotAList extends Error {}

/** As much of a text as a problem shows. */
export const shorten = (text: string, most = 120): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
