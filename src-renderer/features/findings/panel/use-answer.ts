// The answer to a question about what has the cursor, asked when the cursor has rested for a moment.
import { useEffect, useState } from 'react';
import { describeProblem, isCancelled, type Problem } from '../../../ui/problem.ts';
import { useDetections } from '../findings-store.ts';

const restMs = 80;

/** `key`: what is asked about; another one asks anew, and so do newer findings and rules. `doing`: see `describeProblem`. */
export function useAnswer<T>(
  key: string | number,
  doing: string,
  ask: (signal: AbortSignal) => Promise<T>,
): { answer: T | null; problem: Problem | null; again: () => void } {
  const findings = useDetections((state) => state.findings);
  const [tries, setTries] = useState(0);
  const [known, setKnown] = useState<{ key: string | number; answer: T | null; problem: Problem | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made anew each time; the others say when to ask
  useEffect(() => {
    const abort = new AbortController();
    const put = () =>
      ask(abort.signal).then(
        (answer) => !abort.signal.aborted && setKnown({ key, answer, problem: null }),
        (error: unknown) => {
          if (abort.signal.aborted || isCancelled(error)) return;
          setKnown({ key, answer: null, problem: describeProblem(error, doing) });
        },
      );
    const timer = setTimeout(() => void put(), restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, findings, tries]);
  const again = () => setTries(tries + 1);
  return known?.key === key ? { ...known, again } : { answer: null, problem: null, again };
}
