// Which of Sigma's log sources Pugmark has a table for.
import type { LogSource } from './rule.ts';

/** `keys`: the fields that nearly every rule of the log source names, by which rules share a scan. */
export type SourceTable = { product: string; service: string; table: string; keys: string[] };

export const sourceTables: SourceTable[] = [
  { product: 'aws', service: 'cloudtrail', table: 'cloudtrail', keys: ['eventSource', 'eventName'] },
];

/** Null: the rule is for something else. */
export function findSourceTable({ product, service, category }: LogSource): SourceTable | null {
  if (category !== null) return null;
  return sourceTables.find((one) => one.product === product && one.service === service) ?? null;
}

/** `aws/cloudtrail`, `windows/process_creation`, for counting what is set aside. */
export const nameSource = ({ product, category, service }: LogSource): string =>
  [product, category, service].filter((part) => part !== null).join('/') || 'no log source';
