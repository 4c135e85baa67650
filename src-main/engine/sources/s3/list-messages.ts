// What the engine's thread and the worker that lists say to each other.
import type { StoreAddress } from './client-config.ts';
import type { CredentialAnswer } from './fetch-credentials.ts';
import type { FetchProblem } from './fetch-problem.ts';
import type { ListOptions, S3Object } from './list-pages.ts';
import type { ListPage, ListRequest } from './walk.ts';

export type ListWorkerData = {
  store: StoreAddress;
  options: ListOptions;
  /** Every version and delete marker, instead of the latest version of each object. */
  versions: boolean;
};

export type ToListWorker =
  | { type: 'list'; id: number; request: ListRequest }
  /** Answers the ask of this number. */
  | { type: 'credentials'; ask: number; answer: CredentialAnswer };

export type FromListWorker =
  | { type: 'page'; id: number; page: ListPage<S3Object> }
  | { type: 'problem'; id: number; problem: FetchProblem }
  /** As in `FromFetchWorker`. */
  | { type: 'credentials'; ask: number; refused: number | null };
