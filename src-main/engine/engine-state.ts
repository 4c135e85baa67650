// What the engine's rooms share: who hosts it, and the one case that is open.
import type { CaseInfo } from '../../shared/contract/cases.ts';
import type { Database } from './duckdb/database.ts';
import { EngineError } from './engine-error.ts';
import type { PrintPdf } from './report/print-pdf.ts';
import type { Logins } from './sources/aws/logins.ts';

/** The bundled workers, JavaScript files. */
export type WorkerFiles = { ingest: string; fetch: string; list: string };

export type EngineOptions = {
  /** Pugmark's version, for journal and manifests. */
  version: string;
  host: 'electron' | 'web' | 'cli' | 'test';
  /** Folder for what belongs to the user, not to a case: the recent list, sample cases. */
  userDir: string;
  /** Folder of the bundled assets (the sample). */
  assetsDir: string;
  workers: WorkerFiles;
  /** Prints a page as a PDF, where the host has a browser engine of its own; absent: a browser of this machine is looked for. */
  printPdf?: PrintPdf;
  /** DuckDB's memory limit in MiB; absent: a figure that suits a laptop. */
  memoryMb?: number;
};

export type OpenCase = {
  info: CaseInfo;
  dir: string;
  db: Database;
  journal: { append(action: string, detail: Record<string, unknown>): Promise<void> };
  /** Registers work that must end before the database closes (a running load, opened views); runs in order of registration. */
  onClose(work: () => void | Promise<void>): void;
  setTimeZone(timeZone: string): Promise<void>;
  close(): Promise<void>;
};

export type EngineState = {
  options: EngineOptions;
  current: OpenCase | null;
  /** While the case is closed for the time of some work and comes back after it: settles then. */
  comingBack?: Promise<unknown>;
  /** Who is signed in to AWS or a store; in memory only, whatever case is open. */
  logins: Logins;
  /** What is done in the background when a load of the open case has ended. */
  afterLoad?: (open: OpenCase) => void;
};

/** The open case; NO_CASE when none is. */
export function requireCase(state: EngineState): OpenCase {
  if (!state.current) throw new EngineError('NO_CASE', 'No case is open.', { hint: 'Open or create a case first.' });
  return state.current;
}
