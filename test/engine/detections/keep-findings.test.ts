// Findings that are kept current: by a load once rules were run, across closing the case, and not at all before.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DetectionProgress } from '../../../shared/contract/detections.ts';
import { sessionsKeeper } from '../../../src-main/engine/analysis/keep-sessions.ts';
import { requireCase } from '../../../src-main/engine/engine-state.ts';
import { engine, loadCase } from '../integrity/support/verify-case.ts';
import { makeTempDir } from '../support/temp.ts';

function writeLog(name: string, eventName: string): string {
  const path = join(makeTempDir(), `${name}.json`);
  const record = {
    eventVersion: '1.09',
    eventTime: '2025-01-01T00:00:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/eve', accountId: '111122223333' },
    eventID: name,
    eventType: 'AwsApiCall',
  };
  writeFileSync(path, JSON.stringify({ Records: [record] }));
  return path;
}

async function load(path: string): Promise<void> {
  const { loadId } = await engine.client.loads.start({ paths: [path], as: 'auto' });
  for await (const { state } of await engine.client.loads.watch({ loadId })) if (state === 'done') return;
}

async function wait(until: (progress: DetectionProgress) => boolean): Promise<DetectionProgress> {
  for await (const progress of await engine.client.detections.watch()) if (until(progress)) return progress;
  throw new Error('The watch ended.');
}

const names = async () => (await engine.client.detections.findings()).map(({ name }) => name).toSorted();

it('come after each load once rules were run', async () => {
  await loadCase(writeLog('one', 'StopLogging'));
  await sessionsKeeper(requireCase(engine.state)).settled();
  expect((await wait(() => true)).state).toBe('never');
  expect(await names()).toEqual([]);

  await engine.client.detections.run();
  expect(await wait(({ state }) => state === 'current')).toMatchObject({ rows: 1, error: null });
  expect(await names()).toContain('Trail stopped');

  await load(writeLog('two', 'DeleteTrail'));
  await wait(({ state, rows }) => state === 'current' && rows === 2);
  expect(await names()).toEqual(expect.arrayContaining(['Trail deleted', 'Trail stopped']));

  const { dir } = requireCase(engine.state);
  await engine.client.cases.close();
  await engine.client.cases.open({ dir });
  expect(await wait(() => true)).toMatchObject({ state: 'current', rows: 2 });
  const [rule] = (await engine.client.detections.rules({})).rules.filter(({ name }) => name === 'Trail stopped');
  await engine.client.detections.setRules({ keys: [rule!.key], isOn: false });
  expect((await wait(() => true)).state).toBe('behind');
});

it('stay as they were when a run is cancelled', async () => {
  const before = await names();
  await engine.client.detections.run();
  await engine.client.detections.cancel();
  expect((await wait(({ state }) => state !== 'running')).state).toBe('cancelled');
  expect(await names()).toEqual(before);
  await engine.client.detections.run();
  await wait(({ state }) => state === 'current');
  expect(await names()).not.toContain('Trail stopped');
});
