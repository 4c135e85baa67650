// Hand-made CloudTrail events of credentials and their use, each as short as the rules about sessions look at them.

import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { storeBatch } from '../../../../src-main/engine/ingest/store/store-batch.ts';
import { updateSessions } from '../../../../src-main/engine/queries/sessions/update.ts';
import { makeBatch, makeSlab } from '../../support/batch.ts';

export type Identity = Record<string, unknown>;
export type TestEvent = { eventID: string; eventTime: string; userIdentity: Identity; [field: string]: unknown };

export const home = '111122223333';
export const prod = '222233334444';

let ids = 0;

/** `minute`: minutes after 2026-03-01 10:00 UTC, seconds as a fraction. */
export const timeAt = (minute: number): string =>
  new Date(Date.UTC(2026, 2, 1, 10) + Math.round(minute * 60_000)).toISOString().replace('.000Z', 'Z');

export function event(
  minute: number,
  userIdentity: Identity,
  eventName: string,
  rest: Record<string, unknown> = {},
): TestEvent {
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: timeAt(minute),
    eventSource: 'sts.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli',
    requestParameters: null,
    responseElements: null,
    eventID: `event-${String(++ids).padStart(6, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: (userIdentity.accountId as string | undefined) ?? home,
    eventCategory: 'Management',
    ...rest,
  };
}

export const user = (name: string, accessKeyId: string | null, account = home): Identity => ({
  type: 'IAMUser',
  principalId: `AIDA${name.toUpperCase()}`,
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
  userName: name,
  ...(accessKeyId === null ? {} : { accessKeyId }),
});

/** A session that was issued to a user: of the console, or of GetSessionToken. */
export const userSession = (name: string, accessKeyId: string, created: number, account = home): Identity => ({
  ...user(name, accessKeyId, account),
  sessionContext: { attributes: { creationDate: timeAt(created), mfaAuthenticated: 'true' } },
});

export const sessionArn = (role: string, session: string, account: string) =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;

export function role(
  name: string,
  session: string,
  accessKeyId: string | null,
  created: number,
  {
    account = home,
    path = '/',
    context = {},
    ...rest
  }: { account?: string; path?: string; context?: object; [field: string]: unknown } = {},
): Identity {
  return {
    type: 'AssumedRole',
    principalId: `AROA${name.toUpperCase()}:${session}`,
    arn: sessionArn(name, session, account),
    accountId: account,
    ...(accessKeyId === null ? {} : { accessKeyId }),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${name.toUpperCase()}`,
        arn: `arn:aws:iam::${account}:role${path}${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: timeAt(created), mfaAuthenticated: 'false' },
      ...context,
    },
    ...rest,
  };
}

/** The event by which `by` got a key for a role. */
export const assume = (
  minute: number,
  by: Identity,
  name: string,
  session: string,
  accessKeyId: string,
  {
    account = home,
    path = '/',
    api = 'AssumeRole',
    ...rest
  }: { account?: string; path?: string; api?: string; [field: string]: unknown } = {},
): TestEvent =>
  event(minute, by, api, {
    requestParameters: { roleArn: `arn:aws:iam::${account}:role${path}${name}`, roleSessionName: session },
    responseElements: {
      credentials: { accessKeyId, expiration: 'Mar 1, 2026, 11:00:00 PM', sessionToken: 'IQo=' },
      assumedRoleUser: {
        assumedRoleId: `AROA${name.toUpperCase()}:${session}`,
        arn: sessionArn(name, session, account),
      },
    },
    recipientAccountId: account,
    ...rest,
  });

export const service = (invokedBy: string): Identity => ({ type: 'AWSService', invokedBy });

let evidence = 0;

/** Stores events as a load does, one batch. */
export async function storeEvents(open: OpenCase, events: TestEvent[]): Promise<void> {
  const slab = makeSlab(
    'cloudtrail',
    null,
    ++evidence,
    events.map((one) => ({ raw: JSON.stringify(one) })),
  );
  const tables = await open.db.use((connection) =>
    connection.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'logs' AND schema_name = 'main'"),
  );
  const madeTables = new Set(tables.map(({ table_name }) => String(table_name)));
  await open.db.use((connection) =>
    storeBatch(connection, makeBatch([slab]), { genericTable: 'imported', madeTables }, async () => {}),
  );
}

export const bringUpToDate = (open: OpenCase) =>
  open.db.use((connection) => updateSessions(connection, new AbortController().signal, () => undefined));
