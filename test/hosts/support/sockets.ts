// The sockets that a process holds, as Linux tells them: what native code opens is seen as well.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Remote ends, other than this machine, of all TCP and UDP sockets of a process. Empty where there is no /proc. */
export function remoteEnds(pid: number): string[] {
  const inodes = new Set(
    list(`/proc/${pid}/fd`).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? []),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    text(`/proc/${pid}/net/${protocol}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9] ?? ''))
      .map((fields) => fields[2]!)
      .filter((remote) => !isHere(remote.split(':')[0]!))
      .map((remote) => `${protocol} ${remote}`),
  );
}

/** Addresses as /proc writes them: 127.x.x.x, ::1, ::ffff:127.x.x.x, or nobody. */
function isHere(hex: string): boolean {
  return /^0+$/.test(hex) || hex.endsWith('7F') || hex === `${'0'.repeat(24)}01000000`;
}

// The process may end while it is looked at: then it holds nothing.
const orNothing = <T>(read: () => T, nothing: T): T => {
  try {
    return read();
  } catch {
    return nothing;
  }
};
const list = (path: string) => orNothing(() => readdirSync(path), []);
const link = (path: string) => orNothing(() => readlinkSync(path), '');
const text = (path: string) => orNothing(() => readFileSync(path, 'utf8'), '');
