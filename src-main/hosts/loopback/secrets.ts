// Secrets that are handed out once and recognised later: one-time tokens and session cookies. Only their hashes are kept,
// and hashes of equal length are what is compared, so neither timing nor a memory dump of this table tells a secret.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type Secrets = {
  /** 256 random bits, URL-safe. */
  issue(): string;
  has(secret: string): boolean;
  /** Like `has`, and forgets it. */
  spend(secret: string): boolean;
};

export function createSecrets(): Secrets {
  const known = new Set<Buffer>();
  const hash = (secret: string) => createHash('sha256').update(secret).digest();
  const find = (secret: string) => {
    const wanted = hash(secret);
    let found: Buffer | null = null;
    for (const one of known) if (timingSafeEqual(one, wanted)) found = one;
    return found;
  };
  return {
    issue() {
      const secret = randomBytes(32).toString('base64url');
      known.add(hash(secret));
      return secret;
    },
    has: (secret) => find(secret) !== null,
    spend(secret) {
      const found = find(secret);
      if (found) known.delete(found);
      return found !== null;
    },
  };
}
