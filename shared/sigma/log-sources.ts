// Which of Sigma's log sources Pugmark has tables for: those that the definitions of its log types name.
import { formats } from '../formats/registry.ts';
import type { LogSource } from './rule.ts';

/**
 * `keys`: fields that rules of the log source often name and that have few different values together, by which rules share a
 * scan (see detections/run). The first two alone are few whatever the records say. None: each rule is asked of all records.
 */
export type SourceTable = { table: string; keys: string[] };

/** None: the rule is for something else. A category such as `webserver` may have several. */
export function findSourceTables({ product, service, category }: LogSource): SourceTable[] {
  return formats.flatMap(({ name, sigma, sigmaKeys = [] }) =>
    sigma?.some((one) => one.product === product && one.service === service && one.category === category)
      ? [{ table: name, keys: sigmaKeys }]
      : [],
  );
}

/** `aws/cloudtrail`, `windows/process_creation`, for counting what is set aside. */
export const nameSource = ({ product, category, service }: LogSource): string =>
  [product, category, service].filter((part) => part !== null).join('/') || 'no log source';
