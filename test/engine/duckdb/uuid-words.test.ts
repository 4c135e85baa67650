// The words written into DuckDB's vectors must read as the hash's own hex, and back.
import { createHash } from 'node:crypto';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFeed, registerRecordFeed } from '../../../src-main/engine/duckdb/record-feed.ts';
import { bytesToUuid, uuidToBytes } from '../../../src-main/engine/duckdb/uuid-words.ts';
import { makeSlab } from '../support/batch.ts';

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => instance.closeSync());

const records = Array.from({ length: 3000 }, (_, i) => `{"n":${i}}`);

test('a hash given to DuckDB shows as the first half of its hex', async () => {
  const connection = await instance.connect();
  registerRecordFeed(connection);
  const feed = addFeed([
    makeSlab(
      'cloudtrail',
      null,
      1,
      records.map((raw) => ({ raw })),
    ),
  ]);
  const reader = await connection.runAndReadAll(
    `SELECT raw, replace(record_hash::VARCHAR, '-', '') FROM pugmark_records(${feed.id})`,
  );
  feed.drop();
  const rows = reader.getRows();
  expect(rows).toHaveLength(records.length);
  for (const [raw, hash] of rows)
    expect(hash).toBe(
      createHash('sha256')
        .update(raw as string)
        .digest('hex')
        .slice(0, 32),
    );
  connection.closeSync();
});

test('the way back gives the same words', () => {
  const words = new Uint32Array(4 * records.length);
  records.forEach((raw, i) => {
    const digest = createHash('sha256').update(raw).digest();
    for (let w = 0; w < 4; w++) words[i * 4 + w] = digest.readUInt32LE(w * 4);
  });
  const uuids = new Uint32Array(words.length);
  const back = new Uint32Array(words.length);
  for (let at = 0; at < words.length; at += 4) bytesToUuid(words, at, uuids, at);
  for (let at = 0; at < words.length; at += 4) uuidToBytes(uuids, at, back, at);
  expect(back).toEqual(words);
});
