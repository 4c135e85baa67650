// A disk of its own that a test can fill: a tmpfs, where this process may mount one.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  dir: string;
  /** Leaves so many bytes. */
  fill(leave: number): void;
  /** Frees what `fill` took. */
  free(): void;
  unmount(): void;
};

/** Says why there is none where it cannot be mounted. */
export function mountSmallDisk(bytes: number): SmallDisk | { unavailable: string } {
  const dir = mkdtempSync(join(tmpdir(), 'pugmark-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', dir], { stdio: 'pipe' });
  } catch (error) {
    rmSync(dir, { recursive: true });
    return { unavailable: `no small disk could be mounted here (${String((error as Error).message).split('\n')[0]})` };
  }
  const ballast = join(dir, 'ballast');
  const unmount = () => {
    process.off('exit', unmount);
    // Lazily: whoever still has a file open there keeps no test from ending.
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true });
  };
  process.once('exit', unmount);
  return {
    dir,
    fill(leave) {
      const file = openSync(ballast, 'w');
      const block = Buffer.alloc(256 * 1024);
      const free = () => {
        const { bavail, bsize } = statfsSync(dir);
        return bavail * bsize;
      };
      while (free() > leave) writeSync(file, block, 0, Math.min(block.length, free() - leave));
      closeSync(file);
    },
    free: () => unlinkSync(ballast),
    unmount,
  };
}
