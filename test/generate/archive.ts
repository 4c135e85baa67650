// Writes a CloudTrail archive as a trail leaves it in S3: gzip files of `{"Records":[…]}` under
// AWSLogs/<account>/CloudTrail/<region>/<delivery day>/, and says what is in it. Deterministic per seed.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeOrdinaryEvent } from './activities/activities.ts';
import type { Event } from './event.ts';
import { type FilePlan, planFiles, type Shape } from './plan.ts';
import { type Random, seedRandom } from './random.ts';
import { type Scene, setScene } from './scene.ts';
import { countTruth, type Truth } from './truth.ts';
import { makeWorld, type World } from './world.ts';

export type ArchiveOptions = {
  dir: string;
  seed: string;
  /** Records on disk, duplicates included, the story's events not. */
  events: number;
  shape: Shape;
  /** `yyyy-mm-dd`. */
  start?: string;
  days?: number;
  world?: World;
  /** Share of records that are exact copies of an earlier one. */
  duplicates?: number;
  /** Events to weave in at their own account, region and time. */
  story?: Event[];
  /** gzip level; S3 deliveries compress about like 6. */
  level?: number;
  /** Scales how many sessions are at work at once. */
  sessions?: number;
  onFile?(file: WrittenFile): void;
};

export type WrittenFile = {
  /** Under `dir`, with `/`. */
  path: string;
  account: string;
  region: string;
  /** Seconds since 1970. */
  delivered: number;
  /** Event times, seconds since 1970. */
  oldest: number;
  newest: number;
  content: Buffer;
};

const compress = promisify(gzip);
const writesInFlight = 8;

export async function writeArchive(options: ArchiveOptions): Promise<Truth> {
  const world = options.world ?? makeWorld({ seed: options.seed });
  const start = Date.parse(`${options.start ?? '2026-01-05'}T00:00:00Z`) / 1000;
  const days = options.days ?? 90;
  const plans = planFiles(world, options.shape, { seed: options.seed, events: options.events, start, days });
  const woven = weaveIn(world, plans, options.story ?? []);
  const truth = countTruth();
  const scenes = keepScenes(world, options.seed, options.sessions ?? 1);
  const carried = new Map<string, Buffer[]>();
  const folders = new Set<string>();
  const pending = new Set<Promise<void>>();

  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i]!;
    const random = seedRandom(`${options.seed} file ${i}`, world.forShipping);
    const { region } = plan;
    const account = plan.account.id;
    const cell = `${account} ${region}`;
    const copies = carried.get(cell)?.splice(0, plan.events) ?? [];
    const again: Buffer[] = [];
    const slots = arrangeSlots(plan, plan.events - copies.length, [...(woven.get(plan) ?? []), ...copies], random);
    if (slots.length === 0) continue;
    const slab = openSlab(slots.length);
    for (const slot of slots) {
      if (Buffer.isBuffer(slot)) {
        slab.add(slot);
        truth.addDuplicate();
        continue;
      }
      const event = typeof slot === 'number' ? writeOrdinaryEvent(scenes(plan), random, slot) : slot;
      const bytes = slab.add(event.text);
      truth.addRow(event);
      if (random.chance(options.duplicates ?? 0)) again.push(Buffer.from(bytes));
    }
    carried.set(cell, [...(carried.get(cell) ?? []), ...again]);
    const times = slots.map((slot) =>
      typeof slot === 'number' ? slot : Buffer.isBuffer(slot) ? plan.from : slot.time,
    );

    // Delivery follows within about five minutes; the folder is the delivery day.
    const delivered = (Math.floor(plan.to / 300) + 1 + random.below(2)) * 300;
    const stamp = new Date(delivered * 1000).toISOString();
    const folder = `AWSLogs/${account}/CloudTrail/${region}/${stamp.slice(0, 10).replaceAll('-', '/')}`;
    const name = `${account}_CloudTrail_${region}_${stamp.slice(0, 16).replaceAll(/[-:]/g, '')}Z_${random.base64(16).replaceAll(/[+/]/g, 'x')}.json.gz`;
    const file: WrittenFile = {
      path: `${folder}/${name}`,
      account,
      region,
      delivered,
      oldest: times.reduce((a, b) => Math.min(a, b)),
      newest: times.reduce((a, b) => Math.max(a, b)),
      content: slab.close(),
    };
    options.onFile?.(file);
    if (!folders.has(folder)) {
      folders.add(folder);
      await mkdir(path.join(options.dir, folder), { recursive: true });
    }
    const writing = writeGzip(path.join(options.dir, file.path), file.content, options.level ?? 6).then((size) => {
      truth.addFile(file.content.length, size);
      pending.delete(writing);
    });
    pending.add(writing);
    if (pending.size >= writesInFlight) await Promise.race(pending);
  }
  await Promise.all(pending);
  return truth.finish();
}

async function writeGzip(file: string, content: Buffer, level: number): Promise<number> {
  const bytes = await compress(content, { level, chunkSize: Math.max(16_384, content.length >> 3) });
  await writeFile(file, bytes);
  return bytes.length;
}

/**
 * What stands where in a file: the time of an ordinary event, an event of the story, or the bytes of a copy. A delivered
 * file is only roughly in order of time.
 */
function arrangeSlots(plan: FilePlan, ordinary: number, others: (Event | Buffer)[], random: Random): Slot[] {
  const span = Math.max(1, plan.to - plan.from);
  const slots: Slot[] = Array.from({ length: ordinary }, (_, i) =>
    Math.floor(plan.from + (span * (i + random.unit())) / ordinary),
  );
  for (const other of others) {
    const at = Buffer.isBuffer(other) ? random.unit() : (other.time - plan.from) / span;
    slots.splice(Math.floor(at * slots.length), 0, other);
  }
  for (let i = 0; i < slots.length - 1; i++) {
    const j = Math.min(slots.length - 1, i + random.below(6));
    [slots[i], slots[j]] = [slots[j]!, slots[i]!];
  }
  return slots;
}

type Slot = number | Event | Buffer;

/** Collects records into `{"Records":[…]}`. Encoding each at once keeps the strings short-lived. */
function openSlab(records: number) {
  const head = '{"Records":[';
  let buffer = Buffer.allocUnsafe(records * 1_700 + 65_536);
  let end = buffer.write(head);
  return {
    /** The record's bytes within the slab. */
    add(record: string | Buffer): Buffer {
      const most = record.length * 3 + 2;
      if (end + most > buffer.length) buffer = Buffer.concat([buffer.subarray(0, end)], buffer.length * 2 + most);
      if (end > head.length) buffer[end++] = 0x2c;
      const from = end;
      end += typeof record === 'string' ? buffer.write(record, end) : record.copy(buffer, end);
      return buffer.subarray(from, end);
    },
    close(): Buffer {
      end += buffer.write(']}', end);
      return buffer.subarray(0, end);
    },
  };
}

function keepScenes(world: World, seed: string, sessions: number): (plan: FilePlan) => Scene {
  let scenes = new Map<string, Scene>();
  return (plan) => {
    const day = Math.floor(plan.from / 86_400) * 86_400;
    const key = `${plan.account.id} ${plan.region} ${day}`;
    let scene = scenes.get(key);
    if (scene === undefined) {
      if (scenes.size > 400) scenes = new Map();
      scene = setScene(world, plan.account, plan.region, day, seed, sessions);
      scenes.set(key, scene);
    }
    return scene;
  };
}

/** Gives every event of the story to the file of its account, region and time; where none is, a file of its own. */
function weaveIn(world: World, plans: FilePlan[], story: Event[]): Map<FilePlan, Event[]> {
  const woven = new Map<FilePlan, Event[]>();
  for (const event of [...story].sort((a, b) => a.time - b.time)) {
    const { region } = event;
    const account = world.accounts.find((one) => one.id === event.account);
    if (account === undefined)
      throw new Error(`The story uses account ${event.account}, which the world does not have.`);
    let plan = plans.find(
      (one) => one.account === account && one.region === region && one.from <= event.time && event.time < one.to,
    );
    if (plan !== undefined && plan.to - plan.from > longestStorySlice) plan = splitPlan(plans, plan, event.time);
    if (plan === undefined) {
      const from = Math.floor(event.time / 600) * 600;
      plan = { account, region, from, to: from + 600, events: 0 };
      plans.push(plan);
    }
    woven.set(plan, [...(woven.get(plan) ?? []), event]);
  }
  return woven;
}

/** A busy account is delivered more often: around a story, files are cut to this many seconds. */
const longestStorySlice = 1800;

function splitPlan(plans: FilePlan[], plan: FilePlan, time: number): FilePlan {
  const start = Math.max(plan.from, time - (time % longestStorySlice));
  const bounds = [plan.from, start, Math.min(plan.to, start + longestStorySlice), plan.to];
  const before = (until: number) => Math.floor((plan.events * (until - plan.from)) / (plan.to - plan.from));
  const parts = bounds.slice(1).map((to, i) => ({
    ...plan,
    from: bounds[i]!,
    to,
    events: before(to) - before(bounds[i]!),
  }));
  plans.splice(plans.indexOf(plan), 1, ...parts.filter((part) => part.from < part.to));
  return parts[1]!;
}
