// An engine with a case, signed in to the tests' S3 server, and what tests do with an acquisition.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { type AcquisitionProgress, type AcquisitionRequest, S3Request } from '../../../shared/contract/acquisitions.ts';
import type { Login } from '../../../shared/contract/aws.ts';
import { createEngine, type Engine } from '../../../src-main/engine/app.ts';
import type { Row } from '../../../src-main/engine/duckdb/connection.ts';
import type { RgwKeys } from '../../support/s3/rgw.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';

export type Bench = {
  engine: Engine;
  dir: string;
  /** Signs in and answers the login's number. */
  signIn(endpoint: string, keys: RgwKeys, more?: Partial<Login>): Promise<number>;
  create(loginId: number, request: AcquisitionRequest): Promise<number>;
  /** Watches until nothing moves, or until `until` says so. */
  watch(acquisitionId: number, until?: (progress: AcquisitionProgress) => boolean): Promise<AcquisitionProgress>;
  /** Lists, starts, and waits for the end. */
  acquire(loginId: number, request: AcquisitionRequest): Promise<AcquisitionProgress>;
  rows(sql: string): Promise<Row[]>;
  reopen(): Promise<void>;
};

/** @param parent of the case's folder; absent: a temporary one */
export async function openBench(parent = makeTempDir()): Promise<Bench> {
  const options = testOptions();
  let engine = await createEngine(options);
  const { dir } = await engine.client.cases.create({ parent, name: 'Acquired' });
  afterAll(() => engine.close());
  const bench: Bench = {
    engine,
    dir,
    async signIn(endpoint, { accessKeyId, secretAccessKey }, more = {}) {
      const login = {
        kind: 'keys',
        accessKeyId,
        secretAccessKey,
        endpoint,
        pathStyle: true,
        region: 'us-east-1',
        ...more,
      };
      return (await engine.client.aws.connect({ login: login as Login })).loginId;
    },
    create: async (loginId, request) => (await engine.client.acquisitions.create({ loginId, request })).acquisitionId,
    async watch(acquisitionId, until = () => false) {
      let last: AcquisitionProgress | null = null;
      for await (const progress of await engine.client.acquisitions.watch({ acquisitionId })) {
        last = progress;
        if (until(progress)) break;
      }
      return last!;
    },
    async acquire(loginId, request) {
      const acquisitionId = await bench.create(loginId, request);
      await bench.watch(acquisitionId);
      await engine.client.acquisitions.start({ acquisitionId });
      return bench.watch(acquisitionId);
    },
    rows: (sql) => engine.state.current!.db.use((connection) => connection.rows(sql)),
    async reopen() {
      await engine.close();
      engine = await createEngine(options);
      bench.engine = engine;
      await engine.client.cases.open({ dir });
    },
  };
  return bench;
}

export const s3Request = (bucket: string, more: object = {}, scope: object = {}): AcquisitionRequest =>
  S3Request.parse({ kind: 's3', scope: { bucket, ...scope }, ...more });

export async function putObjects(client: S3Client, bucket: string, objects: Record<string, Buffer | string>) {
  for (const [Key, Body] of Object.entries(objects))
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
}

/** Files below a folder by their relative path, with their bytes. */
export function readTree(dir: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort())
    if (statSync(join(dir, name)).isFile()) found.set(name.replaceAll('\\', '/'), readFileSync(join(dir, name)));
  return found;
}
