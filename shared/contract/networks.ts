// Calls about the network that an address is in: its country, who announces it, whether it is AWS's. All from files on this
// machine.
import { z } from 'zod';
import { levels } from '../sigma/rule.ts';
import { base } from './base.ts';

/** `country`: ISO 3166-1 alpha-2. */
export const NetworkContext = z.object({
  address: z.string(),
  /** Why nothing can be known of it, in a sentence: a private address, a service of AWS; null: it is a public address. */
  special: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  asn: z.number().int().nullable(),
  asName: z.string().nullable(),
  /** AWS's own prefix, the narrowest that holds it; `services` as ip-ranges.json has them. */
  aws: z.object({ prefix: z.string(), region: z.string(), services: z.array(z.string()) }).nullable(),
  /** Lists of indicators of the case that hold it. */
  lists: z.array(z.object({ listId: z.number().int(), name: z.string(), level: z.enum(levels), value: z.string() })),
});
export type NetworkContext = z.infer<typeof NetworkContext>;

export const networkUses = ['country', 'asn', 'aws'] as const;
/** A file in use. `date`: when it was made, `2026-06-17`; `licence` null: it is the user's own file. */
export const NetworkSource = z.object({
  uses: z.array(z.enum(networkUses)),
  name: z.string(),
  date: z.string().nullable(),
  licence: z.string().nullable(),
  /** Whom the licence asks to name, and what to keep in mind. */
  credit: z.string().nullable(),
  /** Of the user's own file. */
  path: z.string().nullable(),
  problem: z.string().nullable(),
});
export type NetworkSource = z.infer<typeof NetworkSource>;

export const networks = {
  describe: base
    .input(z.object({ addresses: z.array(z.string().max(200)).max(5000) }))
    .output(z.object({ contexts: z.array(NetworkContext), sources: z.array(NetworkSource) })),
  sources: base.output(z.array(NetworkSource)),
  /**
   * Remembers the user's own file, an MMDB database (country, city or ASN; several together) or AWS's ip-ranges.json.
   * INVALID when it is neither; NOT_FOUND when it is not there.
   */
  choose: base.input(z.object({ path: z.string().min(1) })).output(z.array(NetworkSource)),
  /** Forgets a file that was chosen. */
  forget: base.input(z.object({ path: z.string() })).output(z.array(NetworkSource)),
};
