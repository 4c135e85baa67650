// Runs a program and watches what it costs: wall clock, processor time, and the memory of its whole process tree.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export type Cost = {
  seconds: number;
  /** User and system time of all processes of the tree; null where /proc does not tell. */
  cpuSeconds: number | null;
  /** Highest sum of resident memory over the tree, MiB; null where /proc does not tell. */
  peakMb: number | null;
};
export type Run = Cost & { code: number | null; stdout: string; stderr: string };

const tickMs = 50;

/** What the measured programs get besides this process's environment, e.g. a user folder of their own. */
export const programEnv: Record<string, string> = { NO_COLOR: '1' };

/** @param limitSeconds after which the program is ended (SIGKILL); the run then has code null */
export async function runMeasured(command: string, args: string[], limitSeconds = 1800): Promise<Run> {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...programEnv } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const watch = child.pid === undefined ? null : watchTree(child.pid);
  const limit = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(limit);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { seconds, code, stdout, stderr, ...(watch?.stop() ?? { cpuSeconds: null, peakMb: null }) };
}

/** Samples the tree of a process until stopped. Memory that processes share is counted once for each. */
export function watchTree(root: number): { stop(): { cpuSeconds: number | null; peakMb: number | null } } {
  if (!existsSync('/proc/self/stat')) return { stop: () => ({ cpuSeconds: null, peakMb: null }) };
  const ticks = new Map<number, number>();
  let pids = [root];
  let peakKb = 0;
  let round = 0;
  const sample = () => {
    // Reading all of /proc is dear: new children are looked for twice a second.
    if (round++ % 10 === 0) pids = listTree(root);
    let sumKb = 0;
    for (const pid of pids) {
      const seen = readProcess(pid);
      if (!seen) continue;
      ticks.set(pid, seen.ticks);
      sumKb += pids.length === 1 ? seen.highestKb : seen.residentKb;
    }
    peakKb = Math.max(peakKb, sumKb);
  };
  const timer = setInterval(sample, tickMs);
  sample();
  return {
    stop() {
      clearInterval(timer);
      return {
        cpuSeconds: [...ticks.values()].reduce((sum, one) => sum + one, 0) / 100,
        peakMb: Math.round(peakKb / 1024),
      };
    },
  };
}

function readProcess(pid: number): { residentKb: number; highestKb: number; ticks: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
    const fields = statFields(pid);
    return {
      residentKb: kb('VmRSS'),
      highestKb: kb('VmHWM'),
      ticks: Number(fields[11]) + Number(fields[12]),
    };
  } catch {
    return null; // It has ended since it was listed.
  }
}

/** Fields of /proc/PID/stat after the program's name, which may hold spaces. */
function statFields(pid: number | string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function listTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(statFields(name)[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended since it was listed.
    }
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Bytes of all files under a folder. */
export function sizeOf(target: string): number {
  if (!existsSync(target)) return 0;
  const found = statSync(target);
  if (!found.isDirectory()) return found.size;
  return readdirSync(target).reduce((sum, name) => sum + sizeOf(path.join(target, name)), 0);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
