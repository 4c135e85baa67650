// Parquet as AWS services write it, with their names and types of columns, taken to rows.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, expect, test } from 'vitest';
import type { OpenCase } from '../../src-main/engine/engine-state.ts';
import { addParcel, createBatch } from '../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter } from '../../src-main/engine/ingest/store/record-filter.ts';
import { storeBatch } from '../../src-main/engine/ingest/store/store-batch.ts';
import { type Loaded, loadPath } from '../engine/ingest/support/load.ts';
import { openTestCase } from '../engine/support/case.ts';
import { makeTempDir } from '../engine/support/temp.ts';

let open: OpenCase;
const file = join(makeTempDir(), 'x.parquet');
beforeAll(async () => {
  open = await openTestCase();
});

/** Loads the Parquet file of this SELECT. */
async function write(select: string): Promise<Loaded> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  instance.closeSync();
  const loaded = await loadPath(file);
  rmSync(file);
  return loaded;
}

/** The values as text, of the rows that the file becomes. */
async function read(select: string, format: string, values: string[]): Promise<unknown[][]> {
  const loaded = await write(select);
  expect(loaded.items, loaded.items[0]?.reason ?? '').toMatchObject([
    { format, container: 'parquet', outcome: 'loaded' },
  ]);
  const batch = createBatch();
  const filter = createRecordFilter();
  for (const parcel of loaded.parcels) addParcel(batch, parcel, () => filter);
  return await open.db.use(async (connection) => {
    await storeBatch(connection, batch, { genericTable: 'imported', madeTables: new Set() }, async () => undefined);
    const columns = values.map((value, i) => `CAST(${value} AS VARCHAR) AS v${i}`).join(', ');
    const rows = await connection.rows(`SELECT ${columns} FROM "${format}" ORDER BY record_no`);
    return rows.map((row) => values.map((_, i) => row[`v${i}`]));
  });
}

test('VPC flow logs: numbers as numbers, times as seconds, a column that is not known yet', async () => {
  const rows = await read(
    `SELECT 5::INTEGER AS version, '111122223333' AS account_id, 'eni-' || i AS interface_id, '192.0.2.10' AS srcaddr,
      '198.51.100.20' AS dstaddr, 443::INTEGER AS srcport, 50123::INTEGER AS dstport, 6::INTEGER AS protocol,
      CASE WHEN i < 2 THEN 10 + i END::BIGINT AS packets, 840::BIGINT AS bytes, 1741064767::BIGINT AS start,
      1741064827::BIGINT AS "end", 'ACCEPT' AS action, 'OK' AS log_status, 19::INTEGER AS tcp_flags,
      'egress' AS flow_direction, [i, 2] AS new_numbers, '2025-03-04'::DATE AS new_day FROM range(3) t(i)`,
    'vpcflow',
    ['interface_id', 'packets', 'start_time', 'end_time', 'tcp_flags', 'flow_direction', 'extra'],
  );
  expect(rows).toEqual(
    ['10', '11', null].map((packets, i) => [
      `eni-${i}`,
      packets,
      '2025-03-04 05:06:07',
      '2025-03-04 05:07:07',
      '19',
      'egress',
      `{"new_numbers":[${i},2],"new_day":"2025-03-04"}`,
    ]),
  );
});

test('CloudFront: its names with underscores, all of them text', async () => {
  const [row] = await read(
    `SELECT '2025-03-04' AS date, '05:06:07' AS time, 'DFW3-C1' AS x_edge_location, '2325' AS sc_bytes,
      '192.0.2.10' AS c_ip, 'GET' AS cs_method, 'd1.example.com' AS cs_Host, '/a%20b' AS cs_uri_stem, '200' AS sc_status,
      '-' AS cs_Referer, 'Mozilla/5.0%20(X)' AS cs_User_Agent, 'a=b' AS cs_uri_query, '-' AS cs_Cookie, 'Hit' AS x_edge_result_type,
      'r-1' AS x_edge_request_id, '0.001' AS time_taken, 'zz' AS new_field`,
    'cloudfront',
    [
      'event_time',
      'x_edge_location',
      'sc_bytes',
      'c_ip',
      'cs_method',
      'cs_uri_stem',
      'sc_status',
      'cs_referer',
      'extra',
    ],
  );
  expect(row).toEqual([
    '2025-03-04 05:06:07',
    'DFW3-C1',
    '2325',
    '192.0.2.10',
    'GET',
    '/a%20b',
    '200',
    null,
    '{"new_field":"zz"}',
  ]);
});

test('OCSF of Security Lake: structs, lists of structs, maps, instants', async () => {
  const [row] = await read(
    `SELECT 6003::INTEGER AS class_uid, 'API Activity' AS class_name, 6::INTEGER AS category_uid, 1::INTEGER AS activity_id,
      600301::BIGINT AS type_uid, 1741064767250::BIGINT AS time, TIMESTAMPTZ '2025-03-04 06:06:07.25+01' AS time_dt,
      {product: {name: 'CloudTrail', vendor_name: 'AWS', version: '1.08'}, version: '1.1.0', uid: 'e-1', profiles: ['cloud', 'datetime']} AS metadata,
      {account: {uid: '111122223333', type: 'AWS Account'}, region: 'us-east-1', provider: 'AWS'} AS cloud,
      {operation: 'CreateUser', service: {name: 'iam.amazonaws.com'}, response: {error: NULL::VARCHAR}} AS api,
      {ip: '192.0.2.10', domain: NULL::VARCHAR} AS src_endpoint,
      {user: {name: 'ana', type: 'IAMUser', uid: 'AIDAEXAMPLE', account: {uid: '111122223333'}}} AS actor,
      [{name: 'src_endpoint.ip', type_id: 2, value: '192.0.2.10'}, {name: 'actor.user.name', type_id: 4, value: 'ana'}] AS observables,
      MAP {'requestParameters.userName': 'bob', 'readOnly': 'false'} AS unmapped, {n: 1.50::DECIMAL(5, 2), day: '2025-03-04'::DATE} AS new_object`,
    'ocsf',
    [
      'time',
      'time_dt',
      'api.operation',
      'src_endpoint.ip',
      'actor.user.name',
      'account_id',
      'metadata.product.name',
      'len(observables)',
      'observables[2].value',
      'unmapped',
      'extra',
    ],
  );
  expect(row).toEqual([
    '2025-03-04 05:06:07.25',
    '2025-03-04 05:06:07.25',
    'CreateUser',
    '192.0.2.10',
    'ana',
    '111122223333',
    'CloudTrail',
    '2',
    'ana',
    '{"requestParameters.userName":"bob","readOnly":"false"}',
    '{"new_object":{"n":1.5,"day":"2025-03-04"}}',
  ]);
});

test('a file without rows is nothing to wonder at', async () => {
  const select = 'SELECT 6003 AS class_uid, 6 AS category_uid, 0::BIGINT AS time WHERE false';
  expect((await write(select)).items).toMatchObject([{ outcome: 'loaded', reason: null, records: 0, rejects: 0 }]);
});
