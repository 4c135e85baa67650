// Files for a load that come one after the other while it runs: what an acquisition has finished is loaded while the rest
// is still on its way.
import type { FoundFile } from '../../sources/folder.ts';

export type FileFeed = {
  acquisitionId: number;
  /** The next file; null: none at the moment. */
  take(): FoundFile | null;
  /** Whether nothing more will come than what can be taken now. */
  isEnded(): boolean;
  /** Bytes of all files, those to come included, as far as they are known. */
  totalBytes(): number;
  /** `wake` is called when there is something to take, and at the end. */
  listen(wake: () => void): void;
  /** All rows of the file are committed. */
  onStored(file: FoundFile): void;
};

export type FileQueue = FileFeed & {
  add(files: FoundFile[]): void;
  end(): void;
  /** So many more bytes will be added, or were. */
  expect(bytes: number): void;
  /** Files that were added and are not stored yet. */
  waiting(): number;
  /** Told of each file of which all rows are committed. */
  whenStored(listener: (file: FoundFile) => void): void;
  /** Nobody takes anything any more: what waits is dropped, and so is what is added. */
  abandon(): void;
  isAbandoned(): boolean;
};

/** Taken files are forgotten in lots, since each lot moves the rest. */
const forgetEvery = 4_096;

export function createFileQueue(acquisitionId: number): FileQueue {
  const files: FoundFile[] = [];
  let [taken, unstored, total] = [0, 0, 0];
  let [ended, abandoned] = [false, false];
  let wake = () => {};
  let stored: (file: FoundFile) => void = () => {};
  return {
    acquisitionId,
    take() {
      const file = files[taken];
      if (!file) return null;
      taken++;
      if (taken >= forgetEvery) {
        files.splice(0, taken);
        taken = 0;
      }
      return file;
    },
    isEnded: () => ended && taken === files.length,
    totalBytes: () => total,
    listen(listener) {
      wake = listener;
    },
    onStored(file) {
      unstored--;
      stored(file);
    },
    add(more) {
      if (abandoned) return;
      for (const file of more) files.push(file);
      unstored += more.length;
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    expect(bytes) {
      total += bytes;
    },
    waiting: () => unstored,
    whenStored(listener) {
      stored = listener;
    },
    abandon() {
      abandoned = true;
      files.length = 0;
      [taken, unstored] = [0, 0];
    },
    isAbandoned: () => abandoned,
  };
}
