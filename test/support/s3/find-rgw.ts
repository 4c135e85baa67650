// Says whether Ceph's S3 server is on this machine, and installs it where that is the machine's own way: Debian or Ubuntu, as root.
import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = ['ceph-mon', 'ceph-osd', 'radosgw'];
const programs = ['monmaptool', 'ceph', 'ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'setpriv'];
const installLimitMs = 300_000;

export type Unavailable = { unavailable: string };

let search: Promise<Unavailable | null> | undefined;

/** Null when everything is there; else why not. Looks, and installs, once per process. */
export function findRgw(): Promise<Unavailable | null> {
  search ??= findOrInstall();
  return search;
}

async function findOrInstall(): Promise<Unavailable | null> {
  const missing = missingPrograms();
  if (missing.length === 0) return null;
  const hindrance = whyNotInstall();
  if (hindrance !== null)
    return { unavailable: `Ceph's S3 server is not installed (no ${missing.join(', ')}), and ${hindrance}` };
  return install();
}

function missingPrograms(): string[] {
  return programs.filter((program) => !isOnPath(program));
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // the answer, not a failure
  }
}

function whyNotInstall(): string | null {
  if (!isDebianLike()) return 'it is installed by itself only on Debian and Ubuntu';
  if (!isOnPath('apt-get')) return 'there is no apt-get to install it with';
  if (process.getuid?.() !== 0) return `only root can: apt-get install --no-install-recommends ${packages.join(' ')}`;
  return null;
}

function isDebianLike(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false; // a Linux without the file is neither of the two
  }
}

async function install(): Promise<Unavailable | null> {
  const script = `apt-get update -qq; apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`;
  try {
    // Test files run side by side, and apt-get does not wait for another one: flock on a folder that apt itself never locks.
    await run('flock', ['/var/cache/apt', 'sh', '-c', script], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: installLimitMs,
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    return { unavailable: `apt-get could not install ${packages.join(', ')} (${howItEnded(error)})` };
  }
  const missing = missingPrograms();
  return missing.length === 0 ? null : { unavailable: `${missing.join(', ')} still missing after apt-get` };
}

/** In few words: what apt-get printed names the machine's package sources, which belong in no test report. */
function howItEnded(error: unknown): string {
  const { code, killed } = error as { code?: unknown; killed?: boolean };
  return killed ? `not done after ${installLimitMs / 1000} s` : `it ended with ${String(code)}`;
}
