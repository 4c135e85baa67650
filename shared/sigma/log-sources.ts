// Which of Sigma's log sources Pugmark has a table for.
import type { LogSource } from './rule.ts';

/**
 * `keys`: fields that rules of the log source often name and that have few different values together, by which rules share a
 * scan (see detections/run). The first two alone are few whatever the records say.
 */
export type SourceTable = { product: string; service: string; table: string; keys: string[] };

export const sourceTables: SourceTable[] = [
  {
    product: 'aws',
    service: 'cloudtrail',
    table: 'cloudtrail',
    keys: [
      'eventSource',
      'eventName',
      'errorCode',
      'eventType',
      'readOnly',
      'sessionCredentialFromConsole',
      'userIdentity.type',
      'userIdentity.invokedBy',
      'userIdentity.sessionContext.sessionIssuer.type',
    ],
  },
];

/** Null: the rule is for something else. */
export function findSourceTable({ product, service, category }: LogSource): SourceTable | null {
  if (category !== null) return null;
  return sourceTables.find((one) => one.product === product && one.service === service) ?? null;
}

/** `aws/cloudtrail`, `windows/process_creation`, for counting what is set aside. */
export const nameSource = ({ product, category, service }: LogSource): string =>
  [product, category, service].filter((part) => part !== null).join('/') || 'no log source';
