// Why an object could not be acquired, as plain data that crosses threads: failures of the server's side told apart as
// `aws-problem-kind.ts` does, and those of this computer's.
import type { ErrorCode } from '../../../../shared/contract/base.ts';
import { EngineError, type ErrorDetail } from '../../engine-error.ts';
import { toAwsProblem } from './aws-problem.ts';
import { type AwsProblemKind, classifyAwsError } from './aws-problem-kind.ts';

/**
 * - `space`: the disk is full; `disk`: any other trouble with it.
 * - `mismatch`: what arrives is not what the server says it is, twice.
 * - `occupied`: another file has the name.
 */
export type FetchProblemKind = AwsProblemKind | 'space' | 'disk' | 'mismatch' | 'occupied';

export type FetchProblem = { kind: FetchProblemKind; code: ErrorCode; message: string; hint: string | null };

/** An `EngineError` that says which failure it is. */
export class FetchFailure extends EngineError {
  readonly kind: FetchProblemKind;

  constructor(
    kind: FetchProblemKind,
    code: ErrorCode,
    message: string,
    detail: ErrorDetail = {},
    options?: ErrorOptions,
  ) {
    super(code, message, detail, options);
    this.kind = kind;
  }
}

/** Anything that acquiring `key` of `bucket` threw, without secrets. @param doing what was tried instead of that */
export function toFetchProblem(error: unknown, bucket: string, key: string, doing = 'read the object'): FetchProblem {
  const kind = error instanceof FetchFailure ? error.kind : classifyAwsError(error);
  const { code, message, detail } = toAwsProblem(error, { doing, bucket, key });
  return { kind, code, message, hint: detail.hint ?? null };
}

/** The failure again, as it is thrown. */
export const fromFetchProblem = ({ kind, code, message, hint }: FetchProblem): FetchFailure =>
  new FetchFailure(kind, code, message, hint === null ? {} : { hint });

/** What a login provider threw. `toAwsProblem` leaves the kind of failure to be told from the cause. */
export function toCredentialProblem(error: unknown): FetchProblem {
  const { code, message, detail, cause } = toAwsProblem(error, { doing: 'sign in' });
  if (detail.needs === 'mfa') return { kind: 'mfa', code, message, hint: detail.hint ?? null };
  const kind = [error, cause].map(classifyAwsError).find((known) => known !== 'unknown');
  return { kind: kind ?? 'no-credentials', code, message, hint: detail.hint ?? null };
}

/** Does something with the file at `path`. @throws FetchFailure of kind `space` or `disk` that names it */
export function onDisk<T>(path: string, act: () => T): T {
  try {
    const done = act();
    if (!(done instanceof Promise)) return done;
    return done.catch((error: unknown) => {
      throw diskFailure(path, error);
    }) as T;
  } catch (error) {
    throw diskFailure(path, error);
  }
}

function diskFailure(path: string, error: unknown): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error; // Not of a file: of zlib, or one that was thrown on purpose.
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new FetchFailure(
    isFull ? 'space' : 'disk',
    'FAILED',
    `Cannot read or write ${path}: ${diskTroubles[code] ?? code}.`,
    {
      at: path,
      hint: isFull ? 'Free some space, then go on: what is complete is kept.' : 'Check the folder, then go on.',
    },
    { cause: error },
  );
}

const diskTroubles: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
};
