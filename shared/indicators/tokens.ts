// How texts that may be indicators are found inside a record, as patterns that RE2 reads. Each takes a whole run of the
// characters that such a text is made of, so that 1.2.3.4 is not found in 11.2.3.45 and bad.example not in verybad.example.
import type { IndicatorKind } from './indicator.ts';

/** JSON's escapes in a record's bytes become what they separate: `\n` a space, `\"` and `\/` the sign itself. */
export const escapePattern = String.raw`\\+(?:u[0-9A-Fa-f]{4}|[nrtbf])`;

/** What stands before an address: no version of a program (`Chrome/120.0.0.0`), but the `//` of a URL. */
const before4 = String.raw`(?:^|//|[^\w./-])`;
const before6 = String.raw`(?:^|//|[^\w.:/-])`;
const quad = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const groups = '[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:';

export type TokenKind = Exclude<IndicatorKind, 'agent'>;

/** Ids with some beginnings: `AKIA|ASIA`. Almost every record has ids of another kind. */
export const keyPattern = (beginnings: string): string => String.raw`(?:${beginnings})[A-Z0-9]{12,124}\b`;

/**
 * What stands before ARNs and keys is not asked for: a pattern that begins with fixed letters is found three times as fast.
 * Of addresses it is the whole run with what stands before it; see `addressOfRun`.
 */
export const tokenPatterns: Record<TokenKind, string> = {
  ip: String.raw`${before4}${quad}[\w.:-]*|${before6}${groups}[\w.:]*`,
  arn: String.raw`arn:aws[^\s"'\\,;<>]+`,
  key: keyPattern('A[A-Z]{3}'),
  domain: String.raw`[\w-]+(?:\.[\w-]+)*\.[A-Za-z][\w-]*`,
  hash: String.raw`\b[0-9A-Fa-f]{32,128}\b`,
};

/** What of a run is the address: without what stands before it, its port, and the signs of a sentence after it. */
export const addressOfRun = {
  ip4: String.raw`^(?://|[^\w./-])?(${quad})(?::\d{1,5})?[.:-]*$`,
  ip6: String.raw`^(?://|[^\w.:/-])?([0-9A-Fa-f:][\w.:]*?)\.*$`,
};
/** Signs at the end of an ARN in a sentence. */
export const arnTail = '.:)]}';
