// An acquisition from the CloudTrail API: the event history of each region, written to evidence files as it was received and
// loaded like any other log. Each region goes at AWS's pace for itself, and goes on where it stood.
import { join } from 'node:path';
import type { LookupRegion, LookupRequest } from '../../../shared/contract/acquisitions.ts';
import { partitionOf, regionsOf } from '../../../shared/values/aws-regions.ts';
import { EngineError } from '../engine-error.ts';
import type { FileQueue } from '../ingest/load/file-feed.ts';
import { toAwsProblem } from '../sources/s3/aws-problem.ts';
import { type LookupFile, openLookupFile } from './lookup-file.ts';
import type { RunContext } from './run-context.ts';
import { instant } from './store/acquisition-row.ts';
import { type RegionState, readRegionStates, writeRegionStates } from './store/lookup-regions.ts';
import { lastObjectNo, type ObjectRow } from './store/object-rows.ts';
import { networkRetryMs, troubleOfError, waitingForLogin, waitingForNetwork } from './trouble.ts';

/** A file is finished, and can be loaded, after so many pages: 10,000 events, or some two minutes. */
const pagesPerFile = 200;
type Lookup = RunContext & { request: LookupRequest; feed: FileQueue | null; nextNo(this: void): number };

/** Regions that are asked at a time: each has a rate of its own, this thread only so much time. */
const regionsAtOnce = 12;

export async function lookUpEvents(context: RunContext, request: LookupRequest, feed: FileQueue | null): Promise<void> {
  const { open, row, login, meter } = context;
  const names = request.regions ?? regionsOf(partitionOf(login.caller?.arn ?? '')).map(({ name }) => name);
  let no = await open.db.use((connection) => lastObjectNo(connection, row.id));
  const lookup: Lookup = { ...context, request, feed, nextNo: () => ++no };
  const states = await open.db.use(async (connection) => {
    const before = await readRegionStates(connection, row.id);
    if (before.length > 0) return before;
    const fresh = names.map(freshState);
    await writeRegionStates(connection, row.id, fresh);
    return fresh;
  });
  meter.regions = states.map((state) => describe(state));
  // What failed is tried again; regions that are off may have been switched on.
  const waiting = states.filter(({ state }) => state !== 'done');
  for (const state of waiting) publish(context, Object.assign(state, { state: 'waiting' as const, reason: null }));
  const queue = [...waiting];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await lookUpRegion(lookup, next);
  };
  await Promise.all(Array.from({ length: regionsAtOnce }, work));
  const failed = states.filter(({ state }) => state === 'failed');
  if (failed.length > 0 && !states.some(({ state }) => state === 'done'))
    throw new EngineError('FAILED', failed[0]!.reason ?? 'No region could be looked up.');
}

const freshState = (region: string): RegionState => ({
  region,
  state: 'waiting',
  events: 0,
  pages: 0,
  files: 0,
  reached: null,
  nextToken: null,
  reason: null,
});

/** One region to its end; only a cancel is thrown, everything else becomes the region's state. */
async function lookUpRegion(lookup: Lookup, state: RegionState): Promise<void> {
  const { open, row, login, gate } = lookup;
  const { confirmRegionOff, sayRegionOff } = await import('../sources/cloudtrail/region-off.ts');
  const { isStaleToken } = await import('../sources/cloudtrail/lookup-events.ts');
  const settle = async (end: 'done' | 'off' | 'failed', reason: string | null) => {
    publish(lookup, Object.assign(state, { state: end, reason }));
    await open.db.use((connection) => writeRegionStates(connection, row.id, [state]));
  };
  /** A region that has answered is on. `problem`: the region looked off because login or network are gone. */
  const isOff = async (error: unknown, { pages }: RegionState): Promise<boolean | { problem: unknown }> => {
    if (pages > 0) return false;
    try {
      return await confirmRegionOff(error, state.region, { login, signal: gate.signal });
    } catch (problem) {
      return { problem };
    }
  };
  for (;;) {
    await gate.pass();
    state.state = 'running';
    try {
      await readRegion(lookup, state);
      return await settle('done', null);
    } catch (error) {
      if (gate.signal.aborted) throw new EngineError('CANCELLED', 'Cancelled', {}, { cause: error });
      const off = await isOff(error, state);
      if (off === true) return await settle('off', sayRegionOff(error));
      if (isStaleToken(error)) {
        state.nextToken = null;
        continue;
      }
      const problem = off === false ? error : off.problem;
      const trouble = troubleOfError(problem);
      if (trouble === 'login') gate.wait(await waitingForLogin(login, problem));
      else if (trouble === 'network' || trouble === 'unsteady')
        gate.wait(waitingForNetwork(login, problem), networkRetryMs);
      else return await settle('failed', sayWhy(problem, state.region));
    }
  }
}

function sayWhy(error: unknown, region: string): string {
  const problem = toAwsProblem(error, { doing: `look up the events of ${region}` });
  return [problem.message, problem.detail.hint].filter(Boolean).join(' ');
}

async function readRegion(lookup: Lookup, state: RegionState): Promise<void> {
  const { login, gate, meter, request } = lookup;
  const { openCloudTrail } = await import('../sources/cloudtrail/clients.ts');
  const { lookupEvents } = await import('../sources/cloudtrail/lookup-events.ts');
  const { createPace } = await import('../sources/cloudtrail/pace.ts');
  let file = await openLookupFile(pathOf(lookup, state));
  const client = openCloudTrail(login, state.region);
  const pace = createPace();
  try {
    let nextToken = file.sums.pages > 0 ? file.sums.nextToken : state.nextToken;
    const isWhole = file.sums.pages > 0 && nextToken === null;
    const reached = earliest(state.reached, file.sums.oldest);
    // Without a token the span is asked for again from the oldest second so far: its events come twice, none is missed.
    const to =
      nextToken === null && reached !== null
        ? Math.min(request.to, Math.floor(reached / 1000) * 1000 + 1000)
        : request.to;
    if (!isWhole) {
      const span = { from: request.from, to, attribute: request.attribute, nextToken, signal: gate.signal, pace };
      const retriesBefore = meter.retries;
      for await (const page of lookupEvents(client, span)) {
        await file.add(page);
        nextToken = page.nextToken;
        meter.bytesArrived += page.body.length;
        meter.moved += page.events;
        meter.retries = retriesBefore + pace.retries();
        publish(lookup, state, file.sums);
        if (file.sums.pages >= pagesPerFile && nextToken !== null) {
          await finishFile(lookup, state, file);
          file = await openLookupFile(pathOf(lookup, state));
        }
        await gate.pass();
      }
    }
    await finishFile(lookup, state, file);
  } catch (error) {
    await file.leave();
    throw error;
  } finally {
    client.destroy();
  }
}

const earliest = (reached: string | null, oldest: number | null): number | null => {
  const before = reached === null ? null : Date.parse(reached);
  return before === null || oldest === null ? (before ?? oldest) : Math.min(before, oldest);
};

/** Shows the numbers of this moment: what is finished, and what the growing file holds. */
function publish({ meter }: RunContext, state: RegionState, growing?: LookupFile['sums']): void {
  const at = meter.regions.findIndex(({ region }) => region === state.region);
  meter.regions[at] = describe(state, growing);
  meter.current = `${state.region} ${meter.regions[at].reached ?? ''}`;
}

function describe(state: RegionState, growing?: LookupFile['sums']): LookupRegion {
  const reached = earliest(state.reached, growing?.oldest ?? null);
  return {
    region: state.region,
    state: state.state,
    events: state.events + (growing?.events ?? 0),
    pages: state.pages + (growing?.pages ?? 0),
    reached: reached === null ? null : new Date(reached).toISOString(),
    reason: state.reason,
  };
}

const accountOf = ({ login }: RunContext) => login.caller?.account ?? 'unknown-account';
const keyOf = (context: RunContext, { region, files }: RegionState) =>
  `${accountOf(context)}/${region}/lookup-events-${context.row.id}-${String(files + 1).padStart(4, '0')}.jsonl`;
const pathOf = (context: RunContext, state: RegionState) =>
  join(context.open.dir, 'evidence', 'cloudtrail-api', ...keyOf(context, state).split('/'));

/** Puts a file in its place, and enters it together with the state of its region. */
async function finishFile(lookup: Lookup, state: RegionState, file: LookupFile): Promise<void> {
  const { open, row, meter, feed, nextNo } = lookup;
  const key = keyOf(lookup, state);
  const path = pathOf(lookup, state);
  const { size, sha256 } = await file.finish();
  const { sums } = file;
  const reached = earliest(state.reached, sums.oldest);
  state.pages += sums.pages;
  state.events += sums.events;
  state.files++;
  state.reached = reached === null ? null : new Date(reached).toISOString();
  state.nextToken = sums.nextToken;
  const now = Date.now();
  const entry = objectRow({ acquisitionId: row.id, objectNo: nextNo(), key, size, sha256, requests: sums.pages, now });
  await open.db.use((connection) => writeRegionStates(connection, row.id, [state], [entry]));
  publish(lookup, state);
  for (const sum of [meter.account.listed, meter.account.acquired]) {
    sum.objects++;
    sum.bytes += size;
  }
  // A region without events leaves its answer as evidence, but nothing to load.
  if (sums.events === 0) return;
  feed?.expect(size);
  feed?.add([{ path, origin: String(entry.path), kept: String(entry.file), size, mtimeMs: now }]);
}

type Facts = {
  acquisitionId: number;
  objectNo: number;
  key: string;
  size: number;
  sha256: string;
  requests: number;
  now: number;
};

function objectRow({ acquisitionId, objectNo, key, size, sha256, requests, now }: Facts): ObjectRow {
  return {
    acquisition_id: acquisitionId,
    object_no: objectNo,
    path: `cloudtrail://${key}`,
    bucket: null,
    key,
    version_id: null,
    outcome: 'acquired',
    reason: null,
    file: `evidence/cloudtrail-api/${key}`,
    size,
    modified: instant(now),
    sha256,
    checked_by: 'size',
    etag: null,
    storage_class: null,
    is_latest: true,
    is_delete_marker: false,
    owner: null,
    encryption: null,
    content_type: 'application/x-amz-json-1.1',
    metadata: null,
    requests,
    acquired_at: instant(now),
  };
}
