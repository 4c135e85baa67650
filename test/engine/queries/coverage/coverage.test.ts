// The coverage map against plain TypeScript over random events, files and digests, and on the sample case, whose truth is known.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateOf } from '../../../../shared/coverage/cell.ts';
import { listUnanswered } from '../../../../shared/coverage/questions.ts';
import { listBucketEdges } from '../../../../shared/values/buckets.ts';
import { createEngine, type Engine } from '../../../../src-main/engine/app.ts';
import { coverageRoutes } from '../../../../src-main/engine/queries/coverage/routes.ts';
import { testOptions } from '../../support/case.ts';
import { makeViewClient, type ViewClient } from '../view-client.ts';
import { countLanes, someCase, type TestCase, tablesOf } from './coverage-rows.ts';

const makeAsk = (of: ViewClient) => createRouterClient(coverageRoutes(of.state));
let views: ViewClient;
let ask: ReturnType<typeof makeAsk>;

beforeAll(async () => {
  views = await makeViewClient();
  ask = makeAsk(views);
});

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');

async function fill(test: TestCase): Promise<void> {
  for (const sql of tablesOf(test)) await views.run(sql);
}

test('a case without logs has an empty map, and can answer nothing', async () => {
  expect(await ask.map({})).toMatchObject({ span: null, size: null, edges: [], lanes: [], marks: [] });
  expect(listUnanswered(await ask.kinds()).map(({ id }) => id)).toEqual(['nothing']);
});

test('every cell has what plain TypeScript counts there', async () => {
  const range = fc.option(fc.integer({ min: 1, max: 60 }));
  await fc.assert(
    fc.asyncProperty(someCase, zones, fc.integer({ min: 1, max: 120 }), range, async (test, zone, most, hours) => {
      await fill(test);
      const from = hours === null ? undefined : Date.parse('2024-10-26T12:30:30Z');
      const to = hours === null ? undefined : from! + hours * 3_600_000;
      const bounds = from === undefined ? {} : { from: new Date(from).toISOString(), to: new Date(to!).toISOString() };
      const found = await ask.map({ zone, most, ...bounds });
      const edges = found.edges.map((edge) => Date.parse(edge));
      expect(found.untimed).toBe(test.events.filter(({ at }) => typeof at !== 'number').length);
      expect(found.unnamed).toBe(test.files.filter(({ at, outcome }) => at === null && outcome !== 'failed').length);
      expect(edges.length).toBeLessThanOrEqual(most + 3);
      if (from !== undefined) expect(edges).toEqual(listBucketEdges(from, to! - 1, zone, found.size!));
      expect(found.lanes).toEqual(countLanes(test, edges));
      if (from !== undefined || edges.length === 0) return;
      const all = found.lanes.flatMap(({ cells }) => cells);
      const sum = (name: 'events' | 'files') => all.reduce((total, cell) => total + cell[name], 0);
      expect(sum('events')).toBe(test.events.length - found.untimed);
      expect(sum('files')).toBe(test.files.filter(({ outcome }) => outcome !== 'failed').length - found.unnamed);
    }),
    { numRuns: 40, seed: 5 },
  );
}, 120_000);

test('an unknown zone or an end that is no time is refused', async () => {
  await expect(ask.map({ zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(ask.map({ from: 'noon' })).rejects.toMatchObject({ code: 'INVALID' });
});

describe('the sample case', () => {
  const folder = join(import.meta.dirname, '../../../../assets/sample');
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
    records: number;
    duplicates: number;
    files: Record<string, number>;
    altered: { path: string; removedEvent: string };
    removed: { path: string };
    stages: { name: string; first: string; last: string }[];
  };
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(testOptions());
    await engine.client.cases.openSample();
    for await (const _ of await engine.client.loads.watch({ loadId: 1 }));
  }, 120_000);
  afterAll(() => engine.close());

  test('has each record and file of the truth in its map', async () => {
    const { lanes, untimed, unnamed } = await engine.client.coverage.map({});
    const cells = lanes.filter(({ logType }) => logType === null).flatMap((lane) => lane.cells);
    const sum = (name: 'events' | 'files' | 'duplicates') => cells.reduce((total, cell) => total + cell[name], 0);
    expect([untimed, unnamed]).toEqual([0, 0]);
    expect(sum('events')).toBe(truth.records - truth.duplicates);
    expect(sum('duplicates')).toBe(truth.duplicates);
    expect(sum('files')).toBe(truth.files.cloudtrail);
    const flows = lanes.filter(({ logType }) => logType === 'vpcflow');
    const [table] = (await engine.client.views.tables()).filter(({ name }) => name === 'vpcflow');
    expect(flows.flatMap((lane) => lane.cells).reduce((total, cell) => total + cell.events, 0)).toBe(table!.rows);
    expect(new Set(lanes.map(({ logType }) => logType))).toEqual(new Set([null, 'vpcflow']));
  });

  test('misses the one log file that was taken out, in the hour of its delivery', async () => {
    const { lanes, edges } = await engine.client.coverage.map({ zone: 'UTC' });
    const missing = lanes.flatMap(({ account, region, cells }) =>
      cells
        .filter((cell) => stateOf(cell) === 'missing')
        .map(({ bucket, absent }) => ({ account, region, absent, hour: edges[bucket] })),
    );
    const [, account, region, day, hour] = /\/(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8})T(\d\d)/.exec(
      truth.removed.path,
    )!;
    expect(missing).toEqual([
      { account, region, absent: 1, hour: `${day!.replace(/(....)(..)(..)/, '$1-$2-$3')}T${hour}:00:00Z` },
    ]);
  });

  test('is covered by digests in prod and dev from noon on for 36 hours', async () => {
    const { lanes, edges } = await engine.client.coverage.map({ zone: 'UTC' });
    for (const { account, region, cells } of lanes.filter(({ logType }) => logType === null)) {
      const covered = cells.filter((cell) => cell.covered > 0).map(({ bucket }) => edges[bucket]);
      const isCovered = region === 'us-east-1' && account !== '333344445555';
      expect(covered.length, `${account} ${region}`).toBe(isCovered ? 36 : 0);
      if (isCovered) expect(covered[0]).toBe('2026-03-11T12:00:00Z');
    }
  });

  test('marks what the intruder switched off, but for the record that was taken out', async () => {
    const { marks } = await engine.client.coverage.map({});
    const blinding = truth.stages.find(({ name }) => name === 'blinding')!;
    const own = marks.filter(({ at }) => at >= blinding.first && at <= blinding.last);
    expect(own.map(({ name }) => name)).toEqual(['StopLogging', 'PutEventSelectors']);
    expect(own.map(({ account }) => account)).toEqual(['222233334444', '222233334444']);
    expect(marks.some(({ name }) => name === truth.altered.removedEvent)).toBe(false);
  });

  test('can rule object reads out in prod, and says what it cannot', async () => {
    const kinds = await engine.client.coverage.kinds();
    expect(kinds.events.reduce((sum, { events }) => sum + events, 0)).toBe(truth.records - truth.duplicates);
    const open = listUnanswered(kinds).map(({ id }) => id);
    expect(open).toEqual(['network-activity', 'insights']);
  });
});
