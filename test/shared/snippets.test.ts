// Every question must run as it stands on a real CloudTrail table, and find what was planted.
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snippets } from '../../shared/snippets/snippets.ts';
import { openCloudTrail } from './cloudtrail-table.ts';
import { plantedRecords } from './planted-records.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openCloudTrail(plantedRecords());
});
afterAll(() => connection.closeSync());

const find = (id: string) => {
  const snippet = snippets.find((each) => each.id === id);
  if (!snippet) throw new Error(`No snippet ${id}`);
  return snippet;
};

/** Rows of a snippet as plain values, after editing it as a user would. */
async function run(id: string, edit: (sql: string) => string = (sql) => sql): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(edit(find(id).sql));
  return reader.getRowObjectsJson() as Record<string, unknown>[];
}

describe('the list', () => {
  it('has at least 20 questions with unique ids and titles', () => {
    expect(snippets.length).toBeGreaterThanOrEqual(20);
    expect(new Set(snippets.map((each) => each.id)).size).toBe(snippets.length);
    expect(new Set(snippets.map((each) => each.title)).size).toBe(snippets.length);
  });

  it.each(snippets.map((each) => [each.id, each] as const))('%s is well formed', (_id, each) => {
    expect(each.id).toMatch(/^[a-z0-9-]+$/);
    expect(each.why.length).toBeGreaterThan(40);
    expect(each.sql.endsWith(';'), 'no trailing semicolon: the result must be usable as a source').toBe(false);
    expect(each.sql.startsWith('-- Change:')).toBe(Boolean(each.edit?.length));
    for (const text of each.edit ?? []) {
      const [, ...rest] = each.sql.split('\n');
      expect(rest.join('\n'), `edit text "${text}"`).toContain(text);
    }
  });
});

describe('running', () => {
  it.each(snippets.map((each) => [each.id, each.sql] as const))('%s runs as it stands', async (_id, sql) => {
    const result = await connection.runAndReadAll(sql);
    expect(result.columnCount).toBeGreaterThan(0);
    const names = result.columnNames();
    expect(new Set(names.map((name) => name.toLowerCase())).size, 'column names are unique').toBe(names.length);
  });

  it.each(snippets.map((each) => [each.id, each.sql] as const))('%s runs on an empty table', async (_id, sql) => {
    await connection.run('CREATE SCHEMA IF NOT EXISTS nothing');
    await connection.run('CREATE OR REPLACE TABLE nothing.cloudtrail AS SELECT * FROM main.cloudtrail LIMIT 0');
    await connection.run("SET schema = 'nothing'");
    try {
      await connection.runAndReadAll(sql);
    } finally {
      await connection.run("SET schema = 'main'");
    }
  });
});

describe('finding what was planted', () => {
  it('follows an access key by hour and service', async () => {
    const rows = await run('key-by-hour', (sql) => sql.replaceAll('AKIAIOSFODNN7EXAMPLE', 'AKIALEAKED0000000001'));
    expect(rows.map((row) => row.eventsource)).toContain('sts.amazonaws.com');
    expect(rows.flatMap((row) => row.addresses as string[])).toContain('198.51.100.66');
    expect(rows.reduce((sum, row) => sum + Number(row.events), 0)).toBe(18);
  });

  it('shows a key’s first and last use with its addresses', async () => {
    const [first] = await run('key-first-last');
    expect(first).toMatchObject({
      access_key: 'AKIALEAKED0000000001',
      first_seen: '2025-03-01 08:00:00',
      address_count: '2',
      agent_count: '2',
    });
  });

  it('finds who issued a key', async () => {
    const rows = await run('key-issued-by', (sql) => sql.replaceAll('ASIAIOSFODNN7EXAMPLE', 'ASIAFIRSTHOP00000001'));
    expect(rows).toMatchObject([{ eventname: 'AssumeRole', issuer_key: 'AKIALEAKED0000000001' }]);
    const made = await run('key-issued-by', (sql) => sql.replaceAll('ASIAIOSFODNN7EXAMPLE', 'AKIABACKDOOR00000001'));
    expect(made).toMatchObject([{ eventname: 'CreateAccessKey', issued_for: 'backdoor' }]);
  });

  it('notices a new address of a long-lived key', async () => {
    const rows = await run('key-new-address');
    expect(rows).toMatchObject([{ access_key: 'AKIALEAKED0000000001', sourceipaddress: '198.51.100.66' }]);
  });

  it('finds refusals that come in a storm', async () => {
    const rows = await run('denied-storms');
    expect(rows).toMatchObject([
      { principal: 'arn:aws:iam::111122223333:user/deploy', refusals: '12', different_calls: '12' },
    ]);
  });

  it('finds calls that a principal never made before', async () => {
    const rows = await run('first-time-calls');
    const calls = rows
      .filter((row) => row.principal === 'arn:aws:iam::111122223333:user/deploy')
      .map((row) => row.eventname);
    expect(calls).toContain('CreateAccessKey');
    expect(calls).not.toContain('PutObject');
    expect(rows.map((row) => row.principal)).not.toContain('arn:aws:iam::111122223333:user/newcomer');
  });

  it('finds who looked around', async () => {
    const rows = await run('reconnaissance', (sql) => sql.replace('>= 15', '>= 10'));
    expect(rows[0]).toMatchObject({ principal: 'arn:aws:iam::111122223333:user/deploy', different_calls: '14' });
  });

  it('joins two hops of a role chain', async () => {
    const [first] = await run('role-chains');
    expect(first).toMatchObject({
      origin: 'arn:aws:iam::111122223333:user/deploy',
      role: 'arn:aws:iam::111122223333:role/first',
      next_role: 'arn:aws:iam::444455556666:role/second',
    });
  });

  it('names accounts from outside', async () => {
    expect(await run('cross-account')).toMatchObject([{ from_account: '999988887777', in_account: '111122223333' }]);
  });

  it('finds sign-ins without MFA, and not those with it', async () => {
    const rows = await run('login-without-mfa');
    expect(rows.map((row) => row.principal)).toEqual(['arn:aws:iam::111122223333:user/ana']);
  });

  it('finds a sign-in after failures', async () => {
    expect(await run('failed-then-success')).toMatchObject([
      { who: 'ana', sourceipaddress: '203.0.113.9', failures_before: '3', names_tried: '2' },
    ]);
    expect(await run('password-spray')).toMatchObject([{ failures: '3', successes: '1', names: '2' }]);
  });

  it('finds the root user but not AWS acting for it', async () => {
    expect(await run('root-use')).toMatchObject([{ eventname: 'PutAccountPublicAccessBlock' }]);
  });

  it('finds new users and keys', async () => {
    const rows = await run('new-credentials');
    expect(rows.map((row) => [row.eventname, row.target, row.new_key])).toEqual([
      ['CreateUser', 'backdoor', null],
      ['CreateAccessKey', 'backdoor', 'AKIABACKDOOR00000001'],
    ]);
  });

  it('marks wide permissions', async () => {
    const rows = await run('policies-attached');
    expect(rows.map((row) => [row.eventname, row.wide])).toEqual([
      ['AttachUserPolicy', true],
      ['PutRolePolicy', true],
      ['AttachRolePolicy', false],
    ]);
  });

  it('names the foreign account in a trust policy', async () => {
    expect(await run('trust-changes')).toMatchObject([
      { eventname: 'UpdateAssumeRolePolicy', role: 'admin', foreign_accounts: ['999988887777'], open_to_all: false },
      { eventname: 'CreateRole', role: 'open', foreign_accounts: [], open_to_all: true },
    ]);
  });

  it('finds tampering with logs and keys', async () => {
    expect((await run('logging-tampered')).map((row) => row.eventname)).toEqual(['StopLogging', 'DeleteDetector']);
    expect(await run('kms-disabled')).toMatchObject([{ eventname: 'ScheduleKeyDeletion', days_to_deletion: '7' }]);
    expect(await run('log-bucket-touched')).toMatchObject([{ bucket: 'acme-logs', eventname: 'DeleteObjects' }]);
  });

  it('marks a bucket opened to all', async () => {
    const rows = await run('s3-exposed');
    expect(rows[0]).toMatchObject({ bucket: 'acme-data', open_to_all: true });
  });

  it('adds up downloads by address', async () => {
    const [first] = await run('s3-downloads');
    expect(first).toMatchObject({ sourceipaddress: '198.51.100.66', downloads: '2', objects: '2', bytes_out: '3000' });
  });

  it('names who a snapshot or image was shared with', async () => {
    const rows = await run('snapshots-shared');
    expect(rows.map((row) => [row.what, row.shared_with])).toEqual([
      ['snap-1', ['999988887777']],
      ['ami-1', ['all']],
      ['nightly', ['999988887777']],
    ]);
  });

  it('lists secrets that were read', async () => {
    expect(await run('secrets-read')).toMatchObject([{ reads: '2', secrets: ['prod/db', 'prod/stripe'] }]);
  });

  it('finds instances in a region that is hardly used', async () => {
    expect(await run('instances-in-odd-regions')).toMatchObject([
      { awsregion: 'ap-southeast-3', instance_type: 'p4d.24xlarge', instances: '10' },
    ]);
  });

  it('finds changed user data, remote commands, new code and opened networks', async () => {
    expect((await run('user-data-changed')).map((row) => row.what)).toEqual([
      'stopped or started',
      'changed',
      'stopped or started',
    ]);
    expect(await run('remote-commands')).toMatchObject([
      { eventname: 'SendCommand', document: 'AWS-RunShellScript', target: '["i-1"]' },
    ]);
    expect(await run('lambda-changed')).toMatchObject([
      { call: 'UpdateFunctionCode', function_name: 'billing' },
      { call: 'AddPermission', opened_to: '*' },
    ]);
    expect(await run('network-opened')).toMatchObject([
      { opened_to: ['0.0.0.0/0'], from_ports: ['22'], open_to_all: true },
    ]);
  });

  it('finds attack tools, silent hours and text in requests', async () => {
    expect(await run('attack-tool-user-agents')).toMatchObject([{ access_keys: ['AKIALEAKED0000000001'] }]);
    expect((await run('silent-hours')).length).toBeGreaterThan(0);
    const rows = await run('search-request-parameters', (sql) => sql.replace("'example'", "'BACKDOOR'"));
    expect(rows.map((row) => row.eventname)).toEqual(['CreateUser', 'CreateAccessKey', 'AttachUserPolicy']);
  });
});
