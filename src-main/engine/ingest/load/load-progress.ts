// The moving account of a load, and how fast it goes.
import type { Account, LoadProgress, LoadState } from '../../../../shared/contract/loads.ts';

export function emptyAccount(): Account {
  return {
    files: { found: 0, loaded: 0, partly: 0, skipped: 0, failed: 0 },
    records: { found: 0, rows: 0, duplicates: 0, rejects: 0 },
  };
}

/** Seconds over which the rate is averaged. */
const windowMs = 5_000;

export type ProgressMeter = {
  state: LoadState;
  account: Account;
  bytesTotal: number;
  bytesRead: number;
  recordsReceived: number;
  currentFile: string | null;
  error: string | null;
  read(): LoadProgress;
};

export function startMeter(loadId: number): ProgressMeter {
  const started = performance.now();
  const marks: { at: number; bytes: number; records: number }[] = [{ at: started, bytes: 0, records: 0 }];
  return {
    state: 'listing',
    account: emptyAccount(),
    bytesTotal: 0,
    bytesRead: 0,
    recordsReceived: 0,
    currentFile: null,
    error: null,
    read() {
      const now = performance.now();
      marks.push({ at: now, bytes: this.bytesRead, records: this.recordsReceived });
      while (marks.length > 2 && now - marks[0]!.at > windowMs) marks.shift();
      const first = marks[0]!;
      const seconds = Math.max((now - first.at) / 1000, 0.001);
      const byteRate = (this.bytesRead - first.bytes) / seconds;
      const running = this.state === 'running' && byteRate > 0;
      return {
        loadId,
        state: this.state,
        account: structuredClone(this.account),
        bytesTotal: this.bytesTotal,
        bytesRead: this.bytesRead,
        rate: Math.round((this.recordsReceived - first.records) / seconds),
        elapsedMs: Math.round(now - started),
        remainingMs: running ? Math.round(((this.bytesTotal - this.bytesRead) / byteRate) * 1000) : null,
        currentFile: this.currentFile,
        error: this.error,
      };
    },
  };
}
