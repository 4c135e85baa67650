// What outcomes of log records mean, whatever log they are of.
import { quoteLiteral } from '../../duckdb/quote.ts';

/** What they say when all went well, in lower case; every other outcome is a refusal or a failure. */
const successes = [
  'success',
  'successful',
  'succeeded',
  'accept',
  'accepted',
  'allow',
  'allowed',
  'ok',
  'pass',
  'passed',
  'true',
  '0',
  'noerror',
  'none',
  'start',
  'started',
  'completed',
];

/** Condition that an outcome is a refusal or a failure. HTTP's codes up to 399 are neither. */
export const hasFailed = (outcome: string): string =>
  `(${outcome} IS NOT NULL AND lower(${outcome}) NOT IN (${successes.map(quoteLiteral).join(', ')}) AND NOT regexp_full_match(${outcome}, '[123]\\d\\d'))`;
