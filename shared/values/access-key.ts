// AWS's unique ids: what their prefix says, and the account that is written into the newer ones.

/** Prefix → what such an id is. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const kinds: Record<string, string> = {
  ABIA: 'bearer token of a service',
  ACCA: 'context-specific credential',
  AGPA: 'user group',
  AIDA: 'user',
  AIPA: 'instance profile',
  AKIA: 'long-term access key',
  ANPA: 'managed policy',
  ANVA: 'version of a managed policy',
  APKA: 'public key',
  AROA: 'role',
  ASCA: 'certificate',
  ASIA: 'temporary access key',
};

const uniqueId = /^(A[A-Z]{3})[A-Z2-7]{12,124}$/;

/** What an id is, in words; null for text that is no unique id of AWS. Text with a session name (`AROA…:name`) is none. */
export function uniqueIdKind(text: string): string | null {
  return kinds[/^(A[A-Z]{3})[A-Z0-9]{12,124}$/.exec(text)?.[1] ?? ''] ?? null;
}

export const isAccessKey = (text: string): boolean => /^A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{12,124}$/.test(text);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an access key (or another unique id) belongs to, 12 digits; null where the id does not hold one: ids from
 * before about 2019, whose fifth character is below `Q`, and text with characters that base32 does not have.
 *
 * What follows the prefix is base32: a set bit, 40 bits of account, 39 others. Not AWS's own documentation, but agrees with
 * `sts get-access-key-info`; found by A. Steele (2020) and T. Be'ery (2023, "A short note on AWS KEY ID").
 */
export function accountOfKey(id: string): string | null {
  if (!uniqueId.test(id) || id.length !== 20) return null;
  let bits = 0n;
  for (const letter of id.slice(4, 13)) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  const [isNew, account] = [bits >> 44n, (bits >> 4n) & 0xff_ffff_ffffn];
  return isNew === 1n && account <= 999_999_999_999n ? account.toString().padStart(12, '0') : null;
}
