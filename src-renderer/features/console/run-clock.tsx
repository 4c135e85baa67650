// Time that passes while something runs.
import { useEffect, useState } from 'react';
import { runTime } from './words.ts';

/** `startedAt` as performance.now() gave it. */
export function RunClock({ startedAt }: { startedAt: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <span>{runTime(Math.max(0, now - startedAt))}</span>;
}
