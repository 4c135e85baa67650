// Digests for the archive `trail`: a chain for every account and region, an hour each, signed with the generator's key. The log
// files are not touched: what is altered, missing or not covered is so by what the digests say of it.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { WrittenFile } from '../generate/archive.ts';
import { deriveKey, listPublicKeys, signDigests } from '../generate/digests.ts';
import { findArchive } from './archives.ts';

const version = 1;
const bucket = 'bench-trail';
/** Of each kind; in every chain, so that the findings are spread. */
const plantedPerChain = 2;

export type SignedTruth = {
  digests: number;
  verified: number;
  altered: string[];
  missing: string[];
  notCovered: string[];
  /** Of the log files, decompressed. */
  bytes: number;
};
export type SignedTrail = { logs: string; digests: string; keys: string; signatures: string; truth: SignedTruth };

export async function findSignedTrail(root: string, scale: number): Promise<SignedTrail> {
  const { dir: logs } = await findArchive(root, 'trail', scale);
  const dir = path.join(root, 'archives', `trail-digests-${scale}-v${version}`);
  const truthFile = path.join(dir, 'truth.json');
  if (!existsSync(truthFile)) {
    console.error('Signing digests for the archive trail …');
    const making = `${dir}.part`;
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    const truth = await signTrail(logs, making);
    await writeFile(path.join(making, 'truth.json'), JSON.stringify(truth));
    await rm(dir, { recursive: true, force: true });
    await rename(making, dir);
  }
  return {
    logs,
    digests: path.join(dir, 'digests'),
    keys: path.join(dir, 'keys.json'),
    signatures: path.join(dir, 'signatures.json'),
    truth: JSON.parse(await readFile(truthFile, 'utf8')) as SignedTruth,
  };
}

async function signTrail(logs: string, dir: string): Promise<SignedTruth> {
  const key = deriveKey('bench');
  const truth: SignedTruth = { digests: 0, verified: 0, altered: [], missing: [], notCovered: [], bytes: 0 };
  const signatures: Record<string, string> = {};
  const chains = await listChains(logs);
  const delivered = [...chains.values()].flat().map((file) => file.delivered);
  const from = Math.floor(delivered.reduce((a, b) => Math.min(a, b)) / 3600) * 3600;
  const last = delivered.reduce((a, b) => Math.max(a, b));
  const hours = Math.ceil((last - from) / 3600);
  for (const files of chains.values()) {
    const { account, region } = files[0]!;
    const named: WrittenFile[] = [];
    for (const [n, file] of files.entries()) {
      const content = gunzipSync(await readFile(path.join(logs, file.path)));
      truth.bytes += content.length;
      const kind = n % Math.max(4, Math.floor(files.length / plantedPerChain));
      if (kind === 1) {
        truth.notCovered.push(file.path);
        continue;
      }
      if (kind === 2) truth.altered.push(file.path);
      else truth.verified++;
      named.push({ ...file, content: kind === 2 ? Buffer.concat([content, Buffer.from(' ')]) : content });
      if (kind !== 3) continue;
      const removed = file.path.replace('.json.gz', 'gone.json.gz');
      truth.missing.push(removed);
      named.push({ ...file, path: removed, content });
    }
    const signed = signDigests({ bucket, trail: 'bench', account, region, from, hours, key, files: named });
    truth.digests += signed.length;
    for (const { path: name, content, signature } of signed) {
      const file = path.join(dir, 'digests', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, gzipSync(content));
      signatures[name] = signature;
    }
  }
  await writeFile(path.join(dir, 'keys.json'), JSON.stringify(listPublicKeys(key, from - 86_400, last + 86_400)));
  await writeFile(path.join(dir, 'signatures.json'), JSON.stringify({ signatures }));
  return truth;
}

/** Log files by account and region, in order of their names; without their content. */
async function listChains(logs: string): Promise<Map<string, WrittenFile[]>> {
  const chains = new Map<string, WrittenFile[]>();
  const found = await readdir(logs, { recursive: true });
  for (const name of found.toSorted()) {
    const parts = /(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(path.basename(name));
    if (!parts) continue;
    const [, account, region, year, month, day, hour, minute] = parts as unknown as string[];
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) / 1000;
    const place = name.split(path.sep).join('/');
    const file = { path: place, account: account!, region: region!, delivered: at, oldest: at - 600, newest: at - 300 };
    const chain = `${account} ${region}`;
    chains.set(chain, [...(chains.get(chain) ?? []), { ...file, content: Buffer.alloc(0) }]);
  }
  return chains;
}
