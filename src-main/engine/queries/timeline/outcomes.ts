// What outcomes of log records mean, whatever log they are of.
import { quoteLiteral } from '../../duckdb/quote.ts';

/**
 * What they say when all went well, or when they tell of neither, in lower case; every other outcome is a refusal or a failure.
 * Severities of messages, states of resources and of connections (Zeek's) stand here too, where a log has nothing better.
 */
const fine =
  `success successful succeeded ok pass passed true 0 none noerror accept accepted allow allowed permitted audit_success
  start started active completed complete finished in_progress info informational information notice debug trace verbose
  warn warning low medium unknown other observed new count resourcediscovered resourcenotrecorded nodata skipdata sf s1 oth`
    .split(/\s+/)
    .map((word) => word.replace('_', ' '));

/** Condition that an outcome is a refusal or a failure. HTTP's codes up to 399 are none. */
export const hasFailed = (outcome: string): string =>
  `(${outcome} IS NOT NULL AND lower(${outcome}) NOT IN (${fine.map(quoteLiteral).join(', ')}) AND NOT regexp_full_match(${outcome}, '(?:[123]\\d\\d|severity .*)'))`;
