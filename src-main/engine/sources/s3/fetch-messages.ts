// What the engine's thread and the workers that download say to each other.
import type { Acquired } from './acquire-object.ts';
import type { CredentialAnswer } from './fetch-credentials.ts';
import type { FetchProblem } from './fetch-problem.ts';
import type { S3Object } from './list-pages.ts';
import type { S3Place } from './object-requests.ts';

export type FetchTask = {
  taskId: number;
  object: S3Object;
  /** Absolute. */
  target: string;
};

export type FetchOutcome = { taskId: number } & ({ acquired: Acquired } | { problem: FetchProblem });

export type FetchWorkerData = {
  place: S3Place;
  /** Requests at a time. */
  parallel: number;
  /** As in `AcquireOptions`. */
  tries: number;
  pauseMs: number;
  /** Silence after which a connection is given up. */
  stallMs: number;
};

export type ToFetchWorker =
  | { type: 'tasks'; tasks: FetchTask[] }
  /** Answers the ask of this number. */
  | { type: 'credentials'; ask: number; answer: CredentialAnswer }
  | { type: 'stop' };

export type FromFetchWorker =
  | {
      type: 'report';
      outcomes: FetchOutcome[];
      /** As `AcquireOptions.onBytes`, and pauses that began, since the last report. */
      bytes: number;
      retries: number;
      /** Tasks that wait for their next try. */
      pausing: number;
    }
  /** `refused`: the serial number of credentials that the server does not take; null: there are none, or they end soon. */
  | { type: 'credentials'; ask: number; refused: number | null };
