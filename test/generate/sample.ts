// Makes the sample case: a week of a small company's logs with an intrusion in it, a signed digest chain over the night
// of the attack, one log file altered and one removed. The same bytes every time, up to zlib's version.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type WrittenFile, writeArchive } from './archive.ts';
import { deriveKey, listPublicKeys, signDigests } from './digests.ts';
import { type Flow, type FlowNetwork, writeFlowFile } from './flow-logs.ts';
import { type Random, seedRandom } from './random.ts';
import { type Story, tellStory } from './story/story.ts';
import { attacker } from './story/teller.ts';
import { makeWorld } from './world.ts';

const seed = 'larkspur';
const bucket = 'larkspur-org-trail';
const monday = Date.parse('2026-03-09T00:00:00Z') / 1000;
const night = monday + 2 * 86_400;
const ordinaryEvents = 11_000;

/** Facts about the finished sample, kept in `truth.json` beside it. */
export type SampleTruth = {
  files: { cloudtrail: number; digests: number; flowLogs: number };
  /** Counted from the files on disk, after one was altered and one removed. */
  records: number;
  duplicates: number;
  flowRecords: number;
  stages: { name: string; title: string; events: number; first: string; last: string }[];
  altered: { path: string; removedEvent: string };
  removed: { path: string; records: number };
  leakedKey: string;
  backdoorUser: string;
  backdoorKey: string;
  outsideAccount: string;
  attackerIps: Record<string, number>;
  eventNames: Record<string, number>;
  bytes: number;
  gzipBytes: number;
};

/** Writes `dir`/logs, `dir`/keys and `dir`/truth.json; what was there before goes. */
export async function makeSample(dir: string): Promise<SampleTruth> {
  const logs = path.join(dir, 'logs');
  await rm(logs, { recursive: true, force: true });
  await rm(path.join(dir, 'keys'), { recursive: true, force: true });
  const world = makeWorld({
    seed,
    forShipping: true,
    accounts: [
      { id: '111122223333', name: 'prod', weight: 60 },
      { id: '222233334444', name: 'dev', weight: 30 },
      { id: '333344445555', name: 'audit', weight: 10 },
    ],
    regions: [
      { name: 'us-east-1', weight: 60 },
      { name: 'eu-west-1', weight: 22 },
      { name: 'us-west-2', weight: 12 },
      { name: 'eu-central-1', weight: 6 },
    ],
  });
  const [prod, dev] = [world.accounts[0]!, world.accounts[1]!];
  const story = tellStory(world, dev, prod, night);
  const files: WrittenFile[] = [];
  await writeArchive({
    dir: logs,
    seed,
    world,
    events: ordinaryEvents,
    shape: { perFile: 180 },
    start: '2026-03-09',
    days: 5,
    duplicates: 0.002,
    sessions: 0.25,
    story: story.stages.flatMap((stage) => stage.events),
    level: 9,
    onFile: (file) => void files.push({ ...file, content: Buffer.from(file.content) }),
  });

  const key = deriveKey(seed);
  const signatures: Record<string, string> = {};
  for (const account of [prod, dev])
    for (const digest of signDigests({
      bucket,
      trail: 'larkspur-org',
      account: account.id,
      region: 'us-east-1',
      from: night + 12 * 3600,
      hours: 36,
      key,
      files,
    })) {
      await writeCompressed(logs, digest.path, digest.content);
      signatures[digest.path] = digest.signature;
    }
  await writeJson(
    path.join(dir, 'keys', 'public-keys.us-east-1.json'),
    listPublicKeys(key, monday - 86_400 * 30, monday + 86_400 * 60),
  );
  await writeJson(path.join(dir, 'keys', 'digest-signatures.json'), { algorithm: 'SHA256withRSA', bucket, signatures });

  const altered = await alterFile(logs, files, 'DeleteFlowLogs');
  const removed = await removeFile(logs, files, prod.id, attacker.ipv6);
  const flowRecords = await writeFlows(logs, prod.id, dev.id, story);
  const truth = await describeSample(logs, story, { altered, removed, flowRecords });
  await writeJson(path.join(dir, 'truth.json'), truth);
  return truth;
}

async function writeCompressed(root: string, file: string, content: Buffer | string): Promise<void> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, gzipSync(content, { level: 9 }));
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

type Log = { Records: { eventName: string; sourceIPAddress: string; eventTime: string; eventID: string }[] };

const readLog = (content: Buffer) => JSON.parse(content.toString()) as Log;

/** Takes one record out of the file that has it, after the digests were signed. */
async function alterFile(root: string, files: WrittenFile[], eventName: string): Promise<SampleTruth['altered']> {
  const file = files.find((one) => readLog(one.content).Records.some((record) => record.eventName === eventName))!;
  const log = readLog(file.content);
  const rest = log.Records.filter((record) => record.eventName !== eventName);
  await writeCompressed(root, file.path, JSON.stringify({ Records: rest }));
  return { path: file.path, removedEvent: eventName };
}

/** Deletes the file with the most events from one address. */
async function removeFile(
  root: string,
  files: WrittenFile[],
  account: string,
  ip: string,
): Promise<SampleTruth['removed']> {
  const counted = files
    .filter((file) => file.account === account)
    .map((file) => ({ file, records: readLog(file.content).Records }))
    .map(({ file, records }) => ({ file, records, hits: records.filter((one) => one.sourceIPAddress === ip).length }));
  const most = counted.reduce((a, b) => (b.hits > a.hits ? b : a));
  await rm(path.join(root, most.file.path));
  return { path: most.file.path, records: most.records.length };
}

async function writeFlows(root: string, prod: string, dev: string, story: Story): Promise<number> {
  const random = seedRandom(`flows ${seed}`);
  let records = 0;
  const write = async (network: FlowNetwork, delivered: number, flows: Flow[]) => {
    const file = writeFlowFile(network, delivered, flows, random);
    records += file.records;
    await writeCompressed(root, file.path, file.text);
  };
  const prodNetwork: FlowNetwork = { account: prod, region: 'us-east-1', flowLogId: 'fl-0prod00000000001', version: 2 };
  for (let i = 0; i < 6; i++) {
    const start = night + 20 * 3600 + i * 3600;
    await write(prodNetwork, start + 3600, [
      ...ordinaryFlows(random, prod, start, 120),
      ...hostileFlows(random, prod, start, i),
    ]);
  }
  const stopped = story.stages.find((stage) => stage.name === 'blinding')!.events.at(-1)!.time;
  const devNetwork: FlowNetwork = { account: dev, region: 'us-east-1', flowLogId: `fl-0${dev}0a1`, version: 5 };
  for (let start = night + 20 * 3600; start + 600 < stopped; start += 1800)
    await write(devNetwork, start + 1800, ordinaryFlows(random, dev, start, start < night + 20.6 * 3600 ? 40 : 25));
  await write(devNetwork, stopped + 900, []);
  return records;
}

function ordinaryFlows(random: Random, account: string, start: number, count: number): Flow[] {
  return Array.from({ length: count }, () => {
    const inward = random.chance(0.5);
    const inside = `10.1.${random.below(4)}.${10 + random.below(30)}`;
    const outside = random.chance(0.3) ? `10.1.9.${1 + random.below(9)}` : `198.51.100.${20 + random.below(24)}`;
    const packets = 2 + random.below(900);
    const host = random.below(6);
    return {
      interfaceId: `eni-0${account}a${host}`,
      instanceId: `i-0${account}b${host}`,
      from: inward ? outside : inside,
      to: inward ? inside : outside,
      fromPort: inward ? 1024 + random.below(60_000) : 443,
      toPort: inward ? 443 : 1024 + random.below(60_000),
      packets,
      bytes: packets * (60 + random.below(1300)),
      start: start + random.below(3500),
      accept: random.chance(0.97),
      inward,
    };
  });
}

/** Hours 0–1: a port scan of the bastion; hours 2–4: the database host sends 190 GB to the attacker. */
function hostileFlows(random: Random, account: string, start: number, hour: number): Flow[] {
  const bastion = { interfaceId: `eni-0${account}a7`, instanceId: `i-0${account}b7` };
  const database = { interfaceId: `eni-0${account}a9`, instanceId: `i-0${account}b9` };
  if (hour < 2)
    return Array.from({ length: 70 }, (_, i) => ({
      ...bastion,
      from: attacker.cliIp,
      to: '10.1.0.7',
      fromPort: 40_000 + random.below(20_000),
      toPort:
        i === 41 && hour === 1 ? 22 : [21, 23, 80, 445, 1433, 3306, 3389, 5432, 6379, 8080, 9200, 27_017][i % 12]!,
      packets: 1,
      bytes: 44,
      start: start + 20 * i + random.below(9),
      accept: i === 41 && hour === 1,
      inward: true,
    }));
  if (hour > 4) return [];
  return Array.from({ length: 24 }, (_, i) => ({
    ...database,
    from: '10.1.3.9',
    to: attacker.consoleIp,
    fromPort: 44_312,
    toPort: 443,
    packets: 1_800_000 + random.below(200_000),
    bytes: 2_600_000_000 + random.below(90_000_000),
    start: start + 145 * i,
    accept: true,
    inward: false,
  }));
}

type Known = Pick<SampleTruth, 'altered' | 'removed' | 'flowRecords'>;

/** Counts what is on disk, without the generator's own counters. */
async function describeSample(logs: string, story: Story, known: Known): Promise<SampleTruth> {
  const all = (await readdir(logs, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.gz'));
  const seen = new Set<string>();
  const names = new Map<string, number>();
  const ips = new Map<string, number>(story.attackerIps.map((ip) => [ip, 0]));
  let [records, bytes, gzipBytes] = [0, 0, 0];
  for (const name of all) {
    const compressed = await readFile(path.join(logs, name));
    const content = gunzipSync(compressed);
    bytes += content.length;
    gzipBytes += compressed.length;
    if (!name.includes('/CloudTrail/')) continue;
    for (const record of readLog(content).Records) {
      records++;
      const key = createHash('sha256').update(JSON.stringify(record)).digest('base64');
      if (seen.has(key)) continue;
      seen.add(key);
      names.set(record.eventName, (names.get(record.eventName) ?? 0) + 1);
      if (ips.has(record.sourceIPAddress)) ips.set(record.sourceIPAddress, ips.get(record.sourceIPAddress)! + 1);
    }
  }
  return {
    files: {
      cloudtrail: all.filter((name) => name.includes('/CloudTrail/')).length,
      digests: all.filter((name) => name.includes('/CloudTrail-Digest/')).length,
      flowLogs: all.filter((name) => name.includes('/vpcflowlogs/')).length,
    },
    records,
    duplicates: records - seen.size,
    flowRecords: known.flowRecords,
    stages: story.stages.map(({ name, title, events }) => ({
      name,
      title,
      events: events.length,
      first: new Date(events[0]!.time * 1000).toISOString().replace('.000', ''),
      last: new Date(events.at(-1)!.time * 1000).toISOString().replace('.000', ''),
    })),
    altered: known.altered,
    removed: known.removed,
    leakedKey: story.leakedKey,
    backdoorUser: attacker.backdoorUser,
    backdoorKey: story.backdoorKey,
    outsideAccount: attacker.outsideAccount,
    attackerIps: Object.fromEntries(ips),
    eventNames: Object.fromEntries([...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 15)),
    bytes,
    gzipBytes,
  };
}
