// The trails below a place, found by a few listings in the engine; asked once per place.
import { useEffect, useState } from 'react';
import type { Trail } from '../../../../shared/contract/aws.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../../ui/problem.ts';
import type { S3Place } from './scope-form.ts';

export type FoundTrails = { trails: Trail[]; requests: number; isComplete: boolean };
export type Finding =
  | { kind: 'none' }
  | { kind: 'asking' }
  | { kind: 'found'; found: FoundTrails }
  | { kind: 'problem'; problem: Problem };

/** `place` null: not asked yet. `again` asks anew; `skip` goes on without knowing. */
export function useTrails(
  loginId: number | null,
  place: S3Place | null,
): { finding: Finding; again: () => void; skip: () => void } {
  const engine = useEngine();
  const [answer, setAnswer] = useState<{ key: string; finding: Finding } | null>(null);
  const [turn, setTurn] = useState(0);
  const key = place === null || loginId === null ? '' : JSON.stringify([loginId, place, turn]);
  const known = answer?.key === key;
  useEffect(() => {
    if (key === '' || known) return;
    const [id, where] = JSON.parse(key) as [number, S3Place, number];
    const abort = new AbortController();
    engine.aws.trails({ loginId: id, ...where }, { signal: abort.signal }).then(
      (found) => setAnswer({ key, finding: { kind: 'found', found } }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer({ key, finding: { kind: 'problem', problem: describeProblem(error, 'look for trails') } });
      },
    );
    return () => abort.abort();
  }, [engine, key, known]);
  const finding: Finding = key === '' ? { kind: 'none' } : known && answer ? answer.finding : { kind: 'asking' };
  return {
    finding,
    again: () => setTurn((before) => before + 1),
    skip: () => setAnswer({ key, finding: { kind: 'found', found: { trails: [], requests: 0, isComplete: false } } }),
  };
}
