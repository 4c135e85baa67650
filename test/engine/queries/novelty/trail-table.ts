// Events as the analyses of what is new look at them, and a table `cloudtrail` of them.
import type { Caller } from '../../../../shared/novelty/principal.ts';
import { quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';

export type TrailEvent = {
  /** Epoch milliseconds; null: none. */
  at: number | null;
  caller: Caller & { key?: string | null };
  source?: string | null;
  name?: string | null;
  region?: string | null;
  ip?: string | null;
  agent?: string | null;
  error?: string | null;
  readOnly?: boolean | null;
  fromConsole?: boolean | null;
  endpoint?: string | null;
};

const identity = `STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, invokedBy VARCHAR, accessKeyId VARCHAR,
  userName VARCHAR, onBehalfOf STRUCT(userId VARCHAR), sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR)))`;

const text = (value: string | null | undefined) => quoteLiteral(value ?? null);
const struct = (fields: Record<string, string>) =>
  `{${Object.entries(fields)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(', ')}}`;

function rowOf(event: TrailEvent, no: number): string {
  const { type, principalId, arn, accountId, invokedBy, key, userName, behalfOf, role } = event.caller;
  const caller = struct({
    type: text(type),
    principalId: text(principalId),
    arn: text(arn),
    accountId: text(accountId),
    invokedBy: text(invokedBy),
    accessKeyId: text(key),
    userName: text(userName),
    onBehalfOf: struct({ userId: text(behalfOf) }),
    sessionContext: struct({ sessionIssuer: struct({ arn: text(role) }) }),
  });
  const time = event.at === null ? 'NULL' : `make_timestamp(${BigInt(event.at) * 1000n})`;
  const flags = [event.readOnly, event.fromConsole].map((flag) => quoteLiteral(flag ?? null));
  const texts = [event.source, event.name, event.region, event.ip, event.agent, event.error, event.endpoint].map(text);
  return `(1, ${no}, ${caller}, ${time}, ${texts.join(', ')}, ${flags.join(', ')})`;
}

export function trailTable(events: readonly TrailEvent[]): string[] {
  return [
    `CREATE OR REPLACE TABLE logs.main.cloudtrail (evidence_id UINTEGER, record_no UINTEGER, useridentity ${identity}, eventtime TIMESTAMP,
       eventsource VARCHAR, eventname VARCHAR, awsregion VARCHAR, sourceipaddress VARCHAR, useragent VARCHAR, errorcode VARCHAR,
       vpcendpointid VARCHAR, readonly BOOLEAN, sessioncredentialfromconsole BOOLEAN, recipientaccountid VARCHAR, requestparameters JSON)`,
    ...(events.length === 0
      ? []
      : [
          `INSERT INTO logs.main.cloudtrail (evidence_id, record_no, useridentity, eventtime, eventsource, eventname, awsregion, sourceipaddress,
             useragent, errorcode, vpcendpointid, readonly, sessioncredentialfromconsole) VALUES ${events.map(rowOf).join(', ')}`,
        ]),
  ];
}

export const at = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
export const user = (name: string, key: string | null = null): TrailEvent['caller'] => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::111122223333:user/${name}`,
  principalId: `AIDA${name.toUpperCase()}`,
  userName: name,
  accountId: '111122223333',
  key,
});
export const session = (role: string, name: string): TrailEvent['caller'] => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
  principalId: `AROA${role.toUpperCase()}:${name}`,
  role: `arn:aws:iam::111122223333:role/${role}`,
});
