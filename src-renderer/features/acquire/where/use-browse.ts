// What is directly below a prefix, page by page; the newest question wins, and an error is part of the answer.
import { useCallback, useEffect, useState } from 'react';
import type { BrowsePage } from '../../../../shared/contract/aws.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../../ui/problem.ts';
import type { S3Place } from '../scope/scope-form.ts';

export type Entry =
  | ({ kind: 'folder' } & BrowsePage['folders'][number])
  | ({ kind: 'object' } & BrowsePage['objects'][number]);

export type Browsed = {
  /** Folders first, each page in its own order. */
  entries: Entry[];
  /** Whether there is more than what was read so far. */
  hasMore: boolean;
  busy: boolean;
  problem: Problem | null;
};

const nothing = { folders: [], objects: [], next: null, problem: null, busy: false };
type State = Omit<BrowsePage, 'next'> & { next: string | null; problem: Problem | null; busy: boolean };

/** `more` reads the next page, if there is one; `again` reads the place anew. */
export function useBrowse(loginId: number, place: S3Place | null): Browsed & { more: () => void; again: () => void } {
  const engine = useEngine();
  const [state, setState] = useState<State>(nothing);
  const [asked, setAsked] = useState<{ place: S3Place | null; after: string | null; turn: number }>({
    place,
    after: null,
    turn: 0,
  });
  const now = samePlace(asked.place, place) ? asked : { place, after: null, turn: 0 };
  if (now !== asked) {
    setAsked(now);
    setState(nothing);
  }
  useEffect(() => {
    const { place: where, after } = now;
    if (where === null) return;
    const abort = new AbortController();
    setState((before) => ({ ...before, busy: true, problem: null }));
    engine.aws.browse({ loginId, ...where, ...(after === null ? {} : { after }) }, { signal: abort.signal }).then(
      (page) => {
        if (abort.signal.aborted) return;
        setState((before) => ({
          folders: after === null ? page.folders : [...before.folders, ...page.folders],
          objects: after === null ? page.objects : [...before.objects, ...page.objects],
          next: page.next,
          problem: null,
          busy: false,
        }));
      },
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setState((before) => ({ ...before, busy: false, problem: describeProblem(error, 'list the bucket') }));
      },
    );
    return () => abort.abort();
  }, [engine, loginId, now]);

  const { folders, objects, next, problem, busy } = state;
  const more = useCallback(() => {
    if (next !== null && !busy) setAsked((before) => ({ ...before, after: next }));
  }, [next, busy]);
  return {
    entries: [
      ...folders.map((folder) => ({ kind: 'folder' as const, ...folder })),
      ...objects.map((object) => ({ kind: 'object' as const, ...object })),
    ],
    hasMore: next !== null,
    busy,
    problem,
    more,
    again: () => setAsked((before) => ({ ...before, after: null, turn: before.turn + 1 })),
  };
}

const samePlace = (one: S3Place | null, other: S3Place | null) =>
  one?.bucket === other?.bucket && one?.prefix === other?.prefix && one?.requesterPays === other?.requesterPays;
