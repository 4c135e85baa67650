// A bucket behind a proxy that a test spoils, with books of every byte that was sent (campaign-books.ts).

import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { type Fault, type SeenRequest, startFaultProxy } from '../../support/s3/fault-proxy.ts';
import { type Books, openBooks } from './campaign-books.ts';
import { putObjects } from './support.ts';

/** `nth`: the how manieth request for an object this is, with this one. */
export type Spoil = (
  request: SeenRequest,
  wanted: { key: string; size: number; from: number },
  nth: number,
) => Fault | null;

export type Line = {
  endpoint: string;
  books: Books;
  /** What happens to requests for objects from now on; and to lists and the like. */
  spoil(objects: Spoil | null, others?: (request: SeenRequest) => Fault | null): void;
  /** Resolves when no request is open any more. */
  quiet(): Promise<void>;
  /** Nobody answers any more, until `mend`. */
  break(): Promise<void>;
  mend(): Promise<void>;
};

/** @param objects keys that are file names as they are */
export async function openLine(
  target: string,
  caseDir: string,
  bucket: string,
  objects: Record<string, Buffer>,
): Promise<Line> {
  const books = openBooks(
    caseDir,
    bucket,
    Object.entries(objects).map(([key, { length }]) => ({ key, size: length, file: `evidence/s3/${bucket}/${key}` })),
  );
  let [open, nth] = [0, 0];
  let onObject: Spoil | null = null;
  let onOther: ((request: SeenRequest) => Fault | null) | null = null;
  const decide = (request: SeenRequest) => {
    open++;
    const wanted = books.enter(request);
    if (wanted === null) return onOther?.(request) ?? null;
    return onObject?.(request, wanted, ++nth) ?? null;
  };
  const start = (port?: number) =>
    startFaultProxy(target, decide, {
      ...(port === undefined ? {} : { port }),
      onAnswered(answered) {
        open--;
        books.answered(answered);
      },
    });
  let proxy = await start();
  return {
    endpoint: proxy.endpoint,
    books,
    spoil(forObjects, others) {
      onObject = forObjects;
      onOther = others ?? null;
      nth = 0;
    },
    async quiet() {
      while (open > 0) await sleep(5);
    },
    break: () => proxy.stop(),
    async mend() {
      proxy = await start(Number(new URL(proxy.endpoint).port));
    },
  };
}

export async function fill(client: S3Client, bucket: string, objects: Record<string, Buffer>): Promise<void> {
  const waiting = Object.entries(objects);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await putObjects(client, bucket, { [next[0]]: next[1] });
  };
  await Promise.all(Array.from({ length: 16 }, work));
}
