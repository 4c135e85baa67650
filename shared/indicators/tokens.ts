// How texts that may be indicators are found inside a record, as patterns that RE2 reads. Each takes a whole run of the
// characters that such a text is made of, so that 1.2.3.4 is not found in 11.2.3.45 and bad.example not in verybad.example.
import type { IndicatorKind } from './indicator.ts';

/** JSON's escapes in a record's bytes become what they separate: `\n` a space, `\"` and `\/` the sign itself. */
export const escapePattern = String.raw`\\+(?:u[0-9A-Fa-f]{4}|[nrtbf])`;

/** What stands before an address: no version of a program (`Chrome/120.0.0.0`), but the `//` of a URL. */
const beforeAddress = String.raw`(?:^|//|[^\w./-])`;
const quad = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;

export type TokenKind = Exclude<IndicatorKind, 'ip' | 'agent'> | 'ip4' | 'ip6';

/** Each has one group, the text. Addresses may have a port or a full stop after them, domains begin with any of their labels. */
export const tokenPatterns: Record<TokenKind, string> = {
  ip4: String.raw`${beforeAddress}(${quad}[\w.:-]*)`,
  ip6: String.raw`(?:^|//|[^\w.:/-])([0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[\w.:]*)`,
  arn: String.raw`(?:^|[^\w-])(arn:aws[^\s"'\\,;<>]+)`,
  key: String.raw`\b(A[A-Z]{3}[A-Z0-9]{12,124})\b`,
  domain: String.raw`([\w-]+(?:\.[\w-]+)*\.[A-Za-z][\w-]*)`,
  hash: String.raw`\b([0-9A-Fa-f]{32,128})\b`,
};

/** What of a run of an address is the address: without its port and the signs after it. */
export const addressOfRun = String.raw`^(${quad})(?::\d{1,5})?[.:-]*$`;
/** Signs at the end of an ARN in a sentence. */
export const arnTail = String.raw`[.:)\]}]+$`;
