// The options of `pugmark acquire`, as they are spelled.
import { UsageError } from '../usage-error.ts';
import { flag, readWords, text } from '../words.ts';

const many = { type: 'string', multiple: true } as const;

const options = {
  case: text,
  profile: text,
  anonymous: flag,
  'web-identity-token': text,
  role: many,
  'external-id': text,
  'session-name': text,
  'mfa-serial': text,
  'mfa-code': text,
  region: text,
  endpoint: text,
  'sts-endpoint': text,
  'cloudtrail-endpoint': text,
  'path-style': flag,
  accounts: many,
  services: many,
  regions: many,
  from: text,
  to: text,
  glob: text,
  'modified-from': text,
  'modified-before': text,
  attribute: text,
  versions: flag,
  'requester-pays': flag,
  'no-copy': flag,
  'no-load': flag,
  'dry-run': flag,
  check: flag,
  follow: flag,
  every: text,
  json: flag,
} as const;

export type AcquireValues = ReturnType<typeof read>['values'];
const read = (args: string[]) => readWords('acquire', args, options, true);

export function readAcquireOptions(args: string[]): { values: AcquireValues; positionals: string[] } {
  const { values, positionals } = read(args);
  // A script's variable that is not set: taken for "all", it would bring far more than was meant.
  for (const [name, value] of Object.entries(values))
    if ([value].flat().some((one) => typeof one === 'string' && /^[\s,]*$/.test(one)))
      throw usage(`--${name} is empty.`);
  return { values, positionals };
}

export const usage = (message: string): UsageError => new UsageError(message, 'acquire');

/** The first of `names` that was given, as `--name`; null: none. */
export function firstGiven(values: AcquireValues, names: readonly (keyof AcquireValues)[]): string | null {
  const found = names.find((name) => values[name] !== undefined && values[name] !== false);
  return found === undefined ? null : `--${found}`;
}
